import { alert as ownAlert } from '@marketscope/contracts';
import { expect, it } from 'vitest';
import { sampleStoredAlert } from '../fixtures/index.ts';
import { presented } from './stored-alert.ts';

const noon = new Date('2026-11-20T12:00:00.000Z');
const [before, later] = ['2026-11-20T11:59:59.999Z', '2026-11-20T13:00:00.000Z'];
const resting = sampleStoredAlert({ state: 'waiting', repeat: true, cooldownMinutes: 60, restsUntil: later });

it('shows its owner all that an alert is, and nothing of how it is kept', () => {
  const stored = sampleStoredAlert();
  expect(presented(stored, noon)).toEqual(ownAlert.parse(stored));
});

it('tells until when an alert rests, and not of a rest that is over', () => {
  expect(presented(resting, noon)).toMatchObject({ state: 'waiting', restsUntil: later });
  expect(presented({ ...resting, restsUntil: before }, noon).restsUntil).toBeNull();
  expect(presented({ ...resting, expiresAt: before }, noon)).toMatchObject({
    state: 'expired',
    restsUntil: null,
  });
});

it('has a snooze that is over wait, whether or not an update has noted it', () => {
  const snoozed = sampleStoredAlert({ state: 'snoozed', snoozedUntil: before });
  expect(presented(snoozed, noon)).toMatchObject({ state: 'waiting', snoozedUntil: null });
});
