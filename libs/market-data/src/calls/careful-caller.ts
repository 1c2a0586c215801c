import type { RequestBudget } from '@marketscope/domain';
import { breaking, type HealthWatch } from './breaker.ts';
import { budgeted } from './budgeted.ts';
import type { Caller } from './call.ts';
import { retried } from './retries.ts';
import { timeLimited } from './time-limit.ts';

/** Longest wait for one answer, its body included, in milliseconds. */
const ANSWER_LIMIT_MS = 10_000;

/** How a provider is asked. */
export interface Care {
  /** How often a question is put again that was not answered; 3 unless given, fewer where a person waits. */
  retries?: number | undefined;
  /** How many questions may be asked, where there is a limit. */
  budget?: RequestBudget | undefined;
  watch?: HealthWatch | undefined;
}

/**
 * All that stands between a provider's questions and its server, from the outside in: retries, the breaker (which sees each
 * attempt), the budget (which counts each attempt), and a time limit for each.
 */
export function carefulCaller(provider: string, { retries = 3, budget, watch }: Care): Caller {
  const limited = timeLimited({ provider, limitMs: ANSWER_LIMIT_MS });
  const counted = budget ? budgeted({ budget, next: limited }) : limited;
  return retried({ retries, next: breaking({ provider, next: counted, ...(watch && { watch }) }) });
}
