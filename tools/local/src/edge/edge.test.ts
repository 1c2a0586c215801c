import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FunctionError } from '../functions/function-error.ts';
import type { ReceivedMail } from '../mail/mail-store.ts';
import { startEdge, type Edge, type EdgeSettings } from './edge.ts';

let webRoot: string;
let api: Server;
let edge: Edge;
let onApiRequest: (
  request: { url: string; headers: NodeJS.Dict<string | string[]>; body: string },
  response: ServerResponse,
) => void;

const mail: ReceivedMail = {
  id: 'm1',
  messageId: '<m1@example.com>',
  from: 'hello@example.com',
  to: 'ann@example.com',
  subject: 'A <b>bold</b> claim',
  text: 'plain',
  html: '<script>alert(1)</script><p>rich</p>',
  receivedAt: '2026-11-20T21:30:00.000Z',
};

function settings(): EdgeSettings {
  return {
    host: '127.0.0.1',
    port: 0,
    services: [
      {
        paths: ['/api/*', '/healthz', '/readyz', '/docs*', '/openapi.json', '/.well-known/*'],
        url: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
      },
    ],
    objectsUrl: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    webRoot,
    readiness: async () => ({ ready: true, dependencies: {} }),
    dev: {
      mails: { list: () => [mail], get: (id) => (id === mail.id ? mail : undefined) },
      functions: ['worker'],
      invoke: async (name, payload) => ({ name, payload }),
      runReport: async () => undefined,
    },
  };
}

beforeEach(async () => {
  webRoot = await mkdtemp(path.join(tmpdir(), 'web-'));
  await mkdir(path.join(webRoot, 'assets'));
  await writeFile(path.join(webRoot, 'index.html'), '<title>MarketScope</title>');
  await writeFile(path.join(webRoot, 'assets/app-1a2b.js'), 'export {};');
  onApiRequest = ({ url }, response) => response.end(`api ${url}`);
  api = createServer((request, response) => {
    void text(request).then((body) =>
      onApiRequest({ url: request.url ?? '', headers: request.headers, body }, response),
    );
  });
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
  edge = await startEdge(settings());
});
afterEach(async () => {
  await edge.stop();
  api.closeAllConnections();
  api.close();
  await rm(webRoot, { recursive: true });
});

const get = (pathname: string, headers: Record<string, string> = {}) =>
  fetch(`${edge.url}${pathname}`, { headers });

