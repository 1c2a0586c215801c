/**
 * `npm run chaos`: kills a service at random moments while it works, `KILLS` times, and counts what came of its work.
 * `npm run chaos -- notification-worker` kills it 100 times while it tells people of `EVENTS` events;
 * `npm run chaos -- rag-indexer` kills it 50 times while `EVENTS` messages tell of files that change.
 * With no name, both.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runIndexerChaos } from './indexer-chaos.ts';
import { brokenPromises, runWorkerChaos } from './worker-chaos.ts';

const count = z.coerce.number().int().min(0).optional();
const { KILLS, EVENTS } = z.object({ KILLS: count, EVENTS: count }).parse(process.env);

const onKill = (killed: number): void => {
  if (killed % 10 === 0) console.log(`killed ${killed} times`);
};

/** Each answers what is broken, in words. */
const services: Record<string, () => Promise<string[]>> = {
  async 'notification-worker'() {
    const result = await runWorkerChaos({ kills: KILLS ?? 100, events: EVENTS ?? 100, onKill });
    console.log(JSON.stringify(result, null, 2));
    return brokenPromises(result);
  },
  async 'rag-indexer'() {
    const { contents, history, ...result } = await runIndexerChaos({
      kills: KILLS ?? 50,
      messages: EVENTS ?? 200,
      processes: 2,
      onKill,
    });
    const { storedChunks } = contents;
    console.log(JSON.stringify({ ...result, changes: history.length, storedChunks }, null, 2));
    return result.faults;
  },
};

const { positionals } = parseArgs({ allowPositionals: true });
const names = positionals.length > 0 ? positionals : Object.keys(services);
const unknown = names.filter((name) => !(name in services));
if (unknown.length > 0) {
  console.error(
    `Nothing kills ${unknown.join(', ')}. These can be killed: ${Object.keys(services).join(', ')}.`,
  );
  process.exit(2);
}
for (const name of names) {
  const started = Date.now();
  const broken = (await services[name]?.()) ?? [];
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(
    broken.length === 0
      ? `${name}: nothing lost and nothing twice, in ${seconds} s.`
      : `${name}: broken: ${broken.join('; ')}.`,
  );
  if (broken.length > 0) process.exitCode = 1;
}
