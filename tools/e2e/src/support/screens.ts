import { screenResponse, type ScreenResponse } from '@marketscope/contracts';
import { vi } from 'vitest';
import { npmRun } from './commands.ts';
import { TOLD_MS } from './patience.ts';
import type { Person } from './person.ts';

/** The latest screen with all its rows by symbol; undefined when there is none yet. */
export async function latestScreen(person: Person): Promise<ScreenResponse | undefined> {
  const response = await person.request('GET', '/api/screens/latest?limit=500&sort=symbol');
  return response.status === 404 ? undefined : screenResponse.parse(await response.json());
}

/** Runs the next day, and waits for its screen. */
export async function nextScreen(person: Person): Promise<ScreenResponse> {
  const before = (await latestScreen(person))?.screen.date ?? '';
  await npmRun('update-now');
  return vi.waitFor(
    async () => {
      const screen = await latestScreen(person);
      if (!screen || screen.screen.date <= before) throw new Error(`no screen after ${before} yet`);
      return screen;
    },
    { timeout: TOLD_MS, interval: 100 },
  );
}
