import { expect, it } from 'vitest';
import { z } from 'zod';
import { appOnFakes, password, problemIn, startOfTest } from './testing/app-on-fakes.ts';

const description = z.object({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ summary: z.string(), security: z.array(z.unknown()).optional() })),
  ),
});

type Fixture = Awaited<ReturnType<typeof appOnFakes>>;

/** Every operation that the API's description lists. */
async function operationsOf({ app }: Fixture) {
  const { paths } = description.parse((await app.inject({ url: '/openapi.json' })).json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      method: method.toUpperCase() as 'GET' | 'POST' | 'PATCH' | 'DELETE',
      path,
      personal: security !== undefined,
    })),
  );
}

const openToAnyone = [
  'GET /healthz',
  'GET /readyz',
  'GET /api/market',
  'POST /api/auth/register',
  'POST /api/auth/login',
  'POST /api/auth/refresh',
  'POST /api/auth/logout',
];

/** Paths that name something which belongs to nobody. */
const shared = [
  '/api/stock/quote/{symbol}',
  '/api/stock/history/{symbol}',
  '/api/screens/{date}',
  '/api/screens/{date}/csv',
  '/api/screens/symbols/{symbol}',
];

it('lets nobody in without a good token, but where it says so', async () => {
  const fixture = await appOnFakes();
  const operations = await operationsOf(fixture);
  expect(
    operations.filter(({ personal }) => !personal).map(({ method, path }) => `${method} ${path}`),
  ).toEqual(expect.arrayContaining(openToAnyone));
  expect(operations.filter(({ personal }) => !personal)).toHaveLength(openToAnyone.length);

  const { session } = await fixture.register();
  const refusals = [
    undefined,
    'Bearer',
    'Bearer made-up',
    `Basic ${session.accessToken}`,
    session.accessToken,
  ];
  for (const { method, path } of operations.filter(({ personal }) => personal))
    for (const authorization of refusals) {
      const response = await fixture.app.inject({
        method,
        url: path.replaceAll(/[{}]/g, ''),
        ...(authorization !== undefined && { headers: { authorization } }),
      });
      expect(response.statusCode, `${method} ${path} with ${authorization}`).toBe(401);
      expect(problemIn(response).code).toBe('unauthenticated');
    }
});

it('shows and gives nobody what is another’s, on any route that names something', async () => {
  const fixture = await appOnFakes();
  fixture.market.set('AAPL', 139.35);
  const [owner, stranger] = [await fixture.register('ada'), await fixture.register('eve')];
  await owner.request('POST', '/api/watchlist', { symbol: 'AAPL' });
  const made = await owner.request('POST', '/api/alerts', {
    symbol: 'AAPL',
    direction: 'above',
    threshold: 150,
  });
  const saved = await owner.request('POST', '/api/screens/filters', { name: 'Oversold', filter: 'rsi < 30' });
  const uploaded = await owner.request('POST', '/api/documents', { name: 'note.md', size: 6 });
  await fixture.inbox.add(owner.session.user.id, {
    eventId: 'event',
    eventTime: startOfTest.toISOString(),
    kind: 'price-alert',
    title: 'AAPL is above $150',
    body: 'It is $151.',
    link: '/alerts',
  });
  const listed = [
    '/api/watchlist',
    '/api/alerts',
    '/api/notifications',
    '/api/screens/filters',
    '/api/documents',
  ];
  const ownersThings = async (): Promise<string[]> =>
    Promise.all(listed.map(async (url) => (await owner.request('GET', url)).body));
  const before = await ownersThings();
  const { items } = (await owner.request('GET', '/api/notifications')).json<{ items: { id: string }[] }>();
  const names: Record<string, string | undefined> = {
    '/api/watchlist/{symbol}': 'AAPL',
    '/api/alerts/{id}': made.json<{ id: string }>().id,
    '/api/notifications/{id}/read': items[0]?.id,
    '/api/screens/filters/{id}': saved.json<{ id: string }>().id,
    '/api/documents/{id}': uploaded.json<{ document: { id: string } }>().document.id,
  };

  const named = (await operationsOf(fixture)).filter(
    ({ path }) => path.includes('{') && !shared.includes(path) && !path.startsWith('/api/chat/'),
  );
  expect([...new Set(named.map(({ path }) => path))].toSorted()).toEqual(Object.keys(names).toSorted());
  for (const { method, path } of named) {
    const body = method === 'PATCH' ? { note: 'mine' } : undefined;
    const response = await stranger.request(method, path.replace(/\{\w+\}/, names[path] ?? ''), body);
    expect(response.statusCode, `${method} ${path}`).toBe(404);
  }
  expect(await ownersThings()).toEqual(before);
  for (const url of listed) expect((await stranger.request('GET', url)).json()).toMatchObject({ items: [] });
});

