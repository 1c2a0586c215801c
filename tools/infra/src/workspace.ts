import path from 'node:path';

/** Root of the repository. */
export const workspace = path.resolve(import.meta.dirname, '../../..');
