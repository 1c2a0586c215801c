import { expect, it } from 'vitest';
import { renewableSecret } from './renewable-secret.ts';

function secretOf(first: string | Error) {
  const state = { value: first, reads: 0, now: 0 };
  const secret = renewableSecret('arn:secret', {
    read: async () => {
      state.reads += 1;
      if (state.value instanceof Error) throw state.value;
      return state.value;
    },
    now: () => state.now,
  });
  return { secret, state };
}

it('is read when it is first asked for, and not again within minutes', async () => {
  const { secret, state } = secretOf('sk-one\n');
  expect(state.reads).toBe(0);
  expect(await Promise.all([secret.get(), secret.get()])).toEqual(['sk-one', 'sk-one']);
  expect(state.reads).toBe(1);
});

it('is read again once its value was refused, every ten seconds at most', async () => {
  const { secret, state } = secretOf('sk-one');
  await secret.get();
  state.value = 'sk-two';
  expect(await Promise.all([secret.renew(), secret.renew()])).toEqual(['sk-two', 'sk-two']);
  expect(await secret.get()).toBe('sk-two');
  expect(state.reads).toBe(2);
  state.now = 10_000;
  await secret.renew();
  expect(state.reads).toBe(3);
});

it.each(['', '  ', 'changeme', 'CHANGE-ME', '<your key>', 'placeholder', 'none'])(
  'has no value while it holds %j',
  async (value) => {
    expect(await secretOf(value).secret.get()).toBeUndefined();
  },
);

it('has no value where Secrets Manager has none, and fails where it can’t tell', async () => {
  const unset = Object.assign(new Error('no value'), { name: 'ResourceNotFoundException' });
  expect(await secretOf(unset).secret.get()).toBeUndefined();
  await expect(secretOf(new Error('AccessDenied')).secret.get()).rejects.toThrow('AccessDenied');
});
