import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CloudFrontRequest, CloudFrontRequestEvent, CloudFrontRequestResult } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { workspace } from './workspace.ts';

const file = path.join(workspace, 'infra/modules/cdn/origin-request/origin-request.mjs');
const { handler } = (await import(pathToFileURL(file).href)) as {
  handler: (event: CloudFrontRequestEvent) => Promise<CloudFrontRequestResult>;
};

type Body = NonNullable<CloudFrontRequest['body']>;

/** What the function makes of a request. */
async function prepared(request: {
  method: string;
  headers?: Record<string, string>;
  body?: Pick<Body, 'data' | 'encoding'> & { inputTruncated?: boolean };
}): Promise<CloudFrontRequestResult> {
  const headers = Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([key, value]) => [key, [{ key, value }]]),
  );
  const event = {
    Records: [
      {
        cf: {
          config: {
            distributionDomainName: 'd.cloudfront.net',
            distributionId: 'D',
            eventType: 'origin-request',
            requestId: 'r',
          },
          request: {
            clientIp: '203.0.113.1',
            method: request.method,
            uri: '/api/chat/message',
            querystring: '',
            headers,
            ...(request.body && { body: { action: 'read-only', inputTruncated: false, ...request.body } }),
          },
        },
      },
    ],
  } satisfies CloudFrontRequestEvent;
  return handler(event);
}

const header = (result: CloudFrontRequestResult, name: string): string | undefined =>
  result?.headers?.[name]?.[0]?.value;
const base64 = (text: string): Pick<Body, 'data' | 'encoding'> => ({
  data: Buffer.from(text).toString('base64'),
  encoding: 'base64',
});
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('a request for a service, before CloudFront signs it,', () => {
  it('gets the hash of its body, so that clients need not send it', async () => {
    const result = await prepared({ method: 'POST', body: base64('{"message":"Über $1?"}') });
    expect(header(result, 'x-amz-content-sha256')).toBe(sha256('{"message":"Über $1?"}'));
  });

  it('gets the hash of nothing where it has no body', async () => {
    expect(header(await prepared({ method: 'DELETE' }), 'x-amz-content-sha256')).toBe(sha256(''));
  });

  it('gets no hash where it can have no body', async () => {
    expect(header(await prepared({ method: 'GET' }), 'x-amz-content-sha256')).toBeUndefined();
  });

  it('keeps its access token, which the signature would replace', async () => {
    const result = await prepared({ method: 'GET', headers: { authorization: 'Bearer abc' } });
    expect(header(result, 'x-viewer-authorization')).toBe('Bearer abc');
  });

  it('tells the viewer’s address, whatever address the viewer claims', async () => {
    const result = await prepared({
      method: 'GET',
      headers: { 'x-viewer-address': '198.51.100.7', 'x-forwarded-for': '198.51.100.7' },
    });
    expect(result?.headers?.['x-viewer-address']).toEqual([
      { key: 'x-viewer-address', value: '203.0.113.1' },
    ]);
  });

  it('can’t bring a token or a hash of its own under the names that are ours', async () => {
    const result = await prepared({
      method: 'GET',
      headers: { 'x-viewer-authorization': 'Bearer forged', 'x-amz-content-sha256': 'forged' },
    });
    expect(header(result, 'x-viewer-authorization')).toBeUndefined();
    expect(header(result, 'x-amz-content-sha256')).toBeUndefined();
  });

  it('is refused as a problem where its body is too large to be hashed', async () => {
    const result = await prepared({
      method: 'POST',
      body: { ...base64('part of it'), inputTruncated: true },
    });
    expect(result).toMatchObject({ status: '413' });
    expect(header(result, 'content-type')).toBe('application/problem+json');
  });
});
