import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Reporter } from '../reporter.ts';
import type { ServiceLog } from './service-log.ts';

/** Milliseconds before the first restart; each further one waits twice as long, up to the most. */
const FIRST_BACKOFF_MS = 500;
const MOST_BACKOFF_MS = 30_000;
/** Milliseconds of life after which a service counts as having worked. */
const SETTLED_MS = 60_000;

/** A service that answers HTTP, in a process that is started again whenever it ends. */
export interface HttpService {
  readonly name: string;
  /** Ends in a row without the service having settled. */
  crashes(): number;
  /** Asks the process to end, and kills it after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

export interface HttpServiceSettings {
  name: string;
  /** The bundle's `main.mjs`. */
  entry: string;
  /** The whole environment of the process. */
  environment: Record<string, string>;
  log: ServiceLog;
  reporter: Reporter;
}

/** Starts a service's process. That it is ready to answer is for its own readiness to tell. */
export function startHttpService(settings: HttpServiceSettings): HttpService {
  let crashes = 0;
  let stopping = false;
  let child: ChildProcess | undefined;
  let restart: NodeJS.Timeout | undefined;

  const start = (): void => {
    const startedAt = Date.now();
    child = fork(settings.entry, {
      env: settings.environment,
      execArgv: [
        '--enable-source-maps',
        '--import',
        pathToFileURL(path.join(import.meta.dirname, 'tied-process.ts')).href,
      ],
      stdio: ['ignore', settings.log.descriptor, settings.log.descriptor, 'ipc'],
    });
    child.on('error', () => undefined);
    child.on('exit', (code, signal) => {
      if (stopping) return;
      if (Date.now() - startedAt >= SETTLED_MS) crashes = 0;
      const waitMs = Math.min(FIRST_BACKOFF_MS * 2 ** crashes, MOST_BACKOFF_MS);
      crashes += 1;
      settings.reporter.warn(
        `${settings.name} ended with ${signal ?? `exit status ${code}`}; starting it again in ${waitMs / 1000} s. ` +
          `Its log: ${settings.log.file}`,
      );
      restart = setTimeout(start, waitMs);
    });
  };

  start();
  return {
    name: settings.name,
    crashes: () => crashes,
    async stop(graceMs) {
      stopping = true;
      clearTimeout(restart);
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      const kill = setTimeout(() => child?.kill('SIGKILL'), graceMs);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(kill);
    },
  };
}
