import { sampleStoredAlert } from '@marketscope/domain/fixtures';
import { expect, it } from 'vitest';
import { assistantOnFakes } from '../testing/assistant-on-fakes.ts';

const done = sampleStoredAlert({ symbol: 'TSLA', direction: 'below', threshold: 190, armedSince: null });

it('has one that has fired watch again, also at the threshold that it had', async () => {
  const { ask, alerts, alertStore } = assistantOnFakes();
  await alertStore.create({ ...done, state: 'triggered' });
  expect((await ask('Set my TSLA alert to 190')).answer).toBe(
    'Done. I’ll tell you when TSLA is at or below $190.00.',
  );
  expect(await alerts.list('ada')).toMatchObject([{ threshold: 190, state: 'armed' }]);
});

it.each([190, 180])(
  'says of one that has expired that it needs a later end, asked for %i',
  async (threshold) => {
    const { ask, alerts, alertStore } = assistantOnFakes();
    await alertStore.create({ ...done, state: 'expired', expiresAt: '2026-01-01T00:00:00.000Z' });
    expect((await ask(`Set my TSLA alert to ${threshold}`)).answer).toMatch(/This alert has expired/);
    expect(await alerts.list('ada')).toMatchObject([{ threshold: 190, state: 'expired' }]);
  },
);
