import { emulatorRegion } from '@marketscope/testing';
import type { S3Event } from 'aws-lambda';

/** An object that came or went. */
export interface ObjectChange {
  bucket: string;
  key: string;
  at: Date;
  event: 'ObjectCreated' | 'ObjectRemoved';
}

/**
 * What S3 tells of one change.
 * @param told.number counts the changes of the bucket: the sequencer
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function s3Event(
  change: ObjectChange,
  {
    configurationId,
    number,
    ...object
  }: { configurationId: string; number: number; size?: number; eTag?: string },
): { Records: (Omit<S3Event['Records'][number], 's3'> & { s3: unknown })[] } {
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: emulatorRegion,
        eventTime: change.at.toISOString(),
        eventName: change.event === 'ObjectCreated' ? 'ObjectCreated:Put' : 'ObjectRemoved:Delete',
        userIdentity: { principalId: 'local' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': String(number), 'x-amz-id-2': 'local' },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId,
          bucket: {
            name: change.bucket,
            ownerIdentity: { principalId: 'local' },
            arn: `arn:aws:s3:::${change.bucket}`,
          },
          object: {
            key: encodeURIComponent(change.key).replaceAll('%2F', '/').replaceAll('%20', '+'),
            ...object,
            sequencer: number.toString(16).toUpperCase().padStart(18, '0'),
          },
        },
      },
    ],
  };
}
