import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ArtifactStore } from '@marketscope/domain';

/** Files in the bucket `artifacts`. To tell a file that isn't there from one that may not be read, S3 wants `ListBucket`. */
export function createArtifactStore({
  objects,
  bucket,
}: {
  objects: S3Client;
  bucket: string;
}): ArtifactStore {
  return {
    async put(key, { body, contentType }) {
      await objects.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentLength: Buffer.byteLength(body),
          ContentType: contentType,
        }),
      );
    },

    async text(key) {
      try {
        const { Body } = await objects.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return (await Body?.transformToString()) ?? '';
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async exists(key) {
      try {
        await objects.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    },

    link: (key, { seconds, fileName }) =>
      getSignedUrl(
        objects,
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ResponseContentDisposition: `attachment; filename="${fileName}"`,
        }),
        { expiresIn: seconds },
      ),
  };
}
