import { DeleteObjectCommand, DeleteObjectsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { startLocalCloud, type LocalCloud } from '@marketscope/testing';
import type { S3Event } from 'aws-lambda';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { capturedReporter } from '../testing/captured-reporter.ts';
import { testTopology } from '../testing/test-topology.ts';
import { startBucketNotifications, type BucketNotifications } from './bucket-notifications.ts';

const topology = testTopology({
  buckets: {
    library: {
      description: 'Papers',
      notifications: [{ queue: 'work', events: ['ObjectCreated', 'ObjectRemoved'], prefix: 'papers/' }],
    },
    archive: {
      description: 'Only what comes is told',
      notifications: [{ queue: 'work', events: ['ObjectCreated'] }],
    },
  },
});
let cloud: LocalCloud;
let notifications: BucketNotifications;

beforeEach(async () => {
  cloud = await startLocalCloud({ topology, spyBuffer: 0 });
  notifications = startBucketNotifications({
    buckets: topology.buckets,
    resources: cloud.resources,
    spy: cloud.emulators.spy,
    clients: cloud.clients,
    reporter: capturedReporter(),
  });
});
afterEach(async () => {
  await notifications.stop();
  await cloud.stop();
});

const put = (bucket: string, Key: string, Body = 'text') =>
  cloud.clients.s3.send(new PutObjectCommand({ Bucket: cloud.resources.buckets[bucket], Key, Body }));

/** What the queue was told, once all that happened has been. */
async function told(): Promise<S3Event['Records']> {
  await notifications.stop();
  const { Messages = [] } = await cloud.clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: cloud.resources.queues['work'], MaxNumberOfMessages: 10 }),
  );
  return Messages.flatMap(({ Body = '{}' }) => (JSON.parse(Body) as S3Event).Records);
}

it('tells of a new object in S3’s form', async () => {
  await put('library', 'papers/Q2 report (é).pdf', 'hello');
  expect(await told()).toEqual([
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      eventName: 'ObjectCreated:Put',
      userIdentity: { principalId: expect.any(String) },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: { 'x-amz-request-id': expect.any(String), 'x-amz-id-2': expect.any(String) },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: 'work',
        bucket: {
          name: 'test-local-library',
          ownerIdentity: { principalId: expect.any(String) },
          arn: 'arn:aws:s3:::test-local-library',
        },
        object: {
          key: 'papers/Q2+report+(%C3%A9).pdf',
          size: 5,
          eTag: '5d41402abc4b2a76b9719d911017c592',
          sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
        },
      },
    },
  ]);
});

it('tells of what happened in its order, each object of a mass deletion by itself', async () => {
  await put('library', 'papers/1');
  await put('library', 'papers/2');
  await cloud.clients.s3.send(
    new DeleteObjectsCommand({
      Bucket: cloud.resources.buckets['library'],
      Delete: { Objects: [{ Key: 'papers/1' }, { Key: 'papers/2' }] },
    }),
  );
  const records = await told();
  expect(records.map(({ eventName, s3 }) => [eventName, s3.object.key])).toEqual([
    ['ObjectCreated:Put', 'papers/1'],
    ['ObjectCreated:Put', 'papers/2'],
    ['ObjectRemoved:Delete', 'papers/1'],
    ['ObjectRemoved:Delete', 'papers/2'],
  ]);
  const sequencers = records.map(({ s3 }) => s3.object.sequencer);
  expect(sequencers).toEqual(sequencers.toSorted());
  expect(records[2]?.s3.object).not.toHaveProperty('size');
});

it('tells only of the events and the keys that the topology names', async () => {
  await put('library', 'drafts/1');
  await put('archive', 'drafts/1');
  await cloud.clients.s3.send(
    new DeleteObjectCommand({ Bucket: cloud.resources.buckets['archive'], Key: 'drafts/1' }),
  );
  expect((await told()).map(({ eventName, s3 }) => [eventName, s3.bucket.name])).toEqual([
    ['ObjectCreated:Put', 'test-local-archive'],
  ]);
});
