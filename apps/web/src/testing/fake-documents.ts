import { documentRequest, type DocumentFolder, type KnowledgeDocument } from '@marketscope/contracts';
import { json, nothing, problem, type Call } from './fake-exchange.ts';

/** What the fake API knows of documents. */
export interface DocumentState {
  documents: KnowledgeDocument[];
  /** Folders that the person may upload to. */
  documentFolders: DocumentFolder[];
}

/** A document that answers draw on. */
export function fakeDocument(
  parts: Partial<KnowledgeDocument> & { id: string; name: string },
): KnowledgeDocument {
  return {
    folder: 'private',
    state: 'indexed',
    pages: 12,
    chunks: 40,
    reason: null,
    progress: null,
    size: 1_468_006,
    createdAt: '2009-06-01T14:00:00.000Z',
    updatedAt: '2009-06-01T14:01:00.000Z',
    editable: true,
    ...parts,
  };
}

/** The fake's documents: a new one is pending from when its upload is asked for, one that is there stays as it is. */
export function createFakeDocuments(
  api: DocumentState,
  { id }: { id: (kind: string) => string },
): (path: string[], call: Call) => Response {
  return ([documentId], { method, body }) => {
    if (documentId === undefined) {
      if (method === 'GET') return json({ items: api.documents, folders: api.documentFolders });
      const { name, folder, size } = documentRequest.parse(body);
      const known = api.documents.find((each) => each.name === name && each.folder === folder);
      const pending = { state: 'pending', pages: null, chunks: null } as const;
      const document = known ?? fakeDocument({ id: id('document'), name, folder, size, ...pending });
      if (!known) api.documents.push(document);
      const upload = {
        method: 'PUT',
        url: `https://documents.example/${encodeURIComponent(name)}`,
        headers: { 'content-type': 'text/plain' },
        expiresAt: '2009-06-01T14:15:00.000Z',
      };
      return json({ document, upload }, known ? 200 : 201);
    }
    const known = api.documents.find((each) => each.id === documentId);
    if (!known) return problem(404, 'not-found');
    if (method === 'GET') return json({ ...known, link: `https://documents.example/${documentId}` });
    api.documents = api.documents.filter((each) => each.id !== documentId);
    return nothing();
  };
}
