import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { events, updateOrder, type UpdateBatch } from '@marketscope/contracts';
import { createEmptyTable, invocationWith, startLocalCloud } from '@marketscope/testing';
import { z } from 'zod';
import { ended, messageOf, startModule } from '../child-process.ts';
import { createMeasuredUpdater, type UpdaterSettings } from './measured-updater.ts';

/** What Alpaca takes to answer, in milliseconds. */
export const CALL_MS = 50;

const calledTimes = z.object({ times: z.array(z.number()) });
const doneBatch = z.object({
  hasFailed: z.literal(false),
  published: z.array(events['market.update.completed.v1']),
});

/** An update that was timed, from its order to the event that tells of its end. */
export interface TimedUpdate {
  ms: number;
  /** Calls that the provider had. */
  calls: number;
}

/** Updates so many symbols, on as many processes as the topology lets the function have at once. */
export interface TimedUpdates {
  processes: number;
  update(symbols: number): Promise<TimedUpdate>;
  stop(): Promise<void>;
}

/** Starts everything that an update of one symbol a call needs. */
export async function startUpdates({ symbolsPerCall }: { symbolsPerCall: number }): Promise<TimedUpdates> {
  const cloud = await startLocalCloud();
  const children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(ended));
    await cloud.stop();
  };
  const start = (...[file, options]: Parameters<typeof startModule>): ChildProcess => {
    const child = startModule(path.join(import.meta.dirname, file), options);
    children.push(child);
    return child;
  };
  try {
    const alpaca = start('../counting-alpaca.ts', { given: [String(CALL_MS)] });
    const { url } = z.object({ url: z.string() }).parse(await messageOf(alpaca));
    const settings: UpdaterSettings = {
      url,
      runsEndpoint: cloud.emulators.dynamodbEndpoint,
      runsTable: await createEmptyTable(cloud, 'runs'),
      symbolsPerCall,
      symbols: [],
    };
    const { environment } = cloud;
    Object.assign(process.env, environment);
    const processes = cloud.topology.services['stock-updater']?.sources?.[0]?.maximumConcurrency ?? 1;
    const instances = Array.from({ length: processes }, () =>
      start('updater-process.ts', { given: [JSON.stringify(settings)], environment }),
    );
    await Promise.all(instances.map(messageOf));
    return { processes, stop, update: (symbols) => timedUpdate(symbols, { settings, instances, alpaca }) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function timedUpdate(
  count: number,
  {
    settings,
    instances,
    alpaca,
  }: { settings: UpdaterSettings; instances: ChildProcess[]; alpaca: ChildProcess },
): Promise<TimedUpdate> {
  const symbols = Array.from({ length: count }, (_, number) => symbolOf(number));
  const waiting: UpdateBatch[] = [];
  const planner = createMeasuredUpdater(
    { ...settings, symbols },
    { send: (batches) => void waiting.push(...batches), publish: () => undefined },
  );
  const callsBefore = await callsOf(alpaca);
  const start = performance.now();
  await planner(updateOrder.parse({ trigger: 'intraday', force: true }), invocationWith(60_000));
  const ends = await Promise.all(
    instances.map(async (instance) => {
      const published: z.infer<typeof doneBatch>['published'] = [];
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
        instance.send(batch);
        published.push(...doneBatch.parse(await messageOf(instance)).published);
      }
      return published;
    }),
  );
  const ms = performance.now() - start;
  const updated = ends.flat().map(({ data }) => data.updated);
  if (updated.length !== 1 || updated[0] !== count)
    throw new Error(`an update of ${count} symbols ended with ${updated.join(', ') || 'no word'}`);
  return { ms, calls: (await callsOf(alpaca)) - callsBefore };
}

async function callsOf(alpaca: ChildProcess): Promise<number> {
  alpaca.send('times');
  return calledTimes.parse(await messageOf(alpaca)).times.length;
}

/** A symbol of five letters for each number: Alpaca’s have no digits. */
function symbolOf(number: number): string {
  const digits = number.toString(26).padStart(5, '0');
  return [...digits].map((digit) => String.fromCharCode(65 + Number.parseInt(digit, 26))).join('');
}