it('describes itself for programs and for people', async () => {
  const fixture = await appOnFakes();
  const { openapi } = description.parse((await fixture.app.inject({ url: '/openapi.json' })).json());
  expect(openapi).toBe('3.1.0');
  const page = await fixture.app.inject({ url: '/docs' });
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  for (const { method, path } of await operationsOf(fixture))
    expect(page.body).toContain(`${method} ${path}`);
  expect(page.body).not.toContain('<script');
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
});

it('answers every refusal as a problem document', async () => {
  const { app, register } = await appOnFakes();
  const { session } = await register();
  const headers = { authorization: `Bearer ${session.accessToken}`, 'content-type': 'application/json' };
  const refusals = {
    'not-found': { url: '/nowhere?secret=1' },
    'malformed-json': { method: 'POST', url: '/api/alerts', headers, body: '{"symbol":' },
    'unsupported-media-type': {
      method: 'POST',
      url: '/api/alerts',
      headers: { ...headers, 'content-type': 'application/xml' },
      body: '<symbol/>',
    },
    'body-too-large': {
      method: 'POST',
      url: '/api/alerts',
      headers,
      body: JSON.stringify({ note: 'x'.repeat(70_000) }),
    },
    'bad-request': { url: '/api/stock/quote/%E0%A4%A' },
    'invalid-request': { method: 'POST', url: '/api/auth/login', headers, body: '{}' },
  } as const;
  for (const [code, request] of Object.entries(refusals)) {
    const response = await app.inject(request);
    expect(response.statusCode, code).toBeGreaterThanOrEqual(400);
    expect(problemIn(response).code).toBe(code);
    expect(response.body).not.toContain('secret=1');
  }
});

it('tells nothing of a fault of ours but where to find it in the log', async () => {
  const { register, inbox, lines } = await appOnFakes();
  inbox.list = async () => {
    throw new Error('ResourceNotFoundException: arn:aws:dynamodb:table/notifications');
  };
  const response = await (await register()).request('GET', '/api/notifications');
  expect(response.statusCode).toBe(500);
  expect(problemIn(response).code).toBe('internal');
  expect(response.body).not.toContain('arn:aws');
  expect(lines).toContainEqual(
    expect.objectContaining({
      level: 'error',
      requestId: response.headers['x-request-id'],
      err: expect.objectContaining({ message: expect.stringContaining('arn:aws') }),
    }),
  );
});

it('sends headers that keep a browser from doing more with an answer than showing it', async () => {
  const { app } = await appOnFakes();
  const { headers } = await app.inject({ url: '/healthz' });
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none'",
    'x-content-type-options': 'nosniff',
    'strict-transport-security': expect.stringContaining('max-age='),
    'referrer-policy': 'no-referrer',
  });
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

it('sets no cookie, and lets no token be stored by a cache', async () => {
  const { post } = await appOnFakes();
  const response = await post('/api/auth/register', { email: 'ada@example.com', password, name: 'Ada' });
  expect(response.headers).not.toHaveProperty('set-cookie');
  expect(response.headers['cache-control']).toBe('no-store');
});

it('limits what one person may ask a minute, without limiting another', async () => {
  const { register } = await appOnFakes({
    settings: { limits: { personPerMinute: 3, addressPerMinute: 1000, signInsPerMinute: 1000 } },
  });
  const [ada, bob] = [await register('ada'), await register('bob')];
  for (let request = 1; request <= 3; request++)
    expect((await ada.request('GET', '/api/me')).statusCode).toBe(200);
  const refused = await ada.request('GET', '/api/watchlist');
  expect(refused.statusCode).toBe(429);
  expect(problemIn(refused).code).toBe('too-many-requests');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await bob.request('GET', '/api/me')).statusCode).toBe(200);
});

