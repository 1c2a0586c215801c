import { describe, expect, it } from 'vitest';
import { ApiError, UnexpectedAnswerError, UnreachableError } from './api-error.ts';
import { errorMessage } from './error-message.ts';

const refused = (
  status: number,
  code: string,
  more: { detail?: string; errors?: { path: string; message: string }[] } = {},
) => new ApiError({ type: 'about:blank', title: 'Some Status', status, code, ...more });

describe('a failure in words', () => {
  it('says what the API says, under a title for people', () => {
    expect(errorMessage(refused(423, 'account-locked', { detail: 'Try again in 15 minutes.' }))).toEqual({
      title: 'This account is locked for now',
      detail: 'Try again in 15 minutes.',
    });
  });

  it('names what was wrong with each field', () => {
    const errors = [
      { path: 'symbol', message: 'A symbol has 1 to 15 letters' },
      { path: 'threshold', message: 'Too small' },
    ];
    expect(errorMessage(refused(400, 'invalid-request', { errors })).detail).toBe(
      'A symbol has 1 to 15 letters. Too small',
    );
  });

  it('tells what to do when the server is at fault and says nothing', () => {
    expect(errorMessage(refused(500, 'internal')).detail).toBe('Try again in a moment.');
  });

  it('tells a lost connection from an answer that can’t be read', () => {
    expect(errorMessage(new UnreachableError()).title).toBe('MarketScope could not be reached');
    expect(errorMessage(new UnexpectedAnswerError('/api/x')).detail).toContain('reload');
  });

  it('never shows the innards of a mistake of ours', () => {
    const { title, detail } = errorMessage(new TypeError("can't read properties of undefined"));
    expect(`${title} ${detail}`).not.toContain('undefined');
  });
});
