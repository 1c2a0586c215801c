import path from 'node:path';

/** Folder of the whole repository. */
export const workspace = path.resolve(import.meta.dirname, '../../../..');
