import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Reads the current value of a secret by its reference: a Secrets Manager ARN, or a `file:` URL. */
export async function readSecret(reference: string): Promise<string> {
  if (reference.startsWith('file:')) return readFile(fileURLToPath(reference), 'utf8');
  return readVersion(reference, 'AWSCURRENT');
}

/**
 * Reads the value that a secret had before its current one: honoured while a rotation reaches every service, and after
 * one has been rolled back. A `file:` has none.
 * @returns undefined when there is none
 */
export async function readPreviousSecret(reference: string): Promise<string | undefined> {
  if (reference.startsWith('file:')) return undefined;
  try {
    return await readVersion(reference, 'AWSPREVIOUS');
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function readVersion(reference: string, stage: 'AWSCURRENT' | 'AWSPREVIOUS'): Promise<string> {
  // By a module of ours: in a bundle, a package in CommonJS that is loaded late has none of its names.
  const { readSecretVersion } = await import('./secrets-manager.ts');
  return readSecretVersion(reference, stage);
}
