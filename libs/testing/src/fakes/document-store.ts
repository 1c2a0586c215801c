import type {
  DocumentKey,
  DocumentStore,
  IndexingOutcome,
  IndexingStore,
  StoredDocument,
} from '@marketscope/domain';

interface Entry {
  document: StoredDocument;
  expiresAt?: Date;
  isHidden: boolean;
  claim?: { token: string; messageId: string; until: Date };
  settledVersion?: string;
  changes: number;
  deaths: number;
}

/** Documents in memory, and the work on them. */
export function createFakeDocumentStore(now: () => Date = () => new Date()): {
  documents: DocumentStore;
  indexing: IndexingStore;
} {
  const entries = new Map<string, Entry>();
  const at = ({ ownerId, documentId }: DocumentKey): string => `${ownerId}/${documentId}`;
  const isShown = ({ isHidden, expiresAt }: Entry): boolean =>
    !isHidden && !(expiresAt && expiresAt <= now());
  const shown = (key: DocumentKey): StoredDocument[] => {
    const entry = entries.get(at(key));
    return entry && isShown(entry) ? [{ ...entry.document }] : [];
  };
  const heldBy = (key: DocumentKey, token: string): Entry | undefined => {
    const entry = entries.get(at(key));
    return entry?.claim?.token === token ? entry : undefined;
  };
  const free = (entry: Entry): void => {
    delete entry.claim;
    entry.deaths = 0;
  };

  const documents: DocumentStore = {
    async get(key) {
      return shown(key)[0];
    },
    async list(ownerId, { limit, cursor = '' }) {
      const all = [...entries.values()]
        .filter(({ document }) => document.ownerId === ownerId && document.documentId > cursor)
        .toSorted((one, other) => (one.document.documentId < other.document.documentId ? -1 : 1));
      const page = all.slice(0, limit);
      const last = all.length > limit ? page.at(-1)?.document.documentId : undefined;
      return {
        items: page.filter(isShown).map(({ document }) => ({ ...document })),
        ...(last !== undefined && { next: last }),
      };
    },
    async some(keys) {
      return keys.flatMap(shown);
    },
    async expect(document, times) {
      const entry = entries.get(at(document));
      if (entry && !entry.isHidden && !entry.expiresAt) {
        entry.document.uploadedBy = document.uploadedBy;
        return { ...entry.document };
      }
      const iso = times.at.toISOString();
      const expected: StoredDocument = {
        ...(entry?.document ?? blank(document)),
        ...document,
        state: 'pending',
        createdAt: iso,
        updatedAt: iso,
      };
      entries.set(at(document), {
        ...(entry ?? { changes: 0, deaths: 0 }),
        document: expected,
        expiresAt: times.expiresAt,
        isHidden: false,
      });
      return { ...expected };
    },
    async hide(key) {
      const entry = entries.get(at(key));
      if (!entry) return false;
      entry.isHidden = true;
      delete entry.expiresAt;
      return true;
    },
  };

  const indexing: IndexingStore = {
    async claim(document, { token, messageId, now: when, until }) {
      const iso = when.toISOString();
      const entry = entries.get(at(document)) ?? {
        document: { ...blank(document), createdAt: iso, updatedAt: iso },
        isHidden: false,
        changes: 0,
        deaths: 0,
      };
      entries.set(at(document), entry);
      entry.changes += 1;
      if (entry.claim) {
        if (entry.claim.until > when && entry.claim.messageId !== messageId) return 'held';
        entry.deaths += 1;
      }
      entry.claim = { token, messageId, until };
      return {
        token,
        deaths: entry.deaths,
        settledVersion: entry.settledVersion,
        changes: entry.changes,
        wasHidden: entry.isHidden,
        document: { ...entry.document },
      };
    },
    async progress(key, token, progress, when) {
      const entry = heldBy(key, token);
      if (!entry) return false;
      const updatedAt = when.toISOString();
      entry.document = { ...entry.document, state: 'pending', reason: null, progress, updatedAt };
      return true;
    },
    async settle(key, { token, changes, wasHidden }, outcome, when) {
      const entry = heldBy(key, token);
      if (!entry) return 'lost';
      if (entry.changes !== changes) return { changed: entry.changes };
      noted(entry, outcome, when);
      if (wasHidden) entry.isHidden = false;
      free(entry);
      return 'settled';
    },
    async note(document, outcome, when) {
      const entry = entries.get(at(document));
      if (!entry || entry.claim || entry.document.updatedAt !== document.updatedAt) return false;
      noted(entry, outcome, when);
      entry.deaths = 0;
      return true;
    },
    async forget(key, { token, changes }, when) {
      const entry = heldBy(key, token);
      if (!entry) return 'lost';
      if (entry.changes !== changes) return { changed: entry.changes };
      if (!entry.expiresAt) entries.delete(at(key));
      else {
        const { createdAt, uploadedBy } = entry.document;
        const updatedAt = when.toISOString();
        entry.document = { ...blank(entry.document), uploadedBy, createdAt, updatedAt };
        delete entry.settledVersion;
        free(entry);
      }
      return 'settled';
    },
    async release(key, token) {
      const entry = heldBy(key, token);
      if (entry) free(entry);
    },
  };
  return { documents, indexing };
}

function noted(entry: Entry, outcome: IndexingOutcome, at: Date): void {
  const { state, version, size } = outcome;
  const settled = { ...entry.document, state, size, progress: null, updatedAt: at.toISOString() };
  if (outcome.state === 'indexed') {
    const { pages, chunks } = outcome;
    entry.document = { ...settled, version, pages, chunks, reason: null };
  } else {
    const left = outcome.isSettled ? { version: null, pages: null, chunks: null } : {};
    entry.document = { ...settled, ...left, reason: outcome.reason };
  }
  if (outcome.state === 'indexed' || outcome.isSettled) entry.settledVersion = version;
  delete entry.expiresAt;
}

function blank({
  ownerId,
  documentId,
  folder,
  name,
}: Pick<StoredDocument, 'ownerId' | 'documentId' | 'folder' | 'name'>): StoredDocument {
  return {
    ownerId,
    documentId,
    folder,
    name,
    uploadedBy: null,
    size: null,
    state: 'pending',
    version: null,
    pages: null,
    chunks: null,
    reason: null,
    progress: null,
    createdAt: '',
    updatedAt: '',
  };
}
