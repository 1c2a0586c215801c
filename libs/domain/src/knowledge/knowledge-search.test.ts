import { expect, it } from 'vitest';
import type { StoredDocument } from './document-store.ts';
import type { KnowledgeHit } from './knowledge-index.ts';
import { createKnowledgeSearch } from './knowledge-search.ts';

const hit = (documentId: string): KnowledgeHit => ({
  documentId,
  title: documentId,
  page: 3,
  excerpt: 'Net sales  8,163',
  units: '(in millions)',
  score: 1,
  why: [],
});

const stored = (ownerId: string, documentId: string): StoredDocument => ({
  ownerId,
  documentId,
  folder: ownerId === 'shared' ? 'company-profiles' : 'private',
  name: `${documentId}.pdf`,
  uploadedBy: null,
  size: 1,
  state: 'indexed',
  version: 'v1',
  pages: 3,
  chunks: 3,
  reason: null,
  progress: null,
  createdAt: '2026-11-20T15:00:00.000Z',
  updatedAt: '2026-11-20T15:00:00.000Z',
});

it('answers from shared documents and the person’s own alone, whatever the index finds', async () => {
  const present = [stored('shared', 'profile'), stored('ada', 'note'), stored('bob', 'secret')];
  const search = createKnowledgeSearch({
    index: { search: async () => ['secret', 'note', 'deleted', 'profile'].map(hit) },
    documents: {
      some: async (keys) =>
        present.filter(({ ownerId, documentId }) =>
          keys.some((key) => key.ownerId === ownerId && key.documentId === documentId),
        ),
    },
  });
  const found = await search.search({ question: 'net sales', userId: 'ada', limit: 5 });
  expect(found.map(({ documentId, name, folder }) => [documentId, name, folder])).toEqual([
    ['note', 'note.pdf', 'private'],
    ['profile', 'profile.pdf', 'company-profiles'],
  ]);
});
