import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Listr } from 'listr2';
import type { Reporter } from '../reporter.ts';
import type { Step } from './start-stack.ts';

/** Shows each step of a start while it is done; line by line where there is no terminal. */
export function shownStep(signal: AbortSignal): Step {
  return async (title, work) => {
    const done: Awaited<ReturnType<typeof work>>[] = [];
    const list = new Listr(
      [
        {
          title,
          task: async (_context, task) => {
            try {
              done.push(await work());
            } catch (error) {
              // What fails because the start is given up is no failure to show.
              if (!signal.aborted) throw error;
              task.skip('given up');
            }
          },
        },
      ],
      {
        fallbackRenderer: 'simple',
        rendererOptions: { showErrorMessage: false },
        registerSignalListeners: false,
      },
    );
    await list.run();
    signal.throwIfAborted();
    return done[0] as Awaited<ReturnType<typeof work>>;
  };
}

/** A reporter that prints, and keeps what it prints in `runner.log` with its time. */
export function terminalReporter(logs: string): Reporter {
  mkdirSync(logs, { recursive: true });
  const file = path.join(logs, 'runner.log');
  const tell = (level: string, line: string): void => {
    const now = new Date();
    appendFileSync(file, `${now.toISOString()} ${level} ${line}\n`);
    console.log(`${now.toTimeString().slice(0, 8)} ${level === 'warn' ? '! ' : '  '}${line}`);
  };
  return { info: (line) => tell('info', line), warn: (line) => tell('warn', line) };
}