it('limits what one address may ask a minute: to sign in, to guess tokens, to look for paths', async () => {
  const limits = { personPerMinute: 1000, addressPerMinute: 3, signInsPerMinute: 2 };
  for (const [allowed, request] of [
    [2, { method: 'POST', url: '/api/auth/login', body: { email: 'ada@example.com', password } }],
    [3, { method: 'GET', url: '/api/me', headers: { authorization: 'Bearer guess' } }],
    [3, { method: 'GET', url: '/nowhere' }],
  ] as const) {
    const { app } = await appOnFakes({ settings: { limits } });
    for (let time = 1; time <= allowed; time++) expect((await app.inject(request)).statusCode).not.toBe(429);
    expect((await app.inject(request)).statusCode, request.url).toBe(429);
    expect((await app.inject({ ...request, remoteAddress: '203.0.113.9' })).statusCode).not.toBe(429);
  }
});

it('believes the address that trusted proxies tell, and no other', async () => {
  const limits = { personPerMinute: 1000, addressPerMinute: 1, signInsPerMinute: 1 };
  const from = async ({ app }: Fixture, forwarded: string): Promise<number> =>
    (await app.inject({ url: '/api/market', headers: { 'x-forwarded-for': forwarded } })).statusCode;

  const bare = await appOnFakes({ settings: { limits } });
  expect([await from(bare, '203.0.113.1'), await from(bare, '203.0.113.2')]).toEqual([200, 429]);
  const proxied = await appOnFakes({ settings: { limits, trustedProxies: 1 } });
  expect([await from(proxied, '203.0.113.1'), await from(proxied, '203.0.113.2')]).toEqual([200, 200]);
  expect(await from(proxied, '198.51.100.7, 203.0.113.2')).toBe(429);
});

it('logs each answer with what links it to others, and measures it', async () => {
  const { app, register, lines, metrics, market } = await appOnFakes();
  market.set('AAPL', 139.35);
  const { session } = await register();
  const response = await app.inject({
    url: '/api/stock/quote/AAPL?why=private',
    headers: { authorization: `Bearer ${session.accessToken}`, 'x-correlation-id': 'from-the-page' },
  });
  expect(response.headers['x-correlation-id']).toBe('from-the-page');
  expect(lines.findLast(({ msg }) => msg === 'request answered')).toMatchObject({
    requestId: response.headers['x-request-id'],
    correlationId: 'from-the-page',
    method: 'GET',
    route: 'GET /api/stock/quote/:symbol',
    path: '/api/stock/quote/AAPL',
    status: 200,
    userId: session.user.id,
  });
  expect(metrics.measurements.at(-1)).toMatchObject({
    name: 'APILatency',
    unit: 'Milliseconds',
    dimensions: { route: 'GET /api/stock/quote/:symbol', status: '200' },
  });
});

it('takes no correlation id that could break a log or an event', async () => {
  const { app } = await appOnFakes();
  for (const id of ['', 'x'.repeat(65), 'a b', '{"level":"fatal"}']) {
    const { headers } = await app.inject({ url: '/healthz', headers: { 'x-correlation-id': id } });
    expect(headers['x-correlation-id']).toBe(headers['x-request-id']);
  }
});

it('logs no password and no token', async () => {
  const { post, register, signIn, lines, ports } = await appOnFakes();
  const { session, request } = await register();
  await signIn('ada', 'a wrong password of mine');
  await post('/api/auth/login', { email: 'not an address', password: 'a wrong password of mine' });
  await post('/api/auth/refresh', { refreshToken: session.refreshToken });
  await request('GET', '/api/me');
  ports.logger.info({ password, headers: { authorization: `Bearer ${session.accessToken}` } }, 'careless');
  const log = JSON.stringify(lines);
  const { passwordHash } = (await ports.users.getByEmail('ada@example.com')) ?? {};
  for (const secret of [
    password,
    'a wrong password of mine',
    session.accessToken,
    session.refreshToken,
    passwordHash ?? '',
  ])
    expect(log).not.toContain(secret);
  expect(log).toContain('careless');
});
