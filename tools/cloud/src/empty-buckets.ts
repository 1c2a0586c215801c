import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import type { CloudAccess } from './deployment/role-session.ts';
import { resourcesOf } from './terraform/state-resources.ts';

/**
 * Deletes every version of every object. Terraform would do so itself, but only after it has taken the versioning off, and
 * then moto fails for each key that ends in a deletion's marker. It fails, too, where such a marker is the last of a key to
 * go from a bucket that tells a queue of deletions: markers go first.
 * @throws Error when one can't be deleted
 */
export async function emptyBuckets(state: unknown, operator: CloudAccess): Promise<void> {
  const s3 = new S3Client({ ...operator, forcePathStyle: true });
  try {
    for (const { type, values } of resourcesOf(state)) {
      if (type !== 'aws_s3_bucket') continue;
      const Bucket = String(values['bucket']);
      for (;;) {
        const { Versions = [], DeleteMarkers = [] } = await s3.send(
          new ListObjectVersionsCommand({ Bucket }),
        );
        const Objects = [...DeleteMarkers, ...Versions].map(({ Key, VersionId }) => ({ Key, VersionId }));
        if (Objects.length === 0) break;
        const { Errors: [fault] = [] } = await s3.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects } }),
        );
        if (fault) throw new Error(`${Bucket}/${fault.Key} can't be deleted: ${fault.Code} ${fault.Message}`);
      }
    }
  } finally {
    s3.destroy();
  }
}
