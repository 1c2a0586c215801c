import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A server in Alpaca's place, a process of its own: it answers every question for snapshots, refuses none, and notes when
 * each came. Tells its parent its address, and the times in milliseconds when it is asked for them.
 */
const times: number[] = [];
const bar = { t: '2026-11-20T05:00:00Z', o: 270, h: 272, l: 269, c: 271.5, v: 1_000_000, n: 1000, vw: 271 };
const snapshot = {
  latestTrade: { t: '2026-11-20T20:59:59Z', p: 271.5, s: 100, x: 'V', c: ['@'], i: 1, z: 'C' },
  minuteBar: bar,
  dailyBar: bar,
  prevDailyBar: { ...bar, t: '2026-11-19T05:00:00Z', c: 270 },
};

const server = createServer((request, response) => {
  times.push(performance.now());
  const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const symbols = (searchParams.get('symbols') ?? '').split(',');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(Object.fromEntries(symbols.map((symbol) => [symbol, snapshot]))));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}` });
});
process.on('message', () => process.send?.({ times }));
process.once('disconnect', () => process.exit());
