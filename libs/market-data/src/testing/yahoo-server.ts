import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerScript, sendAnswer, startServer, type ScriptedAnswer } from './scripted-answers.ts';

export type YahooAnswer = ScriptedAnswer;

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
  const script = answerScript(['quotes', 'chart', 'search']);

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://yahoo.test');
    requests.push(url);
    const hasCookie = request.headers.cookie?.includes('A3=visitor') ?? false;
    if (url.pathname === '/quote/AAPL') {
      response.setHeader(
        'set-cookie',
        'A3=visitor; Domain=.yahoo.com; Path=/; Max-Age=31557600; Secure; HttpOnly',
      );
      return sendAnswer(response, { body: '<html></html>' });
    }
    if (url.pathname === '/v1/test/getcrumb')
      return sendAnswer(response, hasCookie ? { body: `crumb-${crumbs}` } : { status: 401 });
    if (url.pathname === '/v7/finance/quote') {
      const refused = !hasCookie || url.searchParams.get('crumb') !== `crumb-${crumbs}`;
      return sendAnswer(
        response,
        refused ? { status: 401, body: { finance: { error: 'Invalid Crumb' } } } : script.next('quotes', url),
      );
    }
    if (url.pathname.startsWith('/v8/finance/chart/')) return sendAnswer(response, script.next('chart', url));
    if (url.pathname === '/v1/finance/search') return sendAnswer(response, script.next('search', url));
    sendAnswer(response, { status: 404 });
  }

  const { baseUrl, stop } = await startServer(answer);
  return {
    baseUrl,
    requests,
    quotes: (...answers) => script.set('quotes', answers),
    chart: (...answers) => script.set('chart', answers),
    search: (...answers) => script.set('search', answers),
    expireCrumb: () => void (crumbs += 1),
    stop,
  };
}
