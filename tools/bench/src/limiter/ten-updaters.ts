import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RequestRule } from '@marketscope/domain';
import { createEmptyTable, startLocalCloud } from '@marketscope/testing';
import { z } from 'zod';
import { ended, messageOf, startModule } from '../child-process.ts';

/** Processes that share the limit. */
const UPDATERS = 10;

/** Questions that each always has open: together more than the limit allows in a window. */
const QUESTIONS = 25;

/**
 * Lets ten processes ask one server, which counts, as fast as the limit that they share in DynamoDB lets them.
 * @returns when each of their calls came to the server, in milliseconds, the first first
 */
export async function callsOfTenUpdaters(rule: RequestRule, forMs: number): Promise<number[]> {
  const cloud = await startLocalCloud();
  const children: ChildProcess[] = [];
  const start = (file: string, ...given: string[]): ChildProcess => {
    const child = startModule(path.join(import.meta.dirname, file), {
      given,
      environment: cloud.environment,
    });
    children.push(child);
    return child;
  };
  try {
    const server = start('../counting-alpaca.ts');
    const { url } = z.object({ url: z.string() }).parse(await messageOf(server));
    const table = await createEmptyTable(cloud, 'rate-limits');
    const settings = JSON.stringify({ alpacaUrl: url, table, rule, questions: QUESTIONS });
    const updaters = Array.from({ length: UPDATERS }, () => start('updater.ts', settings));
    await Promise.all(updaters.map(messageOf));
    for (const updater of updaters) updater.send('go');
    await pause(forMs);
    server.send('times');
    return z.object({ times: z.array(z.number()) }).parse(await messageOf(server)).times;
  } finally {
    await Promise.all(children.map(ended));
    await cloud.stop();
  }
}
