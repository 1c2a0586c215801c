import {
  alert,
  alertListResponse,
  alertPreview,
  type Alert,
  type AlertPatch,
  type AlertPreview,
  type AlertRequest,
} from '@marketscope/contracts';
import type { ApiClient } from './api-client.ts';

/** The signed-in person's alerts. */
export interface AlertsApi {
  list(signal?: AbortSignal): Promise<Alert[]>;
  /** @throws ApiError 404 for a symbol that nobody knows */
  create(request: AlertRequest): Promise<Alert>;
  /** How often such an alert would have fired over the last year. @throws as `create` */
  preview(request: AlertRequest, signal?: AbortSignal): Promise<AlertPreview>;
  /** @throws ApiError 409 when its state does not let it */
  change(id: string, patch: AlertPatch): Promise<Alert>;
  delete(id: string): Promise<void>;
}

export function createAlertsApi(client: ApiClient): AlertsApi {
  const pathOf = (id: string) => `/api/alerts/${encodeURIComponent(id)}`;
  return {
    list: async (signal) => (await client.json('/api/alerts', alertListResponse, { signal })).items,
    create: (body) => client.json('/api/alerts', alert, { method: 'POST', body }),
    preview: (body, signal) =>
      client.json('/api/alerts/preview', alertPreview, { method: 'POST', body, signal }),
    change: (id, body) => client.json(pathOf(id), alert, { method: 'PATCH', body }),
    delete: (id) => client.send(pathOf(id), { method: 'DELETE' }),
  };
}
