import { alert, alertListResponse, type Alert, type AlertRequest } from '@marketscope/contracts';
import type { ApiClient } from './api-client.ts';

/** The signed-in person's price alerts. */
export interface AlertsApi {
  list(signal?: AbortSignal): Promise<Alert[]>;
  /** @throws ApiError 404 for a symbol that nobody knows */
  create(request: AlertRequest): Promise<Alert>;
  delete(id: string): Promise<void>;
}

export function createAlertsApi(client: ApiClient): AlertsApi {
  return {
    list: async (signal) => (await client.json('/api/alerts', alertListResponse, { signal })).items,
    create: (body) => client.json('/api/alerts', alert, { method: 'POST', body }),
    delete: (id) => client.send(`/api/alerts/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  };
}
