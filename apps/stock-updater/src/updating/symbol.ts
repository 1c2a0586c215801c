import type { Candle, Indicators, UpdateBatch } from '@marketscope/contracts';
import {
  closeOf,
  indicatorsOf,
  type AlertStore,
  type CandleStore,
  type QuoteOutcome,
  type QuoteStore,
  type ScreenStore,
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

/**
 * Evaluates a symbol's alerts, then stores its session and its row in the day's screen, and its price last: a price that is
 * stored has been evaluated.
 * Whatever cuts this short, doing it again does the rest.
 * @param past the sessions before, oldest first; null when nothing needs them
 */
export async function updateSymbol(
  { quote, candle, split }: PricedOutcome,
  past: readonly Candle[] | null,
  run: UpdateBatch,
  ports: SymbolPorts,
): Promise<UpdatedPrice> {
  if (split) await rescaleAlerts(quote.symbol, split, ports);
  const indicators = past && candle ? indicatorsAt(candle, past, run.sessionDate) : null;
  const fired = await evaluateAlerts(quote, indicators, run, notingFirings(run.runId, ports));
  if (fired > 0) ports.businessMetrics.record('AlertsTriggered', 'Count', fired);
  const { symbol, price, changePercent, currency, asOf, source } = quote;
  if (candle) {
    const isOver = ports.clock() >= closeOf(candle.date);
    await ports.candles.putIfNewer({ symbol, currency, source, asOf, isOver, candle });
  }
  const row = run.trigger === 'daily' && indicators ? screenRow(quote, indicators, run.sessionDate) : null;
  if (row) await ports.screens.put(row);
  await ports.quotes.putIfNewer(quote);
  return { symbol, price, changePercent, currency, asOf, source };
}

/**
 * The indicators at a session, which may be older than the run's, and stored already, where a share did not trade. None at a
 * newer one, as a run sees it that comes late: what lies between is missing in its past.
 */
function indicatorsAt(candle: Candle, past: readonly Candle[], sessionDate: string): Indicators | null {
  if (candle.date > sessionDate) return null;
  return indicatorsOf([...past.filter(({ date }) => date < candle.date), candle]);
}
