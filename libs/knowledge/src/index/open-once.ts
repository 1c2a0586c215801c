import type { KnowledgeIndex } from './knowledge-index.ts';

/**
 * An index that is opened when it is first asked for, since its library takes long to load, and is then kept. An opening that
 * failed is tried again by the next who asks.
 */
export function openOnce(open: () => Promise<KnowledgeIndex>): () => Promise<KnowledgeIndex> {
  let opened: Promise<KnowledgeIndex> | undefined;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
}
