import path from 'node:path';
import type { LocalFunction } from '../functions/local-function.ts';
import { startHostedFunction, type HostedFunction } from './hosted-function.ts';

/** The indexer as it is deployed. */
export interface HostedIndexer extends HostedFunction {
  /** The folder of the index. */
  indexUri: string;
}

/**
 * Starts the built indexer. Nothing tells it of the bucket but what a test sends to its queue.
 * @param options.processes that index at once, in one folder
 * @param options.timeoutSeconds of an invocation, after which its message is received again
 */
export async function startHostedIndexer(options: {
  processes: number;
  timeoutSeconds: number;
  onInvoke?: (indexer: LocalFunction) => void;
}): Promise<HostedIndexer> {
  const indexIn = (folder: string): string => path.join(folder, 'index');
  const hosted = await startHostedFunction('rag-indexer', {
    timeoutSeconds: options.timeoutSeconds,
    concurrency: options.processes,
    settings: (folder) => ({ INDEX_URI: indexIn(folder) }),
    onInvoke: options.onInvoke,
  });
  return { ...hosted, indexUri: indexIn(hosted.folder) };
}
