import {
  documentListResponse,
  documentResponse,
  documentUploadResponse,
  type DocumentListResponse,
  type DocumentRequest,
  type DocumentResponse,
  type DocumentUploadResponse,
} from '@marketscope/contracts';
import type { ApiClient } from './api-client.ts';

/** The signed-in person's documents, and the shared ones. */
export interface DocumentsApi {
  list(signal?: AbortSignal): Promise<DocumentListResponse>;
  /** With a link to the file, which lasts some minutes. */
  get(id: string, signal?: AbortSignal): Promise<DocumentResponse>;
  /** Asks where to send a file to. */
  requestUpload(request: DocumentRequest): Promise<DocumentUploadResponse>;
  delete(id: string): Promise<void>;
}

export function createDocumentsApi(client: ApiClient): DocumentsApi {
  const pathOf = (id: string) => `/api/documents/${encodeURIComponent(id)}`;
  return {
    list: (signal) => client.json('/api/documents', documentListResponse, { signal }),
    get: (id, signal) => client.json(pathOf(id), documentResponse, { signal }),
    requestUpload: (body) => client.json('/api/documents', documentUploadResponse, { method: 'POST', body }),
    delete: (id) => client.send(pathOf(id), { method: 'DELETE' }),
  };
}
