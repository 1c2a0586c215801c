import type { SymbolFailure, UpdateBatch } from '@marketscope/contracts';
import type {
  CandleStore,
  MarketDataProvider,
  QuoteOutcome,
  QuoteStore,
  RunStore,
  UpdatedPrice,
} from '@marketscope/domain';
import type { Logger, MetricSink } from '@marketscope/runtime';
import { evaluateAlerts, type AlertPorts } from './alerts.ts';
import { publishEnd, type EndPorts } from './run-end.ts';

/** Share of a batch's time that the provider may take; the rest is for what is done with its prices. */
const PROVIDER_SHARE = 0.7;

/** What updating a batch needs. */
export interface BatchPorts extends AlertPorts, EndPorts {
  provider: Pick<MarketDataProvider, 'quotes'>;
  quotes: Pick<QuoteStore, 'get' | 'putIfNewer'>;
  candles: Pick<CandleStore, 'putIfNewer'>;
  runs: Pick<RunStore, 'finishBatch' | 'outcomes' | 'markPublished'>;
  businessMetrics: MetricSink;
}

/**
 * Updates the symbols of one batch side by side. A symbol without a price is skipped and named in the run's result; what we
 * fail at ourselves fails the batch, after every symbol has had its turn, so that it is delivered again. Done again, a batch
 * changes nothing that it has changed already. The batch that ends a run publishes its result.
 */
export async function updateBatch(
  batch: UpdateBatch,
  ports: BatchPorts,
  { remainingTimeMs, logger }: { remainingTimeMs: () => number; logger: Logger },
): Promise<void> {
  const outcomes = await ports.provider.quotes(batch.symbols, {
    sessionDate: batch.sessionDate,
    signal: AbortSignal.timeout(Math.floor(remainingTimeMs() * PROVIDER_SHARE)),
  });
  const results = await Promise.allSettled(
    batch.symbols.map((symbol) => updateSymbol(symbol, outcomes.get(symbol), batch, ports)),
  );
  const faults: unknown[] = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} of ${batch.symbols.length} symbols were not stored`, {
      cause: faults[0],
    });

  const updates = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = updates.flatMap((update) => ('failure' in update ? [update.failure] : []));
  const prices = updates.flatMap((update) => ('price' in update ? [update.price] : []));
  const alertsTriggered = updates.reduce((sum, update) => sum + ('fired' in update ? update.fired : 0), 0);
  for (const { symbol, reason, detail } of failed) logger.warn({ symbol, reason, detail }, 'symbol skipped');

  const progress = await ports.runs.finishBatch(batch.runId, {
    batch: batch.batch,
    finishedAt: ports.clock().toISOString(),
    failed,
    alertsTriggered,
    prices,
  });
  logger.info({ updated: prices.length, failed: failed.length, alertsTriggered }, 'batch updated');
  if (progress.batchesDone === progress.plan.batches && progress.publishedAt === null)
    await publishEnd(progress.plan, ports, logger);
}

type SymbolUpdate = { price: UpdatedPrice; fired: number } | { failure: SymbolFailure };

/** Evaluates a symbol's alerts, and stores its price last: a price that is stored has been evaluated. */
async function updateSymbol(
  symbol: string,
  outcome: QuoteOutcome | undefined,
  run: UpdateBatch,
  ports: BatchPorts,
): Promise<SymbolUpdate> {
  if (!outcome) {
    const detail = 'the provider left it out';
    return { failure: { symbol, reason: 'provider-unavailable', detail } };
  }
  if (!outcome.ok) return { failure: outcome.failure };
  const { quote, candle } = outcome;
  const fired = await evaluateAlerts(quote, run, ports);
  if (fired > 0) ports.businessMetrics.record('AlertsTriggered', 'Count', fired);
  const { currency, source, asOf, price, changePercent } = quote;
  if (candle) await ports.candles.putIfNewer({ symbol, currency, source, asOf, candle });
  await ports.quotes.putIfNewer(quote);
  return { price: { symbol, price, changePercent, currency, asOf, source }, fired };
}
