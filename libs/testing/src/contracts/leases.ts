import type { Leases } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** What all Leases do; each test gets those of two processes that share them. */
export function leasesContract(makeLeases: () => Promise<[Leases, Leases]>): void {
  it('lets one at a time do what has one name, and everyone in the end', async () => {
    const processes = await makeLeases();
    let atWork = 0;
    let most = 0;
    const work = async (): Promise<number> => {
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise((resolve) => setImmediate(resolve));
      return (atWork -= 1);
    };
    const answers = await Promise.all(
      [0, 1, 2].flatMap(() => processes.map((leases) => leases.holding('alert of ada', work))),
    );
    expect(answers).toEqual([0, 0, 0, 0, 0, 0]);
    expect(most).toBe(1);
  });

  it('keeps nobody waiting for what has another name', async () => {
    const [one, other] = await makeLeases();
    let begin = (): void => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const waits = one.holding('alert of ada', () => begun);
    await other.holding('alert of bob', async () => begin());
    await waits;
  });

  it('lets the next one go on when work fails', async () => {
    const [one, other] = await makeLeases();
    const failing = one.holding('alert of ada', () => Promise.reject(new RangeError('no such price')));
    await expect(failing).rejects.toThrow(RangeError);
    expect(await other.holding('alert of ada', async () => 'done')).toBe('done');
  });
}
