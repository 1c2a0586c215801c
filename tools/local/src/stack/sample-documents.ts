import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { HeadObjectCommand, NotFound, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { documentTypeOf } from '@marketscope/contracts';

/** Documents that every start offers to ask about, in the folders of the knowledge base. */
export const samplesFolder = path.resolve(import.meta.dirname, '../../samples');

/**
 * Puts the sample documents into the knowledge base, those that are not there yet, as an operator would: the indexer reads them.
 * Answers how many there were to put.
 */
export async function seedSampleDocuments(
  objects: S3Client,
  bucket: string,
  folder = samplesFolder,
): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  let put = 0;
  for (const file of files.toSorted()) {
    const key = path.relative(folder, file).split(path.sep).join('/');
    if (await exists(objects, bucket, key)) continue;
    await objects.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: await readFile(file),
        ContentType: documentTypeOf(key) ?? 'application/octet-stream',
      }),
    );
    put += 1;
  }
  return put;
}

async function exists(objects: S3Client, bucket: string, key: string): Promise<boolean> {
  try {
    await objects.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}
