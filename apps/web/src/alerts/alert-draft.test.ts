import { describe, expect, it } from 'vitest';
import { emptyAlertDraft, readAlertDraft } from './alert-draft.ts';

const now = new Date('2026-11-20T15:00:00.000Z');
const draft = { ...emptyAlertDraft, symbol: ' aapl ', threshold: '150' };

describe('an alert’s draft', () => {
  it('becomes a request, with what was typed put in order', () => {
    expect(readAlertDraft({ ...draft, note: '  ' }, now)).toMatchObject({
      ok: true,
      request: { symbol: 'AAPL', kind: 'price', direction: 'below', threshold: 150, note: null },
    });
  });

  it('of a fall gets the minus that nobody types', () => {
    expect(readAlertDraft({ ...draft, kind: 'change-percent', threshold: '5' }, now)).toMatchObject({
      request: { direction: 'below', threshold: -5 },
    });
  });

  it('of a kind with one direction has that, whatever was chosen for another', () => {
    expect(
      readAlertDraft({ ...draft, kind: 'drawdown', direction: 'above', threshold: '20' }, now),
    ).toMatchObject({ request: { direction: 'below', threshold: -20 } });
    expect(
      readAlertDraft({ ...draft, kind: 'volume-ratio', direction: 'below', threshold: '2x' }, now),
    ).toMatchObject({ request: { direction: 'above', threshold: 2 } });
  });

  it('of a cross needs no threshold', () => {
    expect(
      readAlertDraft({ ...draft, kind: 'average-cross', direction: 'above', threshold: '' }, now),
    ).toMatchObject({ request: { direction: 'above', threshold: 0 } });
  });

  it('takes a base price for the kind that has one alone', () => {
    const based = { ...draft, threshold: '10', basePrice: '$1,200' };
    expect(readAlertDraft({ ...based, kind: 'base-percent' }, now)).toMatchObject({
      request: { basePrice: 1200 },
    });
    expect(readAlertDraft(based, now)).toMatchObject({ request: { basePrice: null } });
  });

  it('rests only when it repeats, and watches to the end of its last day', () => {
    expect(readAlertDraft(draft, now)).toMatchObject({ request: { cooldownMinutes: null, expiresAt: null } });
    const read = readAlertDraft({ ...draft, repeat: true, cooldownMinutes: 60, lastDay: '2026-12-01' }, now);
    expect(read).toMatchObject({
      request: {
        repeat: true,
        cooldownMinutes: 60,
        expiresAt: new Date(2026, 11, 1, 23, 59, 59, 999).toISOString(),
      },
    });
  });

  it('takes no day that is over', () => {
    const refused = readAlertDraft({ ...draft, lastDay: '20311-12-24' }, now);
    expect(refused).toMatchObject({ errors: { lastDay: expect.any(String) } });
    expect(readAlertDraft({ ...draft, lastDay: '2026-11-18' }, now)).toEqual({
      ok: false,
      errors: { lastDay: 'Choose a day that is not over' },
    });
  });

  it('tells every field that is wrong', () => {
    const wrong = { symbol: '?', threshold: '', basePrice: 'high', note: 'x'.repeat(501) };
    const read = readAlertDraft({ ...draft, ...wrong, kind: 'base-percent' }, now);
    expect(read.ok ? [] : Object.keys(read.errors)).toEqual(['symbol', 'threshold', 'basePrice', 'note']);
  });
});
