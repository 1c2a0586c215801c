import { MarketDataError } from '@marketscope/domain';
import { retryAfterMs } from '../calls/retry-after.ts';

/** Yahoo no longer takes the crumb or cookies that it gave: new ones must be asked for. */
export class ExpiredCrumbError extends MarketDataError {
  constructor() {
    super('provider-unavailable', 'Yahoo refused its own crumb');
    this.name = 'ExpiredCrumbError';
  }
}

/**
 * The `fetch` through which yahoo-finance2 asks: it sends what is meant for any host of Yahoo to `baseUrl` when one is given,
 * and turns what can't be read as an answer into a typed failure.
 */
export function createYahooFetch({ baseUrl }: { baseUrl?: string | undefined }): typeof fetch {
  return async (input, init) => {
    const asked = new URL(input instanceof Request ? input.url : input);
    const url = baseUrl === undefined ? asked : new URL(`${asked.pathname}${asked.search}`, baseUrl);
    let response: Response;
    let body: ArrayBuffer;
    try {
      response = await fetch(url, init);
      body = await response.arrayBuffer();
    } catch (error) {
      throw new MarketDataError('provider-unavailable', unreachable(error), { cause: error });
    }
    refuse(response, url.pathname, body);
    const { status, statusText, headers } = response;
    return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
  };
}

/** Yahoo's services; what else is asked for is the page that gives cookies, whatever its status. */
const servicePath = /^\/v\d+\//;

/** @throws MarketDataError for a status by which a service tells that it did not answer the question */
function refuse({ status, headers }: Response, path: string, body: ArrayBuffer): void {
  if (status < 400 || !servicePath.test(path)) return;
  if (status === 429)
    throw new MarketDataError('rate-limited', 'Yahoo answers 429: too many requests', {
      retryAfterMs: retryAfterMs(headers),
    });
  if (status === 401 || status === 403) throw new ExpiredCrumbError();
  if (status >= 500)
    throw new MarketDataError('provider-unavailable', `Yahoo answers ${status}`, {
      retryAfterMs: retryAfterMs(headers),
    });
  const text = new TextDecoder().decode(body.slice(0, 300));
  const unknown =
    path.startsWith('/v8/finance/chart/') && (status === 404 || /data doesn't exist/i.test(text));
  throw new MarketDataError(unknown ? 'unknown-symbol' : 'invalid-data', `Yahoo answers ${status}: ${text}`);
}

function unreachable(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return `Yahoo can't be reached: ${cause instanceof Error ? cause.message : String(cause)}`;
}
