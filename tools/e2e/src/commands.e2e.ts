import { expect, it } from 'vitest';
import { npmRun } from './support/commands.ts';
import { demo, signIn } from './support/person.ts';

it('npm run ask prints an answer as the demo account', async () => {
  const person = await signIn(demo);
  const { price } = await person.quote('AAPL');
  expect(await npmRun('ask', "What is AAPL's price?")).toContain(price.toFixed(2));
});

it('npm run event runs one service’s handler with one of its samples', async () => {
  const output = await npmRun(
    'event',
    'notification-worker',
    'apps/notification-worker/events/notifications.json',
  );
  expect(output).toContain('batchItemFailures');
});
