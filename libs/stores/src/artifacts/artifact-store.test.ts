import { randomUUID } from 'node:crypto';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { artifactStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createArtifactStore } from './artifact-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

async function emptyStore() {
  const bucket = `artifacts-${randomUUID()}`;
  await cloud.clients.s3.send(new CreateBucketCommand({ Bucket: bucket }));
  return createArtifactStore({ objects: cloud.clients.s3, bucket });
}

describe('artifacts in S3', () => {
  artifactStoreContract(emptyStore);

  it('links to a file for as long as it is told to, under its name', async () => {
    const store = await emptyStore();
    await store.put('screens/2026-11-20/daily_results.csv', { body: 'a,b\r\n', contentType: 'text/csv' });
    const link = new URL(
      await store.link('screens/2026-11-20/daily_results.csv', { seconds: 3600, fileName: 'screen.csv' }),
    );
    expect(link.searchParams.get('X-Amz-Expires')).toBe('3600');
    expect(link.searchParams.get('response-content-disposition')).toBe('attachment; filename="screen.csv"');
    const answer = await fetch(link);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('a,b\r\n');
  });
});
