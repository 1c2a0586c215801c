import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { STSClient } from '@aws-sdk/client-sts';
import { startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { knowledgeBaseContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentIdOf } from './document-id.ts';
import { createKnowledgeBaseAccess } from './knowledge-base-access.ts';
import { createKnowledgeBase } from './knowledge-base.ts';
import { createObjectSigners } from './object-signers.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

const makeSigner = (credentials: Keys = { accessKeyId: 'own', secretAccessKey: 'own' }): S3Client =>
  new S3Client({
    region: 'us-east-1',
    endpoint: cloud.emulators.awsEndpoint,
    forcePathStyle: true,
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });

async function makeBase() {
  const bucket = `knowledge-base-${randomUUID()}`;
  const { s3: objects } = cloud.clients;
  await objects.send(new CreateBucketCommand({ Bucket: bucket }));
  return {
    bucket,
    files: createKnowledgeBase({ objects, bucket }),
    access: createKnowledgeBaseAccess({
      signers: createObjectSigners({ makeSigner: (keys) => makeSigner(keys), role: undefined }),
      bucket,
    }),
    async put(key: string, bytes: Uint8Array) {
      await objects.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
    },
  };
}

describe('files of documents in S3', () => {
  knowledgeBaseContract(makeBase);

  it('takes the very upload that was signed, and gives it back by its link', async () => {
    const { files, access } = await makeBase();
    const key = 'users/ada/note.md';
    const { url, method, headers } = await access.signUpload(
      { key, size: 6, contentType: 'text/markdown' },
      { seconds: 900, onBehalfOf: 'ada' },
    );
    expect((await fetch(url, { method, headers, body: '# Note' })).status).toBe(200);
    expect(await files.head(key)).toMatchObject({ size: 6 });
    const link = await access.link(key, { seconds: 60, fileName: 'né.md', contentType: 'text/markdown' });
    const answer = await fetch(link);
    expect(await answer.text()).toBe('# Note');
    expect(new URL(link).searchParams.get('response-content-disposition')).toBe(
      "attachment; filename*=UTF-8''n%C3%A9.md",
    );
  });

  it('binds an upload to its key, size and type by its signature', async () => {
    const { access, bucket } = await makeBase();
    const { url } = await access.signUpload(
      { key: 'market-analysis/chips.pdf', size: 12_345, contentType: 'application/pdf' },
      { seconds: 900, onBehalfOf: null },
    );
    const { pathname, searchParams } = new URL(url);
    expect(pathname).toBe(`/${bucket}/market-analysis/chips.pdf`);
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host');
    expect(searchParams.get('X-Amz-Expires')).toBe('900');
    expect(url).not.toContain('checksum');
  });
});

describe('narrowed uploads', () => {
  /** A token service that remembers who asked for what. */
  function tokens(endsAt: Date) {
    const asked: unknown[] = [];
    const sts = {
      send: async ({ input }: { input: unknown }) => {
        asked.push(input);
        return {
          Credentials: {
            AccessKeyId: `session-${asked.length}`,
            SecretAccessKey: 'secret',
            SessionToken: 'token',
            Expiration: endsAt,
          },
        };
      },
    };
    return { asked, sts: sts as unknown as STSClient };
  }

  it('are signed by a session that is tagged with the one person, and kept while it lasts', async () => {
    let now = new Date('2026-11-20T15:00:00Z');
    const { asked, sts } = tokens(new Date('2026-11-20T16:00:00Z'));
    const signers = createObjectSigners({
      makeSigner: (keys) => makeSigner(keys),
      role: { arn: 'arn:aws:iam::123456789012:role/marketscope-test-upload', sts },
      clock: () => now,
    });
    const access = createKnowledgeBaseAccess({ signers, bucket: 'b' });
    const signer = async (userId: string | null): Promise<string | undefined> => {
      const { url } = await access.signUpload(
        { key: 'users/x/a.md', size: 1, contentType: 'text/markdown' },
        { seconds: 900, onBehalfOf: userId },
      );
      return new URL(url).searchParams.get('X-Amz-Credential')?.split('/')[0];
    };
    expect(await signer('ada')).toBe('session-1');
    expect(await signer('ada')).toBe('session-1');
    expect(await signer('bob')).toBe('session-2');
    expect(await signer(null)).toBe('own');
    now = new Date('2026-11-20T15:45:00Z');
    expect(await signer('ada')).toBe('session-3');
    expect(asked[0]).toEqual({
      RoleArn: 'arn:aws:iam::123456789012:role/marketscope-test-upload',
      RoleSessionName: 'ada',
      DurationSeconds: 3600,
      Tags: [{ Key: 'userId', Value: 'ada' }],
    });
  });
});

describe('a document’s id', () => {
  it('is the same for the same key, and tells nothing of it', () => {
    const id = documentIdOf('users/ada/note.md');
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(documentIdOf('users/ada/note.md')).toBe(id);
    expect(documentIdOf('users/bob/note.md')).not.toBe(id);
  });
});
