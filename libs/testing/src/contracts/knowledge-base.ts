import type { KnowledgeBase, KnowledgeBaseAccess } from '@marketscope/domain';
import { expect, it } from 'vitest';

const key = 'users/ada/Jahresbericht 2025 (final).md';
const text = '# Jahresbericht\n\nUmsatz: 12 Mio. €\n';
const bytes = new TextEncoder().encode(text);

/** Files in the knowledge base, with a hand that puts them there. */
export interface TestKnowledgeBase {
  files: KnowledgeBase;
  access: KnowledgeBaseAccess;
  put(key: string, bytes: Uint8Array): Promise<void>;
}

/** What every KnowledgeBase and KnowledgeBaseAccess do; each test gets files of its own. */
export function knowledgeBaseContract(make: () => Promise<TestKnowledgeBase>): void {
  it('reads the present version of a file', async () => {
    const { files, put } = await make();
    expect(await files.head(key)).toBeUndefined();
    await put(key, bytes);
    const file = await files.head(key);
    expect(file?.size).toBe(bytes.length);
    if (!file) throw new Error('there is no file');
    expect(new TextDecoder().decode(await files.read(key, file))).toBe(text);
  });

  it('tells another content by another version, and does not read it for the one before', async () => {
    const { files, put } = await make();
    await put(key, bytes);
    const first = await files.head(key);
    await put(key, new TextEncoder().encode('# Other'));
    const second = await files.head(key);
    if (!first || !second) throw new Error('there is no file');
    expect(second.version).not.toBe(first.version);
    expect(await files.read(key, first)).toBeUndefined();
    expect(await files.read(key, second)).toHaveLength(7);
  });

  it('names all files', async () => {
    const { files, put } = await make();
    const keys = ['company-profiles/acme.md', key, 'users/bob/a.md'];
    for (const each of keys) await put(each, bytes);
    const named: string[] = [];
    for await (const each of files.keys()) named.push(each);
    expect(named).toEqual(keys);
  });

  it('removes a file, once or twice', async () => {
    const { files, put } = await make();
    await put(key, bytes);
    const file = await files.head(key);
    if (!file) throw new Error('there is no file');
    for (let time = 0; time < 2; time += 1) await files.remove(key);
    expect(await files.head(key)).toBeUndefined();
    expect(await files.read(key, file)).toBeUndefined();
  });

  it('signs an upload and a link of one file', async () => {
    const { access } = await make();
    const upload = await access.signUpload(
      { key, size: bytes.length, contentType: 'text/markdown' },
      { seconds: 900, onBehalfOf: 'ada' },
    );
    expect(upload).toMatchObject({ method: 'PUT', headers: { 'content-type': 'text/markdown' } });
    expect(decodeURIComponent(new URL(upload.url).pathname)).toContain(key);
    const link = await access.link(key, { seconds: 900, fileName: 'a.md', contentType: 'text/markdown' });
    expect(decodeURIComponent(new URL(link).pathname)).toContain(key);
  });
}
