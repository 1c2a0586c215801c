import type {
  DocumentListResponse,
  DocumentResponse,
  DocumentUploadResponse,
  KnowledgeDocument,
} from '@marketscope/contracts';
import { describe, expect, it } from 'vitest';
import { appOnFakes, problemIn, startOfTest } from '../testing/app-on-fakes.ts';

const note = { name: 'note.md', size: 6 };

/** The app with a curator, Eve. */
const withCurator = () => appOnFakes({ settings: { curatorEmails: ['Eve@example.com'] } });

/** Has a document indexed, as the indexer does. */
async function indexed(
  { ports, indexing, knowledgeBase }: Awaited<ReturnType<typeof appOnFakes>>,
  ownerId: string,
  key: string,
): Promise<void> {
  await knowledgeBase.put(key, new TextEncoder().encode('# Note'));
  const documentId = ports.documentIdOf(key);
  const place = {
    ownerId,
    documentId,
    folder: key.startsWith('users/') ? ('private' as const) : ('company-profiles' as const),
    name: key.split('/').at(-1) ?? '',
  };
  const claim = await indexing.claim(place, {
    token: 't',
    messageId: 'm',
    now: startOfTest,
    until: new Date(startOfTest.getTime() + 1000),
  });
  if (claim === 'held') throw new Error('the claim is held');
  const outcome = { state: 'indexed' as const, version: 'v1', size: 6, pages: 1, chunks: 1 };
  await indexing.settle(place, claim, outcome, startOfTest);
}

describe('uploading', () => {
  it('answers where one file of that size and type may be sent, and lists it as pending', async () => {
    const { register } = await appOnFakes();
    const ada = await register();
    const response = await ada.request('POST', '/api/documents', note);
    expect(response.statusCode).toBe(201);
    const { document, upload } = response.json<DocumentUploadResponse>();
    expect(document).toMatchObject({
      name: 'note.md',
      folder: 'private',
      state: 'pending',
      pages: null,
      reason: null,
      editable: true,
    });
    const userId = ada.session.user.id;
    expect(upload).toEqual({
      method: 'PUT',
      url: `https://documents.example/users/${userId}/note.md?size=6&expires=900&signer=${userId}`,
      headers: { 'content-type': 'text/markdown' },
      expiresAt: '2026-11-20T17:15:00.000Z',
    });
    const list = (await ada.request('GET', '/api/documents')).json<DocumentListResponse>();
    expect(list).toEqual({ items: [document], folders: ['private'] });
    expect((await ada.request('GET', `/api/documents/${document.id}`)).json()).toEqual({
      ...document,
      link: null,
    });
  });

  it('forgets a document that never got a file', async () => {
    const { register, pass } = await appOnFakes();
    const ada = await register();
    await ada.request('POST', '/api/documents', note);
    pass(86_400_001);
    const later = await register('bob');
    expect((await later.request('GET', '/api/documents')).json()).toMatchObject({ items: [] });
  });

  it('keeps answering from the old version while a new one is on its way', async () => {
    const fixture = await appOnFakes();
    const ada = await fixture.register();
    await indexed(fixture, ada.session.user.id, `users/${ada.session.user.id}/note.md`);
    const response = await ada.request('POST', '/api/documents', { ...note, size: 9 });
    expect(response.statusCode).toBe(200);
    expect(response.json<DocumentUploadResponse>().document).toMatchObject({ state: 'indexed', pages: 1 });
  });

  it.each([
    [{ name: 'note.exe', size: 6 }, /PDF, Markdown/],
    [{ name: '../bob/note.md', size: 6 }, /slash/],
    [{ name: 'no\u202Ete.md', size: 6 }, /hidden/],
    [{ name: '.md', size: 6 }, /dot/],
    [{ name: 'note.md', size: 0 }, /empty/],
    [{ name: 'note.md', size: 50 * 1024 * 1024 + 1 }, /50 MB/],
    [{ name: 'note.md', size: 6, folder: 'users' }, /./],
    [{ name: 'note.md', size: 6, ownerId: 'bob' }, /./],
  ])('refuses %j', async (body, reason) => {
    const { register } = await appOnFakes();
    const response = await (await register()).request('POST', '/api/documents', body);
    const { status, errors } = problemIn(response);
    expect(status).toBe(400);
    expect(JSON.stringify(errors)).toMatch(reason);
  });

  it('has a limit for each person', async () => {
    const fixture = await appOnFakes();
    const ada = await fixture.register();
    for (let n = 0; n < 500; n += 1)
      await indexed(fixture, ada.session.user.id, `users/${ada.session.user.id}/n${n}.md`);
    const refused = await ada.request('POST', '/api/documents', note);
    expect(problemIn(refused)).toMatchObject({ status: 409, code: 'too-many-documents' });
    const replaced = await ada.request('POST', '/api/documents', { name: 'n7.md', size: 6 });
    expect(replaced.statusCode).toBe(200);
  });
});

describe('shared folders', () => {
  const profile = { name: 'acme.md', folder: 'company-profiles', size: 6 };

  it('are written by curators alone, with the service’s own signature', async () => {
    const { register } = await withCurator();
    const ada = await register();
    expect(problemIn(await ada.request('POST', '/api/documents', profile))).toMatchObject({
      status: 403,
      code: 'not-a-curator',
    });
    const eve = await register('eve');
    const response = await eve.request('POST', '/api/documents', profile);
    expect(response.statusCode).toBe(201);
    expect(response.json<DocumentUploadResponse>().upload.url).toBe(
      'https://documents.example/company-profiles/acme.md?size=6&expires=900&signer=service',
    );
  });

  it('are read by everyone, and deleted by curators alone', async () => {
    const fixture = await withCurator();
    const key = 'company-profiles/acme.md';
    await indexed(fixture, 'shared', key);
    const ada = await fixture.register();
    const eve = await fixture.register('eve');
    const url = `/api/documents/${fixture.ports.documentIdOf(key)}`;
    expect((await ada.request('GET', url)).json<DocumentResponse>()).toMatchObject({
      editable: false,
      link: `https://documents.example/${key}?expires=900`,
    });
    expect(problemIn(await ada.request('DELETE', url)).status).toBe(403);
    const { items, folders } = (await eve.request('GET', '/api/documents')).json<DocumentListResponse>();
    expect(items).toMatchObject([{ name: 'acme.md', editable: true }]);
    expect(folders).toEqual(['private', 'financial-reports', 'market-analysis', 'company-profiles']);
    expect((await eve.request('DELETE', url)).statusCode).toBe(204);
    expect((await ada.request('GET', url)).statusCode).toBe(404);
  });
});

describe('deleting', () => {
  it('hides the document at once and removes its file', async () => {
    const fixture = await appOnFakes();
    const ada = await fixture.register();
    const key = `users/${ada.session.user.id}/note.md`;
    await indexed(fixture, ada.session.user.id, key);
    const url = `/api/documents/${fixture.ports.documentIdOf(key)}`;
    expect((await ada.request('DELETE', url)).statusCode).toBe(204);
    expect(await fixture.knowledgeBase.files.head(key)).toBeUndefined();
    expect((await ada.request('GET', url)).statusCode).toBe(404);
    expect((await ada.request('DELETE', url)).statusCode).toBe(404);
    const { items } = (await ada.request('GET', '/api/documents')).json<{ items: KnowledgeDocument[] }>();
    expect(items).toEqual([]);
  });
});
