import { readiness } from '@marketscope/contracts';
import { expect, it } from 'vitest';
import { appOnFakes } from '../testing/app-on-fakes.ts';
import type { Dependency } from './readiness.ts';

const there: Dependency = { required: true, check: async () => undefined };
const gone: Dependency['check'] = async () => {
  throw new Error('connect ECONNREFUSED 10.0.0.7:8000');
};

async function stateWith(dependencies: Record<string, Dependency>) {
  const { app, lines } = await appOnFakes({ ports: { dependencies } });
  const response = await app.inject({ url: '/readyz' });
  return { status: response.statusCode, state: readiness.parse(response.json()), body: response.body, lines };
}

it('lives', async () => {
  const { app } = await appOnFakes();
  const response = await app.inject({ url: '/healthz' });
  expect([response.statusCode, response.json()]).toEqual([200, { status: 'ok' }]);
});

it('is ready when all that it needs is there, and says what is worth knowing', async () => {
  const market: Dependency = { required: false, check: async () => 'replay' };
  expect(await stateWith({ tables: there, market })).toMatchObject({
    status: 200,
    state: { ready: true, dependencies: { tables: { ok: true }, market: { ok: true, detail: 'replay' } } },
  });
});

it('is not ready without what it needs; why is logged, and told to nobody', async () => {
  const { status, state, body, lines } = await stateWith({
    tables: { required: true, check: gone },
    'signing-keys': there,
  });
  expect(status).toBe(503);
  expect(state.dependencies).toEqual({
    tables: { ok: false, detail: 'does not answer' },
    'signing-keys': { ok: true },
  });
  expect(body).not.toContain('ECONNREFUSED');
  expect(lines).toContainEqual(
    expect.objectContaining({
      dependency: 'tables',
      err: expect.objectContaining({ message: expect.stringContaining('ECONNREFUSED') }),
    }),
  );
});

it('is ready though the market is away: the last known prices are there', async () => {
  expect(await stateWith({ tables: there, market: { required: false, check: gone } })).toMatchObject({
    status: 200,
    state: { ready: true, dependencies: { market: { ok: false } } },
  });
});
