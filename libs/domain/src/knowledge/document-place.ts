import { sharedFolder, type DocumentFolder } from '@marketscope/contracts';

/** Who owns what is in the shared folders: nobody alone. No person's id is this word. */
export const SHARED_OWNER = 'shared';

/** Where a document is: whose it is, and under which name in which folder. */
export interface DocumentPlace {
  /** A person's id, or `SHARED_OWNER`. */
  ownerId: string;
  folder: DocumentFolder;
  name: string;
}

/** The key of a document's file in the knowledge base. */
export function keyOfPlace({ ownerId, folder, name }: DocumentPlace): string {
  return folder === 'private' ? `users/${ownerId}/${name}` : `${folder}/${name}`;
}

/** Where the file of a key belongs; undefined for a key that is no document's. */
export function placeOfKey(key: string): DocumentPlace | undefined {
  const [, owner, privateName] = /^users\/([^/]+)\/(.*[^/])$/s.exec(key) ?? [];
  if (owner !== undefined && privateName !== undefined)
    return owner === SHARED_OWNER ? undefined : { ownerId: owner, folder: 'private', name: privateName };
  const [, first, name] = /^([^/]+)\/(.*[^/])$/s.exec(key) ?? [];
  const folder = sharedFolder.safeParse(first);
  return folder.success && name !== undefined
    ? { ownerId: SHARED_OWNER, folder: folder.data, name }
    : undefined;
}
