import { updateBatch, type EventOf } from '@marketscope/contracts';
import { invocationWith, queueEvent } from '@marketscope/testing';
import { createMeasuredUpdater, updaterSettings } from './measured-updater.ts';

/**
 * One instance of the function: it takes one batch at a time, and tells its parent when it is done, with what it published.
 * It ends with its parent.
 */
const published: EventOf[] = [];
const updater = createMeasuredUpdater(updaterSettings.parse(JSON.parse(process.argv[2] ?? '{}')), {
  send: () => undefined,
  publish: (event) => void published.push(event),
});

async function take(message: unknown): Promise<void> {
  const answer = await updater(
    queueEvent('market-updates', [updateBatch.parse(message)]),
    invocationWith(60_000),
  );
  const hasFailed = !answer || !('batchItemFailures' in answer) || answer.batchItemFailures.length > 0;
  process.send?.({ hasFailed, published: published.splice(0) });
}

process.on('message', (message) => void take(message));
process.once('disconnect', () => process.exit());
process.send?.('ready');
