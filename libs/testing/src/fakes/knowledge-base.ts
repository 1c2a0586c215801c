import { createHash } from 'node:crypto';
import type { KnowledgeBase, KnowledgeBaseAccess } from '@marketscope/domain';

/** Files of documents in memory, with a hand that puts them there. */
export function createFakeKnowledgeBase(): {
  files: KnowledgeBase;
  access: KnowledgeBaseAccess;
  put(key: string, bytes: Uint8Array): Promise<void>;
} {
  const contents = new Map<string, Uint8Array>();
  const head: KnowledgeBase['head'] = async (key) => {
    const bytes = contents.get(key);
    return bytes && { version: createHash('md5').update(bytes).digest('hex'), size: bytes.length };
  };
  return {
    files: {
      async *keys() {
        yield* [...contents.keys()].toSorted();
      },
      head,
      async read(key, { version }) {
        return (await head(key))?.version === version ? contents.get(key)?.slice() : undefined;
      },
      async remove(key) {
        contents.delete(key);
      },
    },
    access: {
      async signUpload({ key, size, contentType }, { seconds, onBehalfOf }) {
        const signer = onBehalfOf ?? 'service';
        return {
          method: 'PUT',
          url: `https://documents.example/${encodeURI(key)}?size=${size}&expires=${seconds}&signer=${signer}`,
          headers: { 'content-type': contentType },
        };
      },
      async link(key, { seconds }) {
        return `https://documents.example/${encodeURI(key)}?expires=${seconds}`;
      },
    },
    async put(key, bytes) {
      contents.set(key, bytes);
    },
  };
}
