import type { Table } from '@lancedb/lancedb';
import pRetry from 'p-retry';

/**
 * Does a piece of work on a table again, on its newest version, when another writer's commit made the engine give it up.
 * The engine itself retries only appends: what deletes, compacts or indexes rows can meet a change of the same rows.
 */
export async function despiteOthers<Result>(table: Table, work: () => Promise<Result>): Promise<Result> {
  return pRetry(
    async () => {
      await table.checkoutLatest();
      return work();
    },
    {
      retries: 6,
      minTimeout: 100,
      maxTimeout: 2_000,
      randomize: true,
      shouldRetry: ({ error }) => /conflict|concurrent/i.test(error.message),
    },
  );
}
