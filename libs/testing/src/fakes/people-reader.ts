import type { User } from '@marketscope/contracts';
import type { PeopleReader } from '@marketscope/domain';

/** Who people are, in memory. */
export function createFakePeopleReader(everyone: Iterable<User>): PeopleReader {
  const byId = new Map([...everyone].map((person) => [person.id, person]));
  return {
    async people(userIds) {
      return new Map([...byId].filter(([id]) => userIds.includes(id)));
    },
  };
}
