import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RequestRule } from '@marketscope/domain';
import { createEmptyTable, startLocalCloud } from '@marketscope/testing';
import { z } from 'zod';

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
    const child = fork(path.join(import.meta.dirname, file), given, {
      env: { ...process.env, ...cloud.environment },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    children.push(child);
    return child;
  };
  try {
    const server = start('counting-alpaca.ts');
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

/** The next message of a process. */
async function messageOf(child: ChildProcess): Promise<unknown> {
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${child.spawnargs[1]} ended with ${code}`);
    }),
  ])) as [unknown];
  return message;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
