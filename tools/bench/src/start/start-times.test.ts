import { expect, it } from 'vitest';
import { runs, startTime } from './start-times.ts';

const node = (script: string) => ({ command: process.execPath, given: ['-e', script] });

it('times a process from its start to its end', async () => {
  expect(await startTime(node('setTimeout(() => {}, 50)'))).toBeGreaterThan(50);
});

it('tells what a process said that failed', async () => {
  await expect(startTime(node('throw new Error("no such bundle")'))).rejects.toThrow('no such bundle');
});

it('knows what can’t be run', async () => {
  expect(await runs(node(''))).toBe(true);
  expect(await runs(node('process.exit(1)'))).toBe(false);
  expect(await runs({ command: 'no-such-command', given: [] })).toBe(false);
});
