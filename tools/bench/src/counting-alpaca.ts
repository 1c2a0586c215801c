import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { latestSession, newYorkInstant, sessionBefore } from '@marketscope/domain';

/**
 * A server in Alpaca's place, a process of its own: it answers every question for snapshots, after as many milliseconds as it
 * is given, refuses none, and notes when each came. Tells its parent its address, and the times in milliseconds when it is
 * asked for them.
 */
const answerMs = Number(process.argv[2] ?? 0);
const times: number[] = [];

const { date } = latestSession(new Date());
const bar = { t: midnightOf(date), o: 270, h: 272, l: 269, c: 271.5, v: 1_000_000, n: 1000, vw: 271 };
const snapshot = {
  latestTrade: { t: bar.t, p: 271.5, s: 100, x: 'V', c: ['@'], i: 1, z: 'C' },
  minuteBar: bar,
  dailyBar: bar,
  prevDailyBar: { ...bar, t: midnightOf(sessionBefore(date).date), c: 270 },
};

const server = createServer((request, response) => {
  times.push(performance.now());
  const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const symbols = (searchParams.get('symbols') ?? '').split(',');
  const body = JSON.stringify(Object.fromEntries(symbols.map((symbol) => [symbol, snapshot])));
  void pause(answerMs).then(() => {
    response.setHeader('content-type', 'application/json');
    response.end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}` });
});
process.on('message', () => process.send?.({ times }));
process.once('disconnect', () => process.exit());

/** Midnight of a day in New York, where Alpaca's daily bars begin. */
function midnightOf(day: string): string {
  return newYorkInstant(day, 0).toISOString();
}
