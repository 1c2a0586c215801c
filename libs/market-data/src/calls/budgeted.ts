import { MarketDataError, type RequestBudget } from '@marketscope/domain';
import { LastingFailure, type Caller } from './call.ts';

/** The budget did not allow a question in time. It says nothing of the provider's health. */
export class BudgetSpent extends LastingFailure {
  override name = 'BudgetSpent';
}

/**
 * Puts a question once the budget, which all who ask the provider share, allows one more.
 * @throws BudgetSpent `rate-limited`
 */
export function budgeted({ budget, next }: { budget: RequestBudget; next: Caller }): Caller {
  return async (question, signal) => {
    try {
      await budget.take(1, signal);
    } catch (error) {
      if (!(error instanceof MarketDataError)) throw error;
      throw new BudgetSpent(error.code, error.message, { cause: error });
    }
    return next(question, signal);
  };
}
