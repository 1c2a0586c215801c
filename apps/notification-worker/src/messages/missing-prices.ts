import type { EventData } from '@marketscope/contracts';

type Update = EventData<'market.update.completed.v1'>;

/** Missing symbols of a person's own that are named. */
const NAMED = 5;

/** What of an update a person misses, in words; null when it is nothing of theirs, and the update is whole. */
export function missingPrices(
  { status, requested, failedCount, failed }: Update,
  watched: ReadonlySet<string>,
): string | null {
  const theirs = failed.flatMap(({ symbol }) => (watched.has(symbol) ? [symbol] : []));
  if (status === 'partial') {
    const whole = `This update is incomplete: ${failedCount} of ${requested} symbols have no new price`;
    return theirs.length === 0 ? `${whole}.` : `${whole}, among them ${named(theirs)}, which you watch.`;
  }
  return theirs.length === 0 ? null : `No new price came of ${named(theirs)}, which you watch.`;
}

/** E.g. `KO, MSFT and 3 more`. */
function named(symbols: readonly string[]): string {
  const shown = symbols.slice(0, NAMED);
  const last = symbols.length > NAMED ? `${symbols.length - NAMED} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}
