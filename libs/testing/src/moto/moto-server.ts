import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { emulatorRegion } from '../local-cloud/emulators.ts';

/** Milliseconds that the emulator may take to start. */
const START_MS = 60_000;

/** A full AWS emulator (https://docs.getmoto.org) on a loopback port, empty when it starts. */
export interface MotoServer {
  endpoint: string;
  /** The variables by which the AWS SDK of another process finds it. */
  environment: Record<string, string>;
  /** The account that its default keys are of. */
  account: string;
  stop(): Promise<void>;
}

/** Why the emulator can't be used here; undefined where it can. */
export function motoFault(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  if (folders.some((folder) => existsSync(path.join(folder, 'moto_server')))) return undefined;
  return 'moto_server is not installed: pip install "moto[server]==5.2.1"';
}

/**
 * Whether `moto_server` is installed here. Where it is not, tests that need it are skipped on a developer's machine,
 * which one line tells, and fail in CI.
 * @throws Error in CI when it is missing
 */
export function motoIsInstalled(): boolean {
  const fault = motoFault();
  if (fault === undefined) return true;
  if (process.env['CI']) throw new Error(fault);
  process.stderr.write(`Skipped what needs an AWS emulator, as ${fault}\n`);
  return false;
}

/**
 * Starts the emulator.
 * @throws Error when it does not answer in a minute
 */
export async function startMoto(): Promise<MotoServer> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true', NO_PROXY: '127.0.0.1' },
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  const deadline = Date.now() + START_MS;
  for (;;) {
    try {
      await fetch(`${endpoint}/moto-api/data.json`, { signal: AbortSignal.timeout(5000) });
      break;
    } catch {
      if (child.exitCode !== null || Date.now() > deadline) {
        await stop();
        throw new Error(`moto_server did not start on port ${port}`);
      }
      await pause(50);
    }
  }
  return {
    endpoint,
    account: '123456789012',
    environment: {
      AWS_REGION: emulatorRegion,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: endpoint,
    },
    stop,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('no port is free');
  return address.port;
}
