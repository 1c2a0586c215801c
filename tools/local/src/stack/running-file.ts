import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { marketDataKind } from '@marketscope/market-data';
import { z } from 'zod';

const runningStack = z.object({
  url: z.url(),
  pid: z.number().int(),
  marketData: marketDataKind,
  startedAt: z.iso.datetime(),
  /** Where the emulators listen. */
  endpoints: z.object({ aws: z.url(), dynamodb: z.url() }),
  logs: z.string(),
  /** Each service's environment, without what it got from the shell. */
  services: z.record(z.string(), z.record(z.string(), z.string())),
});
/** A stack that runs, as its file in the data folder tells of it. */
export type RunningStack = z.infer<typeof runningStack>;

const fileIn = (dataDir: string): string => path.join(dataDir, 'running.json');

/** Tells other processes of a stack. */
export async function writeRunningStack(dataDir: string, stack: RunningStack): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(fileIn(dataDir), `${JSON.stringify(stack, null, 2)}\n`, { mode: 0o600 });
}

export async function removeRunningStack(dataDir: string): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
}

/** The stack that runs on a data folder. A file that was left behind by one that was killed counts for nothing. */
export async function findRunningStack(dataDir: string): Promise<RunningStack | undefined> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const stack = parse(text);
  return stack && (await isThere(stack)) ? stack : undefined;
}

function parse(text: string): RunningStack | undefined {
  try {
    return runningStack.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Whether the process that answers at the address is the one that wrote the file. */
async function isThere({ url, pid }: RunningStack): Promise<boolean> {
  try {
    const response = await fetch(new URL('/dev/stack', url), { signal: AbortSignal.timeout(5000) });
    return z.object({ pid: z.literal(pid) }).safeParse(await response.json()).success;
  } catch {
    return false;
  }
}
