import path from 'node:path';
import type { LocalFunction } from '../functions/local-function.ts';
import { startHostedFunction, type HostedFunction } from './hosted-function.ts';

/** Seconds that the indexer has: enough to load its engine and index a short document on a busy machine. */
const TIMEOUT_SECONDS = 8;

/** The indexer as it is deployed. */
export interface HostedIndexer extends HostedFunction {
  /** The folder of the index. */
  indexUri: string;
}

/**
 * Starts the built indexer. Nothing tells it of the bucket but what a test sends to its queue.
 * @param options.processes that index at once, in one folder
 */
export async function startHostedIndexer(options: {
  processes: number;
  onInvoke?: (indexer: LocalFunction) => void;
}): Promise<HostedIndexer> {
  const indexIn = (folder: string): string => path.join(folder, 'index');
  const hosted = await startHostedFunction('rag-indexer', {
    timeoutSeconds: TIMEOUT_SECONDS,
    concurrency: options.processes,
    settings: (folder) => ({ INDEX_URI: indexIn(folder) }),
    onInvoke: options.onInvoke,
  });
  return { ...hosted, indexUri: indexIn(hosted.folder) };
}
