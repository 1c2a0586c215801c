import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';

export const workspace = path.resolve(import.meta.dirname, '../../../..');

/** `npm start` in a process group of its own, as a person starts it in a terminal. */
export interface StartedStack {
  url: string;
  /** What it has printed so far. */
  output(): string;
  /** Presses Ctrl-C; answers the milliseconds until it had ended, and how. */
  interrupt(): Promise<{ milliseconds: number; code: number | null }>;
}

/** A port that is free on loopback at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address.port;
}

/**
 * Starts the stack and waits until `GET /readyz` answers 200.
 * @throws Error with what it printed, when it ends or isn't ready in `readyWithinMs`
 */
export async function npmStart(options: {
  dataDir: string;
  port: number;
  readyWithinMs: number;
  environment?: Record<string, string>;
}): Promise<StartedStack> {
  const child = spawn('npm', ['start'], {
    cwd: workspace,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(options.port),
      DATA_DIR: options.dataDir,
      MARKET_DATA: 'replay',
      ...options.environment,
    },
  });
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const stack: StartedStack = {
    url: `http://127.0.0.1:${options.port}`,
    output: () => output,
    interrupt: () => interrupt(child),
  };
  const deadline = Date.now() + options.readyWithinMs;
  while (!(await isReady(stack.url))) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${output}`);
    if (Date.now() > deadline) {
      await stack.interrupt();
      throw new Error(`npm start was not ready within ${options.readyWithinMs} ms:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return stack;
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (response) => response.status === 200,
    () => false,
  );
}

async function interrupt(child: ChildProcess): Promise<{ milliseconds: number; code: number | null }> {
  const started = performance.now();
  if (child.exitCode === null && child.pid !== undefined) {
    const ended = once(child, 'exit');
    // A terminal sends Ctrl-C to the whole process group.
    process.kill(-child.pid, 'SIGINT');
    await ended;
  }
  return { milliseconds: performance.now() - started, code: child.exitCode };
}
