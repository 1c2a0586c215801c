import { bar } from '@marketscope/operator';
import type { BackfillProgress } from './backfill.ts';

/** E.g. `███████░░░ 120 of 500 symbols, 151,200 sessions, 1 failed`. */
export function progressLine({ symbols, done, sessions, failed }: BackfillProgress): string {
  const failures = failed > 0 ? `, ${failed} failed` : '';
  return `${bar(done, symbols)} ${done} of ${symbols} symbols, ${sessions.toLocaleString('en-US')} sessions${failures}`;
}
