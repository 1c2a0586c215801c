import type { Problem } from '@marketscope/contracts';
import { describe, expect, it } from 'vitest';
import { ApiError } from './api-error.ts';
import { fieldErrors } from './field-errors.ts';

const refused = (part: Partial<Problem>) =>
  new ApiError({ type: 'about:blank', title: 'Bad Request', status: 400, code: 'invalid-request', ...part });
const fields = { symbol: 'symbol', expiresAt: 'lastDay' } as const;

describe('what the API says is wrong', () => {
  it('goes to the form’s field that it is about', () => {
    const errors = [{ path: 'expiresAt', message: 'An alert expires in the future' }];
    expect(fieldErrors(refused({ errors }), fields)).toEqual({ lastDay: 'An alert expires in the future' });
  });

  it('of a symbol that nobody knows goes to the symbol', () => {
    const error = refused({ status: 404, code: 'unknown-symbol', detail: 'No provider knows it.' });
    expect(fieldErrors(error, fields)).toEqual({ symbol: 'No provider knows it.' });
  });

  it('is shown whole when the form has no such field, or it is about no field', () => {
    const errors = [
      { path: 'symbol', message: 'no' },
      { path: 'elsewhere', message: 'no' },
    ];
    expect(fieldErrors(refused({ errors }), fields)).toBeUndefined();
    expect(fieldErrors(refused({ code: 'too-many-alerts' }), fields)).toBeUndefined();
    expect(fieldErrors(new Error('broken'), fields)).toBeUndefined();
  });
});
