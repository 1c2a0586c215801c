import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Listr } from 'listr2';
import type { Reporter } from '../reporter.ts';
import type { Step } from './start-stack.ts';

/** Shows each step of a start while it is done; line by line where there is no terminal. */
export const shownStep: Step = async (title, work) => {
  const done: Awaited<ReturnType<typeof work>>[] = [];
  await new Listr(
    [
      {
        title,
        task: async () => {
          done.push(await work());
        },
      },
    ],
    {
      fallbackRenderer: 'simple',
      rendererOptions: { showErrorMessage: false },
      registerSignalListeners: false,
    },
  ).run();
  const [result] = done;
  return result as Awaited<ReturnType<typeof work>>;
};

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
