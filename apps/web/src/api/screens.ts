import {
  savedFilter,
  savedFilterListResponse,
  screenFileResponse,
  screenResponse,
  type SavedFilter,
  type SavedFilterRequest,
  type ScreenFile,
  type ScreenResponse,
  type ScreenSort,
} from '@marketscope/contracts';
import type { ApiClient } from './api-client.ts';

/** Which screen: `latest`, or that of a day, `YYYY-MM-DD`. */
export type ScreenDay = string;

/** Which rows of a screen, in which order. */
export interface RowsAsked {
  filter?: string | undefined;
  sort?: ScreenSort | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

/** The daily screens, and the signed-in person's filters of them. */
export interface ScreensApi {
  /** @throws ApiError 404 when there is no such screen, 400 for a filter that can't be read */
  read(day: ScreenDay, rows: RowsAsked, signal?: AbortSignal): Promise<ScreenResponse>;
  /** Where the screen's CSV can be fetched, without signing in, until the link ends. @throws ApiError 404 */
  file(day: ScreenDay): Promise<ScreenFile>;
  filters(signal?: AbortSignal): Promise<SavedFilter[]>;
  /** @throws ApiError 400 for a filter that can't be read, 409 when there are too many */
  saveFilter(request: SavedFilterRequest): Promise<SavedFilter>;
  deleteFilter(id: string): Promise<void>;
}

export function createScreensApi(client: ApiClient): ScreensApi {
  return {
    read: (day, { filter, sort, limit, cursor }, signal) => {
      const query = new URLSearchParams({
        ...(filter !== undefined && { filter }),
        ...(sort !== undefined && { sort }),
        ...(limit !== undefined && { limit: String(limit) }),
        ...(cursor !== undefined && { cursor }),
      });
      return client.json(`/api/screens/${encodeURIComponent(day)}?${query}`, screenResponse, { signal });
    },
    file: (day) => client.json(`/api/screens/${encodeURIComponent(day)}/csv`, screenFileResponse),
    filters: async (signal) =>
      (await client.json('/api/screens/filters', savedFilterListResponse, { signal })).items,
    saveFilter: (body) => client.json('/api/screens/filters', savedFilter, { method: 'POST', body }),
    deleteFilter: (id) => client.send(`/api/screens/filters/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  };
}
