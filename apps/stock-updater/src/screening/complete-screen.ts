import { makeEvent, type Screen } from '@marketscope/contracts';
import {
  CSV_TYPE,
  isDeepBelowHigh,
  listedRows,
  screenCsv,
  screenCsvKey,
  worstOf,
  type ArtifactStore,
  type EventPublisher,
  type MarketDataProvider,
  type RunPlan,
  type SavedFilterStore,
  type ScreenStore,
} from '@marketscope/domain';
import type { Logger, MetricSink } from '@marketscope/runtime';
import { publishFilterNews } from './filter-news.ts';
import { newlyTrue, rowsBefore } from './rows-before.ts';

/** New entrants that the event of a screen names at the most. */
const MAX_NAMED_ENTRANTS = 100;

/** What completing a screen needs. */
export interface ScreenPorts {
  screens: Pick<ScreenStore, 'rows' | 'ofSymbol' | 'latest' | 'complete'>;
  savedFilters: Pick<SavedFilterStore, 'pages'>;
  artifacts: Pick<ArtifactStore, 'put'>;
  provider: Pick<MarketDataProvider, 'market'>;
  publisher: EventPublisher;
  businessMetrics: MetricSink;
  /** The wall clock. */
  clock: () => Date;
}

/**
 * Completes the screen of a daily run, from the rows that its batches stored: its CSV, its new entrants, and the news of
 * people's saved filters. All of it is made of what is stored, so doing it again writes the same file and publishes the same
 * ids; and each step can be done without those after it.
 * @returns undefined when no symbol has a row
 */
export async function completeScreen(
  { runId, sessionDate: date }: Pick<RunPlan, 'runId' | 'sessionDate'>,
  ports: ScreenPorts,
  logger: Logger,
): Promise<Screen | undefined> {
  const { screens, provider, publisher } = ports;
  const [stored, previous] = await Promise.all([
    screens.rows(date),
    screens.latest(provider.market, { before: date }),
  ]);
  if (stored.length === 0) return undefined;
  const before = previous && (await rowsBefore(stored, previous, { date }, screens));

  const time = ports.clock();
  const unmarked = listedRows({ newEntrants: [] }, stored);
  const screen: Screen = {
    date,
    completedAt: time.toISOString(),
    symbols: stored.length,
    previousDate: previous?.date ?? null,
    worst: worstOf(stored),
    newEntrants: newlyTrue(unmarked, before, isDeepBelowHigh).map(({ symbol }) => symbol),
  };
  const rows = listedRows(screen, stored);
  const csvKey = screenCsvKey(date);
  await ports.artifacts.put(csvKey, { body: screenCsv(rows), contentType: CSV_TYPE });
  // From here on it is the latest.
  await screens.complete(provider.market, screen);

  const { symbols, worst, newEntrants } = screen;
  await publisher.publish(
    makeEvent({
      type: 'screen.completed.v1',
      id: `screen#${date}`,
      source: 'stock-updater',
      subject: date,
      time,
      correlationId: runId,
      data: {
        date,
        symbols,
        csvKey,
        worst,
        newEntrantCount: newEntrants.length,
        newEntrants: newEntrants.slice(0, MAX_NAMED_ENTRANTS),
      },
    }),
  );
  const filtersTold = await publishFilterNews({ date, runId, rows, before, time }, ports, logger);
  if (worst) ports.businessMetrics.record('WorstDailyDrawdown', 'Percent', worst.drawdownPercent);
  logger.info({ date, symbols, worst, newEntrants: newEntrants.length, filtersTold }, 'screen completed');
  return screen;
}
