/** `npm run backfill -- --symbols AAPL,MSFT --from 2009-01-02`: stores the past sessions of symbols. */
import { styleText } from 'node:util';
import { defaultUniverse, lastEndedSession } from '@marketscope/domain';
import { createAlpacaAccess, createMarketData, marketDataSettings } from '@marketscope/market-data';
import { environmentOfService, explained, OperatorError, shownProgress } from '@marketscope/operator';
import {
  createDocumentClient,
  optionalParameter,
  readConfiguration,
  resourcesSchema,
} from '@marketscope/runtime';
import {
  createCandleStore,
  createQuoteStore,
  createRateLimitStore,
  createReplayCursor,
  createUniverseStore,
} from '@marketscope/stores';
import { backfill } from './backfill.ts';
import { progressLine } from './progress-line.ts';
import { backfillRequest, usage } from './request.ts';

const configuration = resourcesSchema({
  tables: ['candles', 'quotes', 'rate-limits', 'runs', 'universe'],
  parameters: ['alpaca/key-id', 'alpaca/secret-key'],
}).and(marketDataSettings);

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = 1;
  console.error(explained(error));
}

async function run(args: readonly string[]): Promise<void> {
  if (args.some((argument) => argument === '--help' || argument === '-h')) {
    console.log(usage);
    return;
  }
  const request = backfillRequest(args);
  // Its tables, its market and its limits are the backfill's.
  Object.assign(process.env, await environmentOfService('stock-updater', request.environment));
  const config = readConfiguration(configuration);
  const { tables, parameters } = config;
  const documents = createDocumentClient();
  const { provider, clock } = createMarketData({
    settings: config,
    cursor: createReplayCursor({ documents, table: tables.runs }),
    quotes: createQuoteStore({ documents, table: tables.quotes }),
    ...createAlpacaAccess({
      keys: {
        keyId: optionalParameter(parameters['alpaca/key-id']),
        secretKey: optionalParameter(parameters['alpaca/secret-key']),
      },
      rateLimits: createRateLimitStore({ documents, table: tables['rate-limits'] }),
      requestsPerMinute: config.ALPACA_REQUESTS_PER_MINUTE,
    }),
  });
  const days = { first: request.from, last: lastEndedSession(await clock.now()).date };
  if (days.first > days.last)
    throw new OperatorError(`--from ${days.first} is after the last session, which was on ${days.last}.`);
  const symbols =
    request.symbols ?? (await universeOf(createUniverseStore({ documents, table: tables.universe })));

  const candles = createCandleStore({ documents, table: tables.candles });
  const result = await shownProgress(
    `Backfill ${symbols.length === 1 ? '1 symbol' : `${symbols.length} symbols`} from ${days.first} to ${days.last}`,
    progressLine,
    (onProgress) => backfill({ symbols, days }, { candles, provider, onProgress }),
  );
  console.log(
    `${result.sessions} sessions stored, ${result.known} symbols were there before, ${result.failed.length} failed.`,
  );
  for (const { symbol, reason, detail } of result.failed)
    console.log(styleText('red', `  ${symbol}: ${reason}, ${detail}`, { stream: process.stdout }));
  if (result.failed.length > 0) {
    console.log('Run the same command again for those that failed; the others are not asked for again.');
    process.exitCode = 1;
  }
}

async function universeOf(universe: ReturnType<typeof createUniverseStore>): Promise<string[]> {
  const symbols = await universe.symbols();
  return [...(symbols.size > 0 ? symbols : defaultUniverse)].toSorted();
}
