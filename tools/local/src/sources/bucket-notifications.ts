import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Topology } from '@marketscope/contracts/topology';
import type { Emulators, MadeResources } from '@marketscope/testing';
import type { Reporter } from '../reporter.ts';
import { s3Event, type ObjectChange } from './s3-event.ts';

/** The messages that a bucket's changes become, until they are stopped. */
export interface BucketNotifications {
  /** Sends what has happened so far, and no more. */
  stop(): Promise<void>;
}

/**
 * Tells queues of what is put into and deleted from the topology's buckets, in S3's own form and in the order of
 * happening: the emulator has no notifications, but its spy sees every operation.
 */
export function startBucketNotifications({
  buckets,
  resources,
  spy,
  clients,
  reporter,
}: {
  buckets: Topology['buckets'];
  resources: Pick<MadeResources, 'buckets' | 'queues'>;
  spy: Emulators['spy'];
  clients: { s3: S3Client; sqs: SQSClient };
  reporter: Reporter;
}): BucketNotifications {
  let delivered = Promise.resolve();
  let sequence = 0;
  let stopped = false;

  const deliver = async (change: ObjectChange, number: number): Promise<void> => {
    for (const [name, { notifications }] of Object.entries(buckets)) {
      if (resources.buckets[name] !== change.bucket) continue;
      for (const { queue, events, prefix } of notifications) {
        if (!events.includes(change.event) || !change.key.startsWith(prefix)) continue;
        const event = s3Event(change, {
          configurationId: queue,
          number,
          ...(await details(clients.s3, change)),
        });
        await clients.sqs.send(
          new SendMessageCommand({ QueueUrl: resources.queues[queue], MessageBody: JSON.stringify(event) }),
        );
      }
    }
  };
  // The filter of a waiter that never matches is called with every operation as it happens.
  const watching = spy.waitForMessage((operation) => {
    const event = operation.service === 's3' ? changes[operation.status] : undefined;
    if (operation.service === 's3' && event && !stopped) {
      const { bucket, key, timestamp } = operation;
      const number = (sequence += 1);
      delivered = delivered
        .then(() => deliver({ bucket, key, at: new Date(timestamp), event }, number))
        .catch((error: unknown) => {
          reporter.warn(`nobody was told that ${bucket}/${key} changed: ${String(error)}`);
        });
    }
    return false;
  });
  watching.catch(() => undefined);

  return {
    async stop() {
      stopped = true;
      await delivered;
    },
  };
}

/** What the spy's words mean for a bucket. A copy is seen as an upload as well. */
const changes: Partial<Record<string, ObjectChange['event']>> = {
  uploaded: 'ObjectCreated',
  deleted: 'ObjectRemoved',
};

/** Size and entity tag of an object that was created, unless it is gone already. */
async function details(s3: S3Client, change: ObjectChange): Promise<{ size?: number; eTag?: string }> {
  if (change.event === 'ObjectRemoved') return {};
  try {
    const { ContentLength, ETag } = await s3.send(
      new HeadObjectCommand({ Bucket: change.bucket, Key: change.key }),
    );
    return { size: ContentLength ?? 0, eTag: ETag?.replaceAll('"', '') ?? '' };
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFound') return { size: 0, eTag: '' };
    throw error;
  }
}
