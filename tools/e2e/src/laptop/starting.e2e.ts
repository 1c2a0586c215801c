import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { freePort, npmStart, workspace } from '../support/npm-start.ts';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';

/** Built already. */
const LATER_START_MS = 15_000;

async function registerAt(url: string, email: string): Promise<number> {
  const response = await fetch(`${url}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'a-long-password', name: 'Ada' }),
  });
  return response.status;
}

it('starts in 15 s when built, stops within 5 s, and keeps what was stored', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'marketscope-restart-'));
  try {
    const port = await freePort();
    const first = await npmStart({ dataDir, port, readyWithinMs: LATER_START_MS });
    expect(await registerAt(first.url, 'ada@example.com')).toBe(201);
    const { milliseconds } = await first.interrupt();
    expect(milliseconds).toBeLessThan(5_000);

    const second = await npmStart({ dataDir, port, readyWithinMs: LATER_START_MS });
    try {
      expect(await registerAt(second.url, 'ada@example.com')).toBe(409);
    } finally {
      await second.interrupt();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});

it('says that a port is in use and takes another', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'marketscope-port-'));
  const taken = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const child = execFile('npm', ['start'], {
    cwd: workspace,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, MARKET_DATA: 'replay' },
  });
  let output = '';
  child.stdout?.on('data', (chunk: string) => (output += chunk));
  child.stderr?.on('data', (chunk: string) => (output += chunk));
  try {
    await expect.poll(() => output, { timeout: LATER_START_MS }).toMatch(new RegExp(`${port}.*in use`, 'i'));
    await expect.poll(() => output, { timeout: LATER_START_MS }).toContain('demo@example.com');
    const [, url] = /(http:\/\/[\w.]+:\d+)/.exec(output.slice(output.indexOf('in use'))) ?? [];
    expect(url).not.toContain(`:${port}`);
  } finally {
    child.kill('SIGTERM');
    await promisify((done: (error: null) => void) => child.once('exit', () => done(null)))();
    taken.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});
