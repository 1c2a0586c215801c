import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { greedyFiles, slowFiles, unreadableFiles } from '@marketscope/testing/documents';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { extractDocument } from './extract-document.ts';

const alone = path.join(import.meta.dirname, '../testing/read-alone.ts');
const outcome = z.object({ failure: z.string().nullable(), grown: z.number() });

it.each(Object.entries(unreadableFiles))('%s fails with a reason for its owner', async (_, file) => {
  await expect(extractDocument({ name: file.name, bytes: await file.bytes() })).rejects.toMatchObject({
    name: 'DocumentError',
    message: expect.stringMatching(file.reason),
  });
});

it.each(Object.entries(greedyFiles).map(([which, { reason }]) => [which, reason, 60_000] as const))(
  '%s fails with a reason, within 512 MiB',
  { timeout: 90_000 },
  refusesAlone,
);

it.each(Object.entries(slowFiles).map(([which, { reason }]) => [which, reason, 3_000] as const))(
  '%s fails with a reason when its time is over',
  { timeout: 30_000 },
  refusesAlone,
);

async function refusesAlone(which: string, reason: RegExp, milliseconds: number): Promise<void> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    alone,
    which,
    String(milliseconds),
  ]);
  const { failure, grown } = outcome.parse(JSON.parse(stdout));
  expect(failure).toMatch(reason);
  expect(grown).toBeLessThan(512);
}
