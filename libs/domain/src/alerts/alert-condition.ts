import type { AlertDirection } from '@marketscope/contracts';

/** Whether a value meets a threshold: at or above it, at or below it. */
export function isMet(condition: { direction: AlertDirection; threshold: number }, value: number): boolean {
  return condition.direction === 'above' ? value >= condition.threshold : value <= condition.threshold;
}
