import { PassThrough, type Writable } from 'node:stream';
import { session } from '@marketscope/contracts';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { startSurroundings, type ServiceSurroundings } from './testing/service-environment.ts';

const metadata = z.object({ statusCode: z.number(), headers: z.record(z.string(), z.string()) });
type Metadata = z.infer<typeof metadata>;
type Handler = (event: APIGatewayProxyEventV2, stream: Writable, context: Context) => Promise<void>;

let surroundings: ServiceSurroundings;
let handler: Handler;
const sent = new WeakMap<Writable, Metadata>();

beforeAll(async () => {
  surroundings = await startSurroundings();
});
beforeEach(async () => {
  const settings = { ...surroundings.environment, INBOX_STREAM_SECONDS: '1', LOG_LEVEL: 'silent' };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  // What Lambda's runtime gives to a function whose answers stream.
  vi.stubGlobal('awslambda', {
    streamifyResponse: (streaming: Handler) => streaming,
    HttpResponseStream: {
      from(stream: Writable, meta: unknown) {
        sent.set(stream, metadata.parse(meta));
        return stream;
      },
    },
  });
  ({ handler } = (await import('./lambda.ts')) as { handler: Handler });
});
afterAll(() => surroundings.stop());

/** Invokes the function as its URL does; answers what it sent. */
async function invoke(
  method: string,
  rawPath: string,
  {
    body,
    query,
    token,
    headers = {},
  }: { body?: object; query?: Record<string, string>; token?: string; headers?: Record<string, string> } = {},
): Promise<Metadata & { text: string }> {
  const stream = new PassThrough();
  const chunks: string[] = [];
  stream.on('data', (chunk) => chunks.push(String(chunk)));
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: '',
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      // As behind CloudFront, which signs each request, and whose edge function keeps what the caller sent.
      authorization: 'AWS4-HMAC-SHA256 Credential=cloudfront',
      ...(token !== undefined && { 'x-viewer-authorization': `Bearer ${token}` }),
      ...headers,
    },
    ...(query && { queryStringParameters: query }),
    requestContext: { http: { method, sourceIp: '203.0.113.7' }, requestId: 'request' },
    ...(body && { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  await handler(event, stream, {} as Context);
  const meta = sent.get(stream);
  if (!meta) throw new TypeError('the function sent no status');
  return { ...meta, text: chunks.join('') };
}

it('answers requests of the function’s URL', async () => {
  const registered = await invoke('POST', '/api/auth/register', {
    body: { email: 'ada@example.com', password: 'correct horse battery', name: 'Ada' },
  });
  expect(registered.statusCode, registered.text).toBe(201);
  const token = session.parse(JSON.parse(registered.text)).accessToken;

  const quotes = await invoke('GET', '/api/stock/quotes', { token, query: { symbols: 'AAPL,MSFT' } });
  expect(JSON.parse(quotes.text)).toMatchObject({ items: [{ symbol: 'AAPL' }, { symbol: 'MSFT' }] });
  const nothing = await invoke('DELETE', '/api/watchlist/AAPL', { token });
  expect(nothing.statusCode).toBe(404);
  expect(nothing.headers['content-type']).toMatch(/^application\/problem\+json/);

  const stream = await invoke('GET', '/api/notifications/stream', { token });
  expect(stream.headers['content-type']).toMatch(/^text\/event-stream/);
  expect(stream.text).toBe(': open\n\n');
});

it('counts requests by the address that the edge function tells, whatever the caller says it forwards for', async () => {
  vi.stubEnv('TRUSTED_PROXIES', '1');
  vi.stubEnv('RATE_LIMIT_ADDRESS_PER_MINUTE', '2');
  vi.resetModules();
  ({ handler } = (await import('./lambda.ts')) as { handler: Handler });
  const from = async (viewer: string, forwarded: string): Promise<number> => {
    const headers = { 'x-viewer-address': viewer, 'x-forwarded-for': forwarded };
    return (await invoke('GET', '/nowhere', { headers })).statusCode;
  };
  expect(await from('203.0.113.1', '10.0.0.1')).toBe(404);
  expect(await from('203.0.113.1', '10.0.0.2')).toBe(404);
  expect(await from('203.0.113.1', '10.0.0.3')).toBe(429);
  expect(await from('2001:db8::2', '10.0.0.1')).toBe(404);
});
