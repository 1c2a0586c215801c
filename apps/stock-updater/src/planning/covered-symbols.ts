import { createHash } from 'node:crypto';
import {
  defaultUniverse,
  readSymbolList,
  UNIVERSE_LIST_KEY,
  type AlertStore,
  type ArtifactStore,
  type UniverseStore,
  type WatchlistStore,
} from '@marketscope/domain';
import type { Logger } from '@marketscope/runtime';

/** Lines of a broken list that are named. */
const MAX_NAMED_LINES = 20;

/** What finding the symbols of an update needs. */
export interface CoveragePorts {
  universe: UniverseStore;
  artifacts: Pick<ArtifactStore, 'text'>;
  watchlists: Pick<WatchlistStore, 'symbols'>;
  alerts: Pick<AlertStore, 'symbols'>;
}

/** The symbols of an update, in order: the universe, and all that people watch or have alerts on. */
export async function coveredSymbols(ports: CoveragePorts, logger: Logger): Promise<string[]> {
  await importUniverse(ports, logger);
  const [listed, watched, alerted] = await Promise.all([
    ports.universe.symbols(),
    ports.watchlists.symbols(),
    ports.alerts.symbols(),
  ]);
  const covered = listed.size > 0 ? listed : defaultUniverse;
  return [...new Set([...covered, ...watched, ...alerted])].toSorted();
}

/**
 * Takes over the operator's list of symbols when it has changed. An update does not depend on it: a list that can't be had,
 * or holds no symbol, leaves the universe as it was, and says so.
 */
async function importUniverse({ universe, artifacts }: CoveragePorts, logger: Logger): Promise<void> {
  try {
    const text = await artifacts.text(UNIVERSE_LIST_KEY);
    if (text === undefined) return;
    const version = createHash('sha256').update(text).digest('hex');
    if ((await universe.listVersion()) === version) return;
    const { symbols, unreadable } = readSymbolList(text);
    if (unreadable.length > 0)
      logger.warn(
        {
          key: UNIVERSE_LIST_KEY,
          unreadable: unreadable.length,
          lines: unreadable.slice(0, MAX_NAMED_LINES),
        },
        'lines of the universe’s list are no symbols and are left out',
      );
    if (symbols.length === 0) {
      logger.warn(
        { key: UNIVERSE_LIST_KEY },
        'the universe’s list holds no symbol: the universe stays as it is',
      );
      return;
    }
    await universe.replaceListed(symbols, version);
    logger.info({ symbols: symbols.length }, 'universe taken over from its list');
  } catch (error) {
    logger.warn({ err: error }, 'the universe’s list can’t be taken over: the universe stays as it is');
  }
}
