import {
  documentTypeOf,
  sharedFolder,
  type DocumentFolder,
  type DocumentRequest,
  type KnowledgeDocument,
  type Upload,
} from '@marketscope/contracts';
import { PersonalLimitError } from '../accounts/personal-limit-error.ts';
import { keyOfPlace, SHARED_OWNER, type DocumentPlace } from './document-place.ts';
import { DocumentRefusal } from './document-refusal.ts';
import type { DocumentStore, StoredDocument } from './document-store.ts';
import type { KnowledgeBase, KnowledgeBaseAccess } from './knowledge-base.ts';

/** Private documents that one person can have. */
export const MAX_PRIVATE_DOCUMENTS = 500;

/** Seconds in which an upload has to begin: time to choose, not to pass the link around. */
const UPLOAD_SECONDS = 900;
/** Seconds that a link to a file lasts. */
const LINK_SECONDS = 900;
/** Milliseconds after which a document that never got a file is forgotten. */
const EXPECTED_MS = 86_400_000;
const LIST_PAGE = 100;

/** A document, and where it can be read for some minutes. */
export interface LinkedDocument extends KnowledgeDocument {
  link: string | null;
}

/** What a person can do with documents. Those of others are, to them, not there. */
export interface DocumentActions {
  /** A page of the person's own documents, or of the shared ones; each owner's in the order of their names. */
  list(userId: string): Promise<{ items: KnowledgeDocument[]; folders: DocumentFolder[] }>;
  get(userId: string, documentId: string): Promise<LinkedDocument | undefined>;
  /**
   * Signs the upload of a document.
   * @throws DocumentRefusal `not-a-curator`
   * @throws PersonalLimitError `too-many-documents`
   */
  requestUpload(
    userId: string,
    request: DocumentRequest,
  ): Promise<{ document: KnowledgeDocument; upload: Upload; isNew: boolean }>;
  /**
   * Deletes a document: no answer draws on it any more. Tells whether there was one.
   * @throws DocumentRefusal `not-a-curator`
   */
  delete(userId: string, documentId: string): Promise<boolean>;
}

export function createDocumentActions(ports: {
  documents: Pick<DocumentStore, 'get' | 'list' | 'expect' | 'hide'>;
  knowledgeBase: Pick<KnowledgeBase, 'remove'>;
  access: KnowledgeBaseAccess;
  /** The id of the document whose file has this key. */
  documentIdOf: (key: string) => string;
  /** Whether a person keeps the shared folders. */
  isCurator: (userId: string) => Promise<boolean>;
  clock: () => Date;
}): DocumentActions {
  const { documents } = ports;

  async function everyOne(ownerId: string): Promise<StoredDocument[]> {
    const found: StoredDocument[] = [];
    let cursor: string | undefined;
    do {
      const page = await documents.list(ownerId, { limit: LIST_PAGE, cursor });
      found.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return found.sort((one, other) => one.name.localeCompare(other.name, 'en'));
  }

  async function find(userId: string, documentId: string): Promise<StoredDocument | undefined> {
    return (
      (await documents.get({ ownerId: userId, documentId })) ??
      (await documents.get({ ownerId: SHARED_OWNER, documentId }))
    );
  }

  async function mayChange(userId: string, folder: DocumentFolder): Promise<boolean> {
    return folder === 'private' || ports.isCurator(userId);
  }

  async function refuseStrangers(userId: string, folder: DocumentFolder): Promise<void> {
    if (!(await mayChange(userId, folder)))
      throw new DocumentRefusal(
        'not-a-curator',
        'Curators alone change the shared folders. Upload to your private documents instead.',
      );
  }

  return {
    async list(userId) {
      const [own, shared, isCurator] = await Promise.all([
        everyOne(userId),
        everyOne(SHARED_OWNER),
        ports.isCurator(userId),
      ]);
      return {
        items: [...own.map((each) => shown(each, true)), ...shared.map((each) => shown(each, isCurator))],
        folders: ['private', ...(isCurator ? sharedFolder.options : [])],
      };
    },

    async get(userId, documentId) {
      const found = await find(userId, documentId);
      if (!found) return undefined;
      return {
        ...shown(found, await mayChange(userId, found.folder)),
        link:
          found.size === null
            ? null
            : await ports.access.link(keyOfPlace(found), {
                seconds: LINK_SECONDS,
                fileName: found.name,
                contentType: documentTypeOf(found.name) ?? 'application/octet-stream',
              }),
      };
    },

    async requestUpload(userId, { name, folder, size }) {
      await refuseStrangers(userId, folder);
      const place: DocumentPlace = { ownerId: folder === 'private' ? userId : SHARED_OWNER, folder, name };
      const key = keyOfPlace(place);
      const documentId = ports.documentIdOf(key);
      const before = await documents.get({ ownerId: place.ownerId, documentId });
      if (!before && folder === 'private' && (await everyOne(userId)).length >= MAX_PRIVATE_DOCUMENTS)
        throw new PersonalLimitError(
          'too-many-documents',
          `You have ${MAX_PRIVATE_DOCUMENTS} documents, the most a person can. Delete one to make room for another.`,
        );
      const at = ports.clock();
      const contentType = documentTypeOf(name) ?? 'application/octet-stream';
      const signed = await ports.access.signUpload(
        { key, size, contentType },
        { seconds: UPLOAD_SECONDS, onBehalfOf: folder === 'private' ? userId : null },
      );
      const document = await documents.expect(
        { ...place, documentId, uploadedBy: userId },
        { at, expiresAt: new Date(at.getTime() + EXPECTED_MS) },
      );
      return {
        document: shown(document, true),
        upload: { ...signed, expiresAt: new Date(at.getTime() + UPLOAD_SECONDS * 1000).toISOString() },
        isNew: before === undefined,
      };
    },

    async delete(userId, documentId) {
      const found = await find(userId, documentId);
      if (!found) return false;
      await refuseStrangers(userId, found.folder);
      // Ahead of the file, so that no answer draws on it from now on; the index follows the file.
      await documents.hide(found, ports.clock());
      await ports.knowledgeBase.remove(keyOfPlace(found));
      return true;
    },
  };
}

function shown(document: StoredDocument, editable: boolean): KnowledgeDocument {
  const { documentId: id, name, folder, state, pages, chunks, reason, progress, size } = document;
  const { createdAt, updatedAt } = document;
  return { id, name, folder, state, pages, chunks, reason, progress, size, createdAt, updatedAt, editable };
}
