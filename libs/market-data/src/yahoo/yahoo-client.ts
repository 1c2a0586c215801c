import createYahooFinance from 'yahoo-finance2/createYahooFinance';
import { ExtendedCookieJar } from 'yahoo-finance2/lib/cookieJar';
import chart from 'yahoo-finance2/modules/chart';
import quote from 'yahoo-finance2/modules/quote';
import search from 'yahoo-finance2/modules/search';

const YahooFinance = createYahooFinance({ modules: { chart, quote, search } });
export type YahooClient = InstanceType<typeof YahooFinance>;

/** Silence: what goes wrong is told by what is thrown. */
const logger = { debug: ignore, error: ignore, info: ignore, warn: ignore, dir: ignore };

/** A client of yahoo-finance2 with a crumb and cookies of its own. It reports nothing and asks no one but Yahoo. */
export function createYahooClient(): YahooClient {
  return new YahooFinance({
    cookieJar: new ExtendedCookieJar(),
    logger,
    suppressNotices: ['yahooSurvey'],
    versionCheck: false,
  });
}

function ignore(): void {}
