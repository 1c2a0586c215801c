import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What the server answers to a request: a status, a body (as JSON unless it is text), or nothing for a while. */
export type YahooAnswer = { status?: number; body?: unknown } | 'silence';

/** A server on this machine that speaks Yahoo's protocol: a cookie, a crumb for it, and answers for the crumb. */
export interface YahooServer {
  baseUrl: string;
  /** Paths with their queries, in the order they were asked for. */
  requests: URL[];
  /** What it answers: one answer each time, the last from then on. */
  quotes(...answers: YahooAnswer[]): void;
  chart(...answers: YahooAnswer[]): void;
  search(...answers: YahooAnswer[]): void;
  /** From now on another crumb is the right one. */
  expireCrumb(): void;
  stop(): Promise<void>;
}

export async function startYahooServer(): Promise<YahooServer> {
  let crumbs = 1;
  const requests: URL[] = [];
  const answers: Record<'quotes' | 'chart' | 'search', YahooAnswer[]> = { quotes: [], chart: [], search: [] };
  const set =
    (kind: keyof typeof answers) =>
    (...given: YahooAnswer[]) =>
      void (answers[kind] = given);
  const next = (kind: keyof typeof answers): YahooAnswer => {
    const [first = { status: 404 }, ...rest] = answers[kind];
    if (rest.length > 0) answers[kind] = rest;
    return first;
  };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://yahoo.test');
    requests.push(url);
    const hasCookie = request.headers.cookie?.includes('A3=visitor') ?? false;
    if (url.pathname === '/quote/AAPL') {
      response.setHeader(
        'set-cookie',
        'A3=visitor; Domain=.yahoo.com; Path=/; Max-Age=31557600; Secure; HttpOnly',
      );
      return send(response, { body: '<html></html>' });
    }
    if (url.pathname === '/v1/test/getcrumb')
      return send(response, hasCookie ? { body: `crumb-${crumbs}` } : { status: 401 });
    if (url.pathname === '/v7/finance/quote') {
      const refused = !hasCookie || url.searchParams.get('crumb') !== `crumb-${crumbs}`;
      return send(
        response,
        refused ? { status: 401, body: { finance: { error: 'Invalid Crumb' } } } : next('quotes'),
      );
    }
    if (url.pathname.startsWith('/v8/finance/chart/')) return send(response, next('chart'));
    if (url.pathname === '/v1/finance/search') return send(response, next('search'));
    send(response, { status: 404 });
  }

  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    requests,
    quotes: set('quotes'),
    chart: set('chart'),
    search: set('search'),
    expireCrumb: () => void (crumbs += 1),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, answer: YahooAnswer): void {
  if (answer === 'silence') return;
  const { status = 200, body = '' } = answer;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
  });
  response.end(text);
}
