import { createMetrics, MetricUnit } from '@marketscope/runtime';
import {
  matchesPattern,
  matchesQuery,
  missingFields,
  readMetricFilters,
  readSavedQueries,
} from '@marketscope/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { appOnFakes } from '../testing/app-on-fakes.ts';

afterEach(() => vi.restoreAllMocks());

/** The lines that a saved query of Logs Insights finds; none of them lacks a field that the query reads. */
async function found(name: string, lines: readonly object[]): Promise<object[]> {
  const saved = (await readSavedQueries())[name];
  if (!saved) throw new TypeError(`there is no query ${name}`);
  const matches = lines.filter((line) => matchesQuery(saved.query, line));
  for (const line of matches) expect(missingFields(saved.query, line), JSON.stringify(line)).toEqual([]);
  return matches;
}

/** How many lines a metric filter counts. */
async function counted(name: string, lines: readonly object[]): Promise<number> {
  const filter = (await readMetricFilters())[name];
  if (!filter) throw new TypeError(`there is no metric filter ${name}`);
  return lines.filter((line) => matchesPattern(filter.pattern, line)).length;
}

/** What a service prints of a measurement. */
function measured(...measurement: Parameters<ReturnType<typeof createMetrics>['record']>): object {
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  createMetrics('chat-api', 'MarketScope').record(...measurement);
  vi.mocked(process.stdout.write).mockRestore();
  return JSON.parse(printed.join('')) as object;
}

describe('what operators find in the logs', () => {
  it('tells failed sign-ins by address, and counts them, once each', async () => {
    const { register, signIn, lines } = await appOnFakes();
    await register();
    await signIn('ada');
    for (let time = 0; time < 6; time += 1) await signIn('ada', 'a wrong password');
    const logged = [
      ...lines,
      measured('APILatency', MetricUnit.Milliseconds, 12, { route: 'POST /api/auth/login', status: '401' }),
    ];

    expect((await found('Failed sign-ins by address', logged)).length).toBe(6);
    expect(await counted('failed-sign-ins', logged)).toBeGreaterThanOrEqual(4);
    expect(await counted('requests', logged)).toBe(8);
    expect(await counted('server-errors', logged)).toBe(0);
  });

  it('tells latency by endpoint, from what is measured of each answer', async () => {
    const { metrics, register } = await appOnFakes();
    await register();
    const [latency] = metrics.measurements.filter(({ name }) => name === 'APILatency');
    if (!latency) throw new TypeError('no latency was measured');
    const line = measured(latency.name, MetricUnit.Milliseconds, latency.value, latency.dimensions);
    expect(await found('Latency by endpoint', [line])).toHaveLength(1);
    expect(await counted('api-latency', [line])).toBe(1);
  });

  it('tells errors, and counts them', async () => {
    const app = await appOnFakes();
    vi.spyOn(app.ports.users, 'getByEmail').mockRejectedValue(new Error('DynamoDB is away'));
    expect((await app.signIn()).statusCode).toBe(500);
    const errors = app.lines.filter(({ level }) => level === 'error');
    expect(await found('Errors in the last hour', errors)).toHaveLength(1);
    expect(await counted('server-errors', app.lines)).toBe(1);
  });

  it('tells slow calls of tools, each without what it was called with', async () => {
    const app = await appOnFakes();
    app.market.set('AAPL', 139.35, { name: 'Apple Inc.' });
    const ada = await app.register();
    const body = { message: "What's AAPL's price?" };
    expect((await ada.request('POST', '/api/chat/message', body)).statusCode).toBe(200);
    const calls = app.lines.filter(({ msg }) => msg === 'tool called');
    expect(calls).toMatchObject([{ tool: 'get_quote', outcome: 'ok', durationMs: expect.any(Number) }]);
    expect(JSON.stringify(calls)).not.toContain('AAPL');

    expect(await found('Slow tool calls', calls)).toEqual([]);
    expect(await found('Slow tool calls', [{ ...calls[0], durationMs: 1200 }])).toHaveLength(1);
  });
});
