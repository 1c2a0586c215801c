import { isOfSessions, type Indicators, type Quote } from '@marketscope/contracts';
import {
  marketOf,
  observationOf,
  seen,
  sessionOf,
  told,
  type AlertStore,
  type EventPublisher,
  type Observation,
  type QuoteStore,
  type StoredAlert,
  type SymbolWatch,
} from '@marketscope/domain';
import PQueue from 'p-queue';
import { changeAlert, type ChangingAlerts } from './change-alert.ts';

/** Alerts of one condition that are fired, or armed, at once: many people may wait for the same round price. */
const ALERTS_AT_ONCE = 10;

/** How often a symbol's ended conditions are looked for. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** What evaluating alerts needs. */
export interface AlertPorts {
  alerts: ChangingAlerts &
    Pick<AlertStore, 'due' | 'waitingOutBefore' | 'armedMetBy' | 'waitingUnmetBy' | 'forgetEnded'>;
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
 * Fires the armed alerts that a quote makes true, arms the waiting ones that it makes false or whose session is over, and
 * ends what is over; answers how many were told to have fired.
 *
 * What becomes of an alert is decided once, by a conditional write that keeps the event which tells of it, and only then
 * published: whatever is cut short is told later, by the very same event, and a stale index fires nothing.
 * @param watch what the symbol has live alerts of
 * @param indicators of the quote's session; null when nobody watches what needs them (`needsHistory`)
 */
export async function evaluateAlerts(
  watch: SymbolWatch,
  { quote, indicators }: { quote: Quote; indicators: Indicators | null },
  run: EvaluatingRun,
  ports: AlertPorts,
): Promise<number> {
  const { alerts, clock } = ports;
  const { symbol } = quote;
  const now = clock();
  const isLate = once(() => isLateQuote(quote, ports.quotes));
  const tally = { changed: 0, fired: 0 };

  const settle = async (pages: AsyncIterable<StoredAlert[]>): Promise<void> => {
    for await (const page of pages) {
      const observation = observationOf({ quote, indicators, isLate: await isLate(), now, run });
      await new PQueue({ concurrency: ALERTS_AT_ONCE }).addAll(
        page.map((alert) => async () => {
          const { changed, fired } = await settleAlert(alert, observation, ports);
          if (changed) tally.changed += 1;
          tally.fired += fired;
        }),
      );
    }
  };

  await settle(alerts.due(symbol, now));
  if (watch.conditions.some(({ kind }) => isOfSessions(kind)))
    await settle(alerts.waitingOutBefore(symbol, sessionOf(new Date(quote.asOf))));
  const { values } = observationOf({ quote, indicators, isLate: false, now, run });
  await Promise.all(
    watch.conditions.map(async ({ kind, direction }) => {
      const value = values.get(kind);
      if (value === undefined) return;
      await settle(alerts.armedMetBy({ symbol, kind, direction, value }));
      await settle(alerts.waitingUnmetBy({ symbol, kind, direction, value }));
    }),
  );
  if (tally.changed === 0 && isOld(watch, now)) await alerts.forgetEnded(watch, now);
  return tally.fired;
}

/**
 * Takes an alert to its next state, and tells of its crossing if it has one. Once a crossing of before has been told, the
 * alert is held against this price as well: there may be no later one of the session.
 */
async function settleAlert(
  alert: StoredAlert,
  observation: Observation,
  ports: AlertPorts,
): Promise<{ changed: boolean; fired: number }> {
  const { alerts, publisher } = ports;
  const { alert: next, changed } = await changeAlert(alert, (read) => seen(read, observation), alerts);
  const event = next?.untold;
  if (!next || !event) return { changed, fired: 0 };
  await publisher.publish(event);
  const settled = await changeAlert(
    next,
    (read) => (read.untold?.id === event.id ? told(read) : read),
    alerts,
  );
  const fired = settled.changed ? 1 : 0;
  if (changed || !settled.alert) return { changed: true, fired };
  const again = await settleAlert(settled.alert, observation, ports);
  return { changed: true, fired: fired + again.fired };
}

/** A late quote shows what was so before an alert was made, it may be: only its market's newest arms. */
async function isLateQuote(quote: Quote, quotes: Pick<QuoteStore, 'get'>): Promise<boolean> {
  const stored = await quotes.get(quote.symbol);
  return (
    stored !== undefined &&
    marketOf(stored.source) === marketOf(quote.source) &&
    new Date(stored.asOf) > new Date(quote.asOf)
  );
}

function isOld({ checkedAt }: SymbolWatch, now: Date): boolean {
  return now.getTime() - Date.parse(checkedAt) >= DAY_MS;
}

/** Asks when first wanted, and never again. */
function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  return () => (asked ??= ask());
}
