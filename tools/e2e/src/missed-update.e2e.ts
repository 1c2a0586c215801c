import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lastDailyUpdateDue } from '@marketscope/domain';
import { expect, inject, it } from 'vitest';
import { npmRun } from './support/commands.ts';
import { workspace } from './support/npm-start.ts';
import { TOLD_MS } from './support/patience.ts';

/** How a run is going; undefined while there is none. */
async function progressOf(runId: string): Promise<{ finished: boolean; sessionDate: string } | undefined> {
  const { url } = inject('stack');
  const answer = await fetch(new URL(`/dev/runs/${encodeURIComponent(runId)}`, url));
  return answer.ok ? ((await answer.json()) as { finished: boolean; sessionDate: string }) : undefined;
}

it('a missed update is started again by its alarm, once', async () => {
  const now = new Date();
  const runId = `daily-${lastDailyUpdateDue(now).toISOString()}`;
  const sample = await readFile(path.join(workspace, 'apps/stock-updater/events/alarms.json'), 'utf8');
  const folder = await mkdtemp(path.join(tmpdir(), 'alarm-'));
  try {
    const file = path.join(folder, 'alarm.json');
    await writeFile(file, sample.replace(/2026-11-21T00:05:00.123\+0000/, now.toISOString()));
    expect(await progressOf(runId)).toBeUndefined();
    await npmRun('event', 'stock-updater', file);
    await expect.poll(() => progressOf(runId), { timeout: TOLD_MS }).toMatchObject({ finished: true });

    const before = await progressOf(runId);
    await npmRun('event', 'stock-updater', file);
    expect(await progressOf(runId)).toEqual(before);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