describe('the API', () => {
  it.each([
    '/api/stock/quote/AAPL?x=1',
    '/healthz',
    '/openapi.json',
    '/docs',
    '/docs/page.js',
    '/.well-known/jwks.json',
  ])('answers %s', async (pathname) => {
    expect(await (await get(pathname)).text()).toBe(`api ${pathname}`);
  });

  it('answers nothing that only looks like its paths', async () => {
    for (const pathname of ['/api', '/apiary/x', '/healthz/x', '/openapiXjson'])
      expect(await (await get(pathname)).text()).not.toContain('api /');
  });

  it('gets bodies as they are, and a forwarded address that no client can choose', async () => {
    let seen: unknown;
    onApiRequest = ({ headers, body }, response) => {
      seen = { body, from: headers['x-forwarded-for'], type: headers['content-type'] };
      response.writeHead(201).end();
    };
    const response = await fetch(`${edge.url}/api/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '10.0.0.1' },
      body: '{ "spaces": "kept" }',
    });
    expect(response.status).toBe(201);
    expect(seen).toEqual({ body: '{ "spaces": "kept" }', from: '127.0.0.1', type: 'application/json' });
  });

  it('streams: each event is there before the next is written', async () => {
    let stream: ServerResponse | undefined;
    onApiRequest = (_request, response) => {
      stream = response;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
    };
    const response = await get('/api/chat/message');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(await reader?.read()).toEqual({ done: false, value: 'data: 1\n\n' });
    stream?.write('data: 2\n\n');
    expect(await reader?.read()).toEqual({ done: false, value: 'data: 2\n\n' });
    stream?.end();
    expect(await reader?.read()).toMatchObject({ done: true });
  });

  it('hears when the client hangs up', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<undefined>();
    onApiRequest = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
      response.on('close', () => resolve(undefined));
    };
    const hangUp = new AbortController();
    const response = await fetch(`${edge.url}/api/chat/message`, {
      method: 'POST',
      body: '{}',
      signal: hangUp.signal,
    });
    expect(response.status).toBe(200);
    hangUp.abort();
    await closed;
  });

  it('breaks a stream off when the API does', async () => {
    onApiRequest = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n', () => response.destroy());
    };
    await expect(get('/api/chat/message').then((response) => response.text())).rejects.toThrow();
  });

  it('is told to be unavailable when it is not there', async () => {
    api.close();
    api.closeAllConnections();
    const response = await get('/api/me');
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'service-unavailable', instance: '/api/me' });
  });
});

describe('the page', () => {
  it.each(['/', '/chat', '/chat/01HX?tab=2', '/stocks/BRK-B', '/stocks/VOD.L', '/stocks/%5EGSPC'])(
    'is at %s',
    async (pathname) => {
      const response = await get(pathname);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(await response.text()).toContain('<title>MarketScope</title>');
    },
  );

  it('has its files, revalidated by their tags', async () => {
    const response = await get('/assets/app-1a2b.js');
    expect(await response.text()).toBe('export {};');
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(
      (await get('/assets/app-1a2b.js', { 'if-none-match': response.headers.get('etag') ?? '' })).status,
    ).toBe(304);
  });

  it.each([
    '/assets/gone.js',
    '/assets/gone',
    '/favicon.ico',
    '/robots.txt',
    '/../package.json',
    '/..%2fpackage.json',
  ])('has nothing at %s', async (pathname) => {
    expect(await statusOf(pathname)).toBe(404);
  });

  it('takes no forms', async () => {
    expect((await fetch(`${edge.url}/chat`, { method: 'POST', body: 'x' })).status).toBe(404);
  });
});

describe('/readyz', () => {
  it.each([
    [true, 200],
    [false, 503],
  ])('with ready %s answers %i and the states', async (ready, status) => {
    const readiness = { ready, dependencies: { 'chat-api': { ok: ready, detail: 'starting' } } };
    const other = await startEdge({ ...settings(), readiness: async () => readiness });
    const response = await fetch(`${other.url}/readyz`);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(readiness);
    await other.stop();
  });
});

describe('/dev', () => {
  it('shows mails as JSON and as pages, whose content can do nothing', async () => {
    expect(await (await get('/dev/mail')).json()).toEqual([mail]);
    const list = await get('/dev/mail/');
    expect(list.url).toBe(`${edge.url}/dev/mail/inbox`);
    expect(await list.text()).toContain('A &lt;b&gt;bold&lt;/b&gt; claim');
    expect(await (await get('/dev/mail/inbox/m1')).text()).toContain('<iframe sandbox');
    const html = await get('/dev/mail/inbox/m1/html');
    expect(html.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(await html.text()).toBe(mail.html);
    expect((await get('/dev/mail/inbox/m2')).status).toBe(404);
  });

  const invoke = (name: string, init: RequestInit = {}) =>
    fetch(`${edge.url}/dev/functions/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"trigger":"daily"}',
      ...init,
    });

  it('invokes a function', async () => {
    expect(await (await invoke('worker')).json()).toEqual({
      result: { name: 'worker', payload: { trigger: 'daily' } },
    });
    expect((await invoke('nobody')).status).toBe(404);
  });

  it('tells why a function failed', async () => {
    const base = settings();
    const invokeFailing = () => Promise.reject(new FunctionError('Sandbox.Timedout', 'Task timed out'));
    const other = await startEdge({ ...base, dev: { ...base.dev, invoke: invokeFailing } });
    const response = await fetch(`${other.url}/dev/functions/worker`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ errorType: 'Sandbox.Timedout', detail: 'Task timed out' });
    await other.stop();
  });

  it('is closed to forms and to pages of other sites and other names', async () => {
    expect((await invoke('worker', { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await fetch(`${edge.url}/dev/functions/worker`, { method: 'POST' })).status).toBe(415);
    expect(await statusOf('/dev/mail', { host: 'rebound.example' })).toBe(403);
    expect(await statusOf('/dev/mail', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await statusOf('/dev/mail', { 'sec-fetch-site': 'same-origin' })).toBe(200);
  });
});

it('takes the next port when the wanted one is in use', async () => {
  const second = await startEdge({ ...settings(), port: edge.port });
  expect(second.port).toBeGreaterThan(edge.port);
  expect(await (await fetch(`${second.url}/healthz`)).text()).toBe('api /healthz');
  await second.stop();
});

it('closes streams when it stops', async () => {
  onApiRequest = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: 1\n\n');
  };
  const response = await get('/api/chat/message');
  const broken = expect(response.text()).rejects.toThrow();
  await edge.stop();
  await broken;
});

/** The status of a request with a path and headers that fetch would not send. */
async function statusOf(pathname: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const request = httpRequest({ host: '127.0.0.1', port: edge.port, path: pathname, headers });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

describe('signed requests of the buckets', () => {
  const signed = 'bucket/users/ada/a%20b.md?X-Amz-Signature=1&x-id=PutObject';

  it('are handed on with their bodies, without the edge’s own path', async () => {
    const seen: string[] = [];
    onApiRequest = ({ url, body }, response) => {
      seen.push(`${url} ${body}`);
      response.end('stored');
    };
    const answer = await fetch(`${edge.url}/objects/${signed}`, { method: 'PUT', body: '# Note' });
    expect(await answer.text()).toBe('stored');
    expect(seen).toEqual([`/${signed} # Note`]);
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['POST', signed],
    ['DELETE', signed],
    ['GET', 'bucket/users/ada/a.md'],
  ])('are the only ones: not %s %s', async (method, path) => {
    const answer = await fetch(`${edge.url}/objects/${path}`, { method });
    expect(answer.status).toBe(403);
  });
});
