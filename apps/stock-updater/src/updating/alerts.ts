import { makeEvent, type AlertDirection, type EventOf, type Quote } from '@marketscope/contracts';
import {
  marketOf,
  observedValues,
  type AlertQuery,
  type AlertStore,
  type EventPublisher,
  type QuoteStore,
  type StoredAlert,
} from '@marketscope/domain';
import PQueue from 'p-queue';

const directions: AlertDirection[] = ['above', 'below'];

/** Alerts of one condition that are fired, or armed, at once: many people may wait for the same round price. */
const ALERTS_AT_ONCE = 10;

/** What evaluating alerts needs. */
export interface AlertPorts {
  alerts: Pick<AlertStore, 'armedMetBy' | 'waitingUnmetBy' | 'disarm' | 'arm'>;
  quotes: Pick<QuoteStore, 'get'>;
  publisher: EventPublisher;
  /** The wall clock. */
  clock: () => Date;
}

/** The run in which alerts are evaluated. */
export interface EvaluatingRun {
  startedAt: string;
  correlationId: string;
}

/**
 * Fires the armed alerts that a quote meets, then arms the waiting ones that it does not meet; answers how many fired.
 * Each crossing is published before it is disarmed, with an id that names it: whatever is cut short is done again, with the
 * same ids, when the quote is seen again.
 */
export async function evaluateAlerts(quote: Quote, run: EvaluatingRun, ports: AlertPorts): Promise<number> {
  let fired = 0;
  for (const observed of observedValues(quote))
    for (const direction of directions) {
      const query: AlertQuery = { symbol: quote.symbol, direction, ...observed };
      fired += await fire(quote, query, run, ports);
      await arm(quote, query, ports);
    }
  return fired;
}

async function fire(
  quote: Quote,
  query: AlertQuery,
  run: EvaluatingRun,
  { alerts, publisher, clock }: AlertPorts,
): Promise<number> {
  // A price from before an alert was armed tells of no crossing.
  const crossed = (await alerts.armedMetBy(query)).filter(
    ({ armedSince }) => armedSince !== null && new Date(quote.asOf) >= new Date(armedSince),
  );
  const ended = await new PQueue({ concurrency: ALERTS_AT_ONCE }).addAll(
    crossed.map((alert) => async () => {
      await publisher.publish(triggered(alert, quote, run));
      return alerts.disarm(alert, clock());
    }),
  );
  return ended.filter(Boolean).length;
}

async function arm(quote: Quote, query: AlertQuery, { alerts, quotes }: AlertPorts): Promise<void> {
  const unmet = await alerts.waitingUnmetBy(query);
  if (unmet.length === 0) return;
  // A late quote shows what was so before the alert was made, it may be: only its market's newest arms.
  const stored = await quotes.get(quote.symbol);
  const isLate =
    stored &&
    marketOf(stored.source) === marketOf(quote.source) &&
    new Date(stored.asOf) > new Date(quote.asOf);
  if (isLate) return;
  await new PQueue({ concurrency: ALERTS_AT_ONCE }).addAll(
    unmet.map((alert) => () => alerts.arm(alert, quote.asOf)),
  );
}

function triggered(alert: StoredAlert, quote: Quote, run: EvaluatingRun): EventOf<'alert.triggered.v1'> {
  return makeEvent({
    type: 'alert.triggered.v1',
    id: `${alert.id}#${alert.armGeneration}`,
    source: 'stock-updater',
    subject: alert.symbol,
    // The run's time, so that a batch which is delivered again publishes the same event again.
    time: new Date(run.startedAt),
    correlationId: run.correlationId,
    data: {
      alertId: alert.id,
      userId: alert.userId,
      symbol: alert.symbol,
      kind: alert.kind,
      direction: alert.direction,
      threshold: alert.threshold,
      note: alert.note,
      price: quote.price,
      currency: quote.currency,
      asOf: quote.asOf,
      source: quote.source,
    },
  });
}
