import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { resultsFolder } from './workspace.ts';

/** The steps of a run, one after another: what each took, and whether it held. */
export interface Steps {
  /** Does one step, and tells when it is done. What it throws ends the run. */
  step<Result>(title: string, work: () => Promise<Result>): Promise<Result>;
  /** Prints all steps with their seconds, and leaves their count as a results file. Answers whether all held. */
  finish(): Promise<boolean>;
}

/** @param name of the results file */
export function createSteps(name: string): Steps {
  const done: { title: string; seconds: number; held: boolean }[] = [];
  return {
    async step(title, work) {
      console.log(`::: ${title}`);
      const started = performance.now();
      let held = false;
      try {
        const result = await work();
        held = true;
        return result;
      } finally {
        done.push({ title, seconds: (performance.now() - started) / 1000, held });
      }
    },
    async finish() {
      console.log('');
      for (const { title, seconds, held } of done)
        console.log(`${held ? '✓' : '✗'} ${title.padEnd(64)} ${seconds.toFixed(0).padStart(4)} s`);
      const failed = done.filter(({ held }) => !held).length;
      await writeResults(name, { passed: done.length - failed, failed });
      return failed === 0;
    },
  };
}

/** Leaves a count of what passed and failed where the run as a whole is counted. */
export async function writeResults(
  name: string,
  { passed, failed }: { passed: number; failed: number },
): Promise<void> {
  await mkdir(resultsFolder, { recursive: true });
  await writeFile(
    path.join(resultsFolder, `${name}.json`),
    JSON.stringify({
      numPassedTests: passed,
      numFailedTests: failed,
      numPendingTests: 0,
      numTodoTests: 0,
      success: failed === 0,
    }),
  );
}

/** Removes results of an earlier run, which say nothing of one that breaks off. */
export async function forgetResults(...names: string[]): Promise<void> {
  for (const name of names) await rm(path.join(resultsFolder, `${name}.json`), { force: true });
}
