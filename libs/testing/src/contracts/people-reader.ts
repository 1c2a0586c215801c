import type { User } from '@marketscope/contracts';
import type { PeopleReader } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** What every PeopleReader does. The factory makes a reader of these accounts. */
export function peopleReaderContract(makeReader: (everyone: readonly User[]) => Promise<PeopleReader>): void {
  const everyone: User[] = Array.from({ length: 120 }, (_, n) => ({
    id: `user-${n}`,
    email: `user-${n}@example.com`,
    name: `User ${n}`,
    createdAt: '2026-11-20T15:00:00.000Z',
  }));

  it('reads those who exist, however many are asked for', async () => {
    const reader = await makeReader(everyone);
    const found = await reader.people([...everyone.map(({ id }) => id), 'nobody', 'user-1']);
    expect(found.size).toBe(everyone.length);
    for (const person of everyone) expect(found.get(person.id)).toEqual(person);
  });

  it('reads nobody when nobody is asked for', async () => {
    expect(await (await makeReader(everyone)).people([])).toEqual(new Map());
  });
}
