import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { FileVersion, KnowledgeBase } from '@marketscope/domain';

/**
 * Files of documents in the bucket `knowledge-base`. To tell a file that isn't there from one that may not be read, S3 wants
 * `ListBucket`.
 */
export function createKnowledgeBase({
  objects,
  bucket,
}: {
  objects: S3Client;
  bucket: string;
}): KnowledgeBase {
  return {
    async *keys() {
      for await (const { Contents = [] } of paginateListObjectsV2({ client: objects }, { Bucket: bucket }))
        yield* Contents.flatMap(({ Key }) => Key ?? []);
    },

    async head(key) {
      try {
        const found = await objects.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return { version: versionOf(found), size: found.ContentLength ?? 0 };
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },

    async read(key, { version, size }, signal) {
      try {
        const found = await objects.send(
          new GetObjectCommand({ Bucket: bucket, Key: key }),
          signal && { abortSignal: signal },
        );
        if (versionOf(found) !== version || !found.Body) return undefined;
        return await bytesOf(found.Body as AsyncIterable<Uint8Array>, size);
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async remove(key) {
      await objects.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}

/** S3's version of an object, and in a bucket without versions the digest of its content. */
function versionOf({
  VersionId,
  ETag,
}: {
  VersionId?: string | undefined;
  ETag?: string | undefined;
}): FileVersion['version'] {
  return VersionId !== undefined && VersionId !== 'null' ? VersionId : (ETag ?? '').replaceAll('"', '');
}

/** Reads into memory as many bytes as were announced, and not one more. */
async function bytesOf(body: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let length = 0;
  for await (const chunk of body) {
    if (length + chunk.length > size) throw new Error(`the file has more than its ${size} bytes`);
    bytes.set(chunk, length);
    length += chunk.length;
  }
  if (length < size) throw new Error(`the file ended after ${length} of its ${size} bytes`);
  return bytes;
}
