import type { Candle, Indicators, Quote, UpdateBatch } from '@marketscope/contracts';
import {
  closeOf,
  indicatorsOf,
  type AlertStore,
  type CandleStore,
  type QuoteOutcome,
  type QuoteStore,
  type ScreenStore,
  type SymbolWatch,
  type UpdatedPrice,
} from '@marketscope/domain';
import type { MetricSink } from '@marketscope/runtime';
import { screenRow } from '../screening/screen-row.ts';
import { evaluateAlerts, type AlertPorts } from './alerts.ts';
import { notingFirings, type FiringPorts } from './firings.ts';
import { rescaleAlerts } from './rescale-alerts.ts';

/** What a provider told of a symbol's price. */
export type PricedOutcome = Extract<QuoteOutcome, { ok: true }>;

/** What updating one symbol needs. */
export interface SymbolPorts extends AlertPorts, FiringPorts {
  alerts: AlertPorts['alerts'] & Pick<AlertStore, 'moneyAlerts'>;
  quotes: Pick<QuoteStore, 'get' | 'putIfNewer'>;
  candles: Pick<CandleStore, 'putIfNewer'>;
  screens: Pick<ScreenStore, 'put'>;
  businessMetrics: MetricSink;
}

/** What is known of a symbol beside its price. */
export interface SymbolKnowledge {
  /** The sessions before, oldest first; null when nothing needs them. */
  past: readonly Candle[] | null;
  /** What it has live alerts of; undefined when it has none. */
  watch: SymbolWatch | undefined;
}

/**
 * Evaluates a symbol's alerts, stores its session and its row in the day's screen, and its price last: a price that is stored
 * has been evaluated.
 * Whatever cuts this short, doing it again does the rest.
 */
export async function updateSymbol(
  outcome: PricedOutcome,
  { past, watch }: SymbolKnowledge,
  run: UpdateBatch,
  ports: SymbolPorts,
): Promise<UpdatedPrice> {
  const { quote, candle } = outcome;
  const indicators = past && candle ? indicatorsAt(candle, past, run.sessionDate) : null;
  const row = run.trigger === 'daily' && indicators ? screenRow(quote, indicators, run.sessionDate) : null;
  await allDone([
    fireAlerts(watch, outcome, indicators, run, ports),
    candle && storeSession(quote, candle, ports),
    row && ports.screens.put(row),
  ]);
  await ports.quotes.putIfNewer(quote);
  const { symbol, price, changePercent, currency, asOf, source } = quote;
  return { symbol, price, changePercent, currency, asOf, source };
}

/** Waits for all of them, also when one fails: nothing goes on behind the back of a batch that has failed. */
async function allDone(steps: readonly unknown[]): Promise<void> {
  for (const result of await Promise.allSettled(steps)) if (result.status === 'rejected') throw result.reason;
}

async function fireAlerts(
  watch: SymbolWatch | undefined,
  { quote, split }: PricedOutcome,
  indicators: Indicators | null,
  run: UpdateBatch,
  ports: SymbolPorts,
): Promise<void> {
  // Also when nobody watched yet: an alert made meanwhile is in prices of the old shares, and the split is told of once.
  if (split) await rescaleAlerts(quote.symbol, split, ports);
  if (!watch) return;
  const fired = await evaluateAlerts(watch, { quote, indicators }, run, notingFirings(run.runId, ports));
  if (fired > 0) ports.businessMetrics.record('AlertsTriggered', 'Count', fired);
}

async function storeSession(
  { symbol, currency, source, asOf }: Quote,
  candle: Candle,
  { candles, clock }: SymbolPorts,
): Promise<void> {
  const isOver = clock() >= closeOf(candle.date);
  await candles.putIfNewer({ symbol, currency, source, asOf, isOver, candle });
}

/**
 * The indicators at a session, which may be older than the run's, and stored already, where a share did not trade. None at a
 * newer one, as a run sees it that comes late: what lies between is missing in its past.
 */
function indicatorsAt(candle: Candle, past: readonly Candle[], sessionDate: string): Indicators | null {
  if (candle.date > sessionDate) return null;
  return indicatorsOf([...past.filter(({ date }) => date < candle.date), candle]);
}
