import { createHash, randomUUID } from 'node:crypto';
import { CreateInvalidationCommand, type CloudFrontClient } from '@aws-sdk/client-cloudfront';
import {
  DeleteObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { lookup } from 'mrmime';
import type { Deployment } from '../cloud/deployment.ts';

/** The files of the page, as browsers get them. */
export interface PageFiles {
  /**
   * Has the page be these files; sends only those that are not there yet.
   * @param kept names of other files that stay
   */
  replace(
    contents: ReadonlyMap<string, Uint8Array>,
    kept: readonly string[],
  ): Promise<{ sent: number; removed: number }>;
}

/** Files whose names change with what they hold. */
const isImmutable = (name: string): boolean => /^assets\/.+-[\w-]{8}(\.\w+)+$/.test(name);

/** Files in a bucket, behind CloudFront where there is one. */
export function createBucketFiles(
  { s3, cloudfront }: { s3: S3Client; cloudfront: CloudFrontClient },
  { webBucket, distributionId }: Pick<Deployment, 'webBucket' | 'distributionId'>,
): PageFiles {
  const send = async (name: string, content: Uint8Array): Promise<void> => {
    const type = lookup(name) ?? 'application/octet-stream';
    await s3.send(
      new PutObjectCommand({
        Bucket: webBucket,
        Key: name,
        Body: content,
        ContentType: type.startsWith('text/') ? `${type}; charset=utf-8` : type,
        CacheControl: isImmutable(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      }),
    );
  };
  return {
    async replace(contents, kept) {
      const there = new Map<string, string>();
      for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: webBucket }))
        for (const { Key = '', ETag = '' } of Contents) there.set(Key, ETag.replaceAll('"', ''));
      const changed = [...contents].filter(
        ([name, content]) => there.get(name) !== createHash('md5').update(content).digest('hex'),
      );
      // The page itself comes last: what it loads is there by then.
      const order = changed.toSorted(
        ([one], [other]) => Number(isImmutable(other)) - Number(isImmutable(one)),
      );
      for (const [name, content] of order) await send(name, content);
      const superfluous = [...there.keys()].filter((name) => !contents.has(name) && !kept.includes(name));
      for (const name of superfluous)
        await s3.send(new DeleteObjectCommand({ Bucket: webBucket, Key: name }));

      // Browsers and CloudFront ask again for these within a second anyway; this makes it at once.
      const stale = [...order.map(([name]) => name), ...superfluous]
        .filter((name) => !isImmutable(name))
        .flatMap((name) => (name === 'index.html' ? ['/', '/index.html'] : [`/${name}`]));
      if (distributionId !== null && stale.length > 0)
        await cloudfront.send(
          new CreateInvalidationCommand({
            DistributionId: distributionId,
            InvalidationBatch: {
              CallerReference: randomUUID(),
              Paths: { Quantity: stale.length, Items: stale },
            },
          }),
        );
      return { sent: order.length, removed: superfluous.length };
    },
  };
}
