import { Listr } from 'listr2';
import type { BackfillProgress } from './backfill.ts';

const BAR_WIDTH = 30;

/** Shows how far a backfill is while it is done: a bar in a terminal, else a line for each step. */
export async function shownProgress<Result>(
  title: string,
  work: (onProgress: (progress: BackfillProgress) => void) => Promise<Result>,
): Promise<Result> {
  const done: Result[] = [];
  const list = new Listr(
    [
      {
        title,
        task: async (_context, task) => {
          done.push(await work((progress) => void (task.output = progressLine(progress))));
        },
        rendererOptions: { persistentOutput: true },
      },
    ],
    {
      fallbackRenderer: 'simple',
      rendererOptions: { showErrorMessage: false },
      registerSignalListeners: false,
    },
  );
  await list.run();
  return done[0] as Result;
}

/** E.g. `███████░░░ 120 of 500 symbols, 151,200 sessions, 1 failed`. */
export function progressLine({ symbols, done, sessions, failed }: BackfillProgress): string {
  const filled = symbols === 0 ? BAR_WIDTH : Math.round((done / symbols) * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  const failures = failed > 0 ? `, ${failed} failed` : '';
  return `${bar} ${done} of ${symbols} symbols, ${sessions.toLocaleString('en-US')} sessions${failures}`;
}
