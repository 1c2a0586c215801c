import type { AnswerLog, NumberedEvent } from '@marketscope/domain';
import { expect, it } from 'vitest';

const later = (seconds: number): Date => new Date(Math.ceil(Date.now() / 1000) * 1000 + seconds * 1000);
const ended = (): Date => new Date(Date.now() - 60_000);

function token(seq: number, text: string): NumberedEvent {
  return { seq, name: 'token', data: { text } };
}

/** What every AnswerLog does; each test gets a log of its own. */
export function answerLogContract(makeLog: () => Promise<AnswerLog>): void {
  const answer = { messageId: '01A', conversationId: 'talk', userId: 'ada' };
  async function started(parts: { leaseUntil?: Date; expiresAt?: Date } = {}) {
    const log = await makeLog();
    const entry = { ...answer, leaseUntil: later(10), expiresAt: later(3600), ...parts };
    expect(await log.start(entry)).toBe(true);
    return { log, entry };
  }

  it('starts an answer once', async () => {
    const { log, entry } = await started();
    expect(await log.start({ ...entry, userId: 'eve' })).toBe(false);
    expect(await log.head('01A')).toEqual({
      ...answer,
      state: 'writing',
      leaseUntil: entry.leaseUntil,
      stopRequested: false,
    });
    expect(await log.head('01B')).toBeUndefined();
  });

  it('replays the events after any of them, however they were flushed', async () => {
    const { log, entry } = await started();
    await log.append(entry, [token(1, 'a'), token(2, 'b'), token(3, 'c')]);
    await log.append(entry, [token(4, 'd')]);
    await log.append(entry, [token(5, 'e'), token(6, 'f')]);
    const textAfter = async (seq: number): Promise<string> =>
      (await log.read('01A', seq)).map(({ data }) => ('text' in data ? data.text : '')).join('');
    expect(await textAfter(0)).toBe('abcdef');
    expect(await textAfter(1)).toBe('bcdef');
    expect(await textAfter(4)).toBe('ef');
    expect(await textAfter(6)).toBe('');
  });

  it('keeps a flush that is larger than an item can be', async () => {
    const { log, entry } = await started();
    const large = [1, 2, 3, 4, 5].map((seq) => token(seq, String(seq).repeat(120_000)));
    await log.append(entry, large);
    expect(await log.read('01A', 0)).toEqual(large);
  });

  it('tells the writer of a stop that a reader asked for', async () => {
    const { log } = await started();
    expect(await log.renew('01A', later(20))).toEqual({ stopRequested: false });
    expect(await log.requestStop('01A')).toBe(true);
    const leaseUntil = later(30);
    expect(await log.renew('01A', leaseUntil)).toEqual({ stopRequested: true });
    expect((await log.head('01A'))?.leaseUntil).toEqual(leaseUntil);
  });

  it('is settled once, and then neither renewed nor stopped', async () => {
    const { log } = await started();
    expect(await log.settle('01A', 'complete')).toBe(true);
    expect(await log.settle('01A', 'stopped')).toBe(false);
    expect(await log.renew('01A', later(20))).toBeUndefined();
    expect(await log.requestStop('01A')).toBe(false);
    expect((await log.head('01A'))?.state).toBe('complete');
  });

  it('is interrupted by a reader only when the lease has run out', async () => {
    const { log } = await started({ leaseUntil: later(10) });
    expect(await log.settle('01A', 'interrupted', { lapsedAt: new Date() })).toBe(false);
    expect(await log.settle('01A', 'interrupted', { lapsedAt: later(11) })).toBe(true);
    expect(await log.renew('01A', later(20))).toBeUndefined();
  });

  it('is gone once it has expired', async () => {
    const { log } = await started({ expiresAt: ended() });
    expect(await log.head('01A')).toBeUndefined();
    expect(await log.renew('01A', later(20))).toBeUndefined();
  });

  it('keeps the first answer of an idempotency key of each person', async () => {
    const log = await makeLog();
    const first = { conversationId: 'talk', messageId: '01A', requestDigest: 'x' };
    const second = { conversationId: 'talk', messageId: '01B', requestDigest: 'x' };
    const request = { userId: 'ada', key: 'k', expiresAt: later(3600) };
    expect(await log.reserve(request, first)).toEqual(first);
    expect(await log.reserve(request, second)).toEqual(first);
    expect(await log.reserve({ ...request, key: 'l' }, second)).toEqual(second);
    expect(await log.reserve({ ...request, userId: 'eve' }, second)).toEqual(second);
  });

  it('forgets an idempotency key that has expired', async () => {
    const log = await makeLog();
    const request = { userId: 'ada', key: 'k', expiresAt: ended() };
    await log.reserve(request, { conversationId: 'talk', messageId: '01A', requestDigest: 'x' });
    const second = { conversationId: 'talk', messageId: '01B', requestDigest: 'x' };
    expect(await log.reserve(request, second)).toEqual(second);
  });
}
