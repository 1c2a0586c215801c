import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { FunctionError } from './function-error.ts';
import type { InvocationRequest, RuntimeMessage } from './protocol.ts';

/** Milliseconds that Lambda gives a bundle to load. */
const INIT_MS = 10_000;

/** What an instance runs, and within which bounds. */
export interface InstanceSettings {
  bundle: string;
  functionArn: string;
  timeoutSeconds: number;
  memoryMb: number;
  /** The whole environment of the process. */
  environment: Record<string, string>;
  /** File descriptor that takes its output. */
  output: number;
}

/** One process of a function: it takes one invocation at a time, and lives until it fails to answer one. */
export interface Instance {
  /** Settles when the bundle is loaded. @throws FunctionError `Runtime.InitError` */
  readonly ready: Promise<void>;
  readonly alive: boolean;
  readonly pid: number | undefined;
  /**
   * The handler's answer; undefined when it returned nothing.
   * @throws FunctionError
   */
  invoke(payload: unknown): Promise<unknown>;
  kill(): Promise<void>;
}

/** Starts the process of an instance. */
export function startInstance(settings: InstanceSettings): Instance {
  const child = fork(path.join(import.meta.dirname, 'runtime.ts'), [settings.bundle], {
    env: settings.environment,
    execArgv: ['--enable-source-maps', `--max-old-space-size=${settings.memoryMb}`],
    stdio: ['ignore', settings.output, settings.output, 'ipc'],
  });
  // What befalls the process is told by the invocation that it fails to answer, never by an unheard 'error' event.
  child.on('error', () => undefined);
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  const ready = answer(child, (message) => (message.kind === 'ready' ? { value: undefined } : undefined), {
    ms: INIT_MS,
    exceeded: new FunctionError('Runtime.InitError', `it took over ${INIT_MS / 1000} seconds to load`),
    endedAs: 'Runtime.InitError',
  });
  // A start that fails may not be awaited any more when the function is being stopped.
  ready.catch(() => undefined);

  return {
    ready,
    get alive() {
      return isAlive();
    },
    pid: child.pid,
    async invoke(payload) {
      const requestId = randomUUID();
      const ms = settings.timeoutSeconds * 1000;
      const answered = answer(
        child,
        (message) =>
          message.kind !== 'ready' && message.requestId === requestId ? { value: message } : undefined,
        {
          ms,
          exceeded: new FunctionError(
            'Sandbox.Timedout',
            `Task timed out after ${settings.timeoutSeconds.toFixed(2)} seconds`,
          ),
          endedAs: 'Runtime.ExitError',
        },
      );
      const request: InvocationRequest = {
        requestId,
        payload: JSON.stringify(payload),
        deadline: Date.now() + ms,
        functionArn: settings.functionArn,
      };
      // A process that can't take the request any more has ended, which the answer tells.
      child.send(request, () => undefined);
      const message = await answered;
      if (message.kind === 'thrown')
        throw new FunctionError(message.error.errorType, message.error.errorMessage);
      return message.payload === undefined ? undefined : (JSON.parse(message.payload) as unknown);
    },
    async kill() {
      if (!isAlive()) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/**
 * The first message that `accept` makes a value of. When its time is over the process is killed.
 * @throws FunctionError when time is over, or the process ended before
 */
function answer<Value>(
  child: ChildProcess,
  accept: (message: RuntimeMessage) => { value: Value } | undefined,
  limit: { ms: number; exceeded: FunctionError; endedAs: string },
): Promise<Value> {
  return new Promise((resolve, reject) => {
    let failure: FunctionError | undefined;
    const timer = setTimeout(() => {
      failure = limit.exceeded;
      child.kill('SIGKILL');
    }, limit.ms);
    const settle = (): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
    };
    const onMessage = (message: RuntimeMessage): void => {
      const accepted = accept(message);
      if (!accepted) return;
      settle();
      resolve(accepted.value);
    };
    const onExit = (code: number | null, signal: NodeJS.Signals | null): void => {
      settle();
      const how = signal === null ? `exit status ${code}` : `signal ${signal}`;
      reject(failure ?? new FunctionError(limit.endedAs, `the process ended with ${how}`));
    };
    const onError = (error: Error): void => {
      settle();
      reject(new FunctionError(limit.endedAs, error.message));
    };
    child.on('message', onMessage).on('exit', onExit).on('error', onError);
    if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
  });
}
