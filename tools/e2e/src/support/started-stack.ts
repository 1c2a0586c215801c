import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort, npmStart } from './npm-start.ts';
import './stack-under-test.ts';

/** From nothing, building included. */
const FIRST_START_MS = 60_000;

/** Starts one stack for all scenarios, in an empty folder; stops it after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'marketscope-e2e-'));
  const port = await freePort();
  const stack = await npmStart({ dataDir, port, readyWithinMs: FIRST_START_MS });
  project.provide('stack', { url: stack.url, port, dataDir });
  return async () => {
    await stack.interrupt();
    await rm(dataDir, { recursive: true, force: true });
  };
}
