import { MarketDataError } from '@marketscope/domain';
import { LastingFailure } from '../calls/call.ts';
import { retryAfterMs } from '../calls/retry-after.ts';

/** What proves to Alpaca who asks. */
export interface AlpacaKeys {
  keyId: string;
  secretKey: string;
}

/** Alpaca refused a question because of one of its symbols. */
export class RefusedSymbolError extends MarketDataError {
  /** As Alpaca writes it. */
  readonly symbol: string;
  constructor(symbol: string) {
    super('unknown-symbol', `Alpaca knows no symbol ${symbol}`);
    this.name = 'RefusedSymbolError';
    this.symbol = symbol;
  }
}

/**
 * Asks Alpaca, and gives the answer's JSON as it came.
 * Headers and limits: https://docs.alpaca.markets/docs/market-data-faq, https://docs.alpaca.markets/docs/getting-started-with-alpaca-market-data
 * @throws MarketDataError where there is no answer
 */
export async function alpacaJson(
  url: URL,
  { keys, signal }: { keys: AlpacaKeys; signal: AbortSignal },
): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      signal,
      redirect: 'error',
      headers: {
        accept: 'application/json',
        'APCA-API-KEY-ID': keys.keyId,
        'APCA-API-SECRET-KEY': keys.secretKey,
      },
    });
    text = await response.text();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MarketDataError('provider-unavailable', `Alpaca can't be reached: ${reason}`, { cause: error });
  }
  refuse(response, text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new MarketDataError('invalid-data', 'Alpaca’s answer is no JSON', { cause: error });
  }
}

/** @throws MarketDataError for a status that is no answer */
function refuse({ ok, status, headers }: Response, text: string): void {
  if (ok) return;
  const detail = `Alpaca answers ${status}: ${text.slice(0, 200)}`;
  if (status === 429)
    throw new MarketDataError('rate-limited', 'Alpaca answers 429: too many requests', {
      retryAfterMs: retryAfterMs(headers),
    });
  if (status >= 500)
    throw new MarketDataError('provider-unavailable', detail, { retryAfterMs: retryAfterMs(headers) });
  if (status === 401 || status === 403) throw new LastingFailure('provider-unavailable', detail);
  const symbol = /invalid symbol: ([^"\s]+)/.exec(text)?.[1];
  if (symbol !== undefined) throw new RefusedSymbolError(symbol);
  throw new MarketDataError('invalid-data', detail);
}
