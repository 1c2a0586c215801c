import { Listr } from 'listr2';

const BAR_WIDTH = 30;

/**
 * Shows how far a piece of work is while it is done: one line that changes in a terminal, else a line for each step.
 * @param lineOf what is shown of its progress
 */
export async function shownProgress<Progress, Result>(
  title: string,
  lineOf: (progress: Progress) => string,
  work: (onProgress: (progress: Progress) => void) => Promise<Result>,
): Promise<Result> {
  const done: Result[] = [];
  const list = new Listr(
    [
      {
        title,
        task: async (_context, task) => {
          done.push(await work((progress) => void (task.output = lineOf(progress))));
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

/** E.g. `███████░░░` for a part of a whole. */
export function bar(done: number, all: number): string {
  const filled = all === 0 ? BAR_WIDTH : Math.round((done / all) * BAR_WIDTH);
  return '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
}
