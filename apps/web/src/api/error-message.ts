import { ApiError, UnexpectedAnswerError, UnreachableError } from './api-error.ts';

/** A failure in words for the person at the page: what happened, and what to do. */
export interface ErrorMessage {
  title: string;
  detail: string;
}

/** What the API's codes come down to for whoever is at the page. */
const titlesByCode: Record<string, string> = {
  'invalid-credentials': 'That did not let you in',
  'email-taken': 'You have an account already',
  'unknown-symbol': 'No such symbol',
};

const titlesByStatus: Record<number, string> = {
  400: 'That can’t be sent like this',
  401: 'Please sign in again',
  403: 'That is not yours to see',
  404: 'Not found',
  409: 'That is not possible',
  423: 'This account is locked for now',
  429: 'A little too fast',
  503: 'Not available right now',
};

/** Turns any failure into words; a problem's own `detail` wins, since the API knows best. */
export function errorMessage(error: unknown): ErrorMessage {
  if (error instanceof UnreachableError) {
    return {
      title: 'MarketScope could not be reached',
      detail: 'Check your connection and try again.',
    };
  }
  if (error instanceof UnexpectedAnswerError) {
    return {
      title: 'The answer could not be read',
      detail: 'The page may be older than the server: reload it and try again.',
    };
  }
  if (error instanceof ApiError) {
    const { problem, status, code } = error;
    const wrongFields = (problem.errors ?? []).map(({ message }) => message).join('. ');
    const serverFault = status >= 500;
    return {
      title:
        titlesByCode[code] ??
        titlesByStatus[status] ??
        (serverFault ? 'Something went wrong on the server' : problem.title),
      detail: wrongFields || problem.detail || (serverFault ? 'Try again in a moment.' : problem.title),
    };
  }
  return { title: 'Something went wrong', detail: 'Reload the page and try again.' };
}
