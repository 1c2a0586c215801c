import { BatchGetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { User } from '@marketscope/contracts';
import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { peopleReaderContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPeopleReader } from './people-reader.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

async function tableOf(everyone: readonly User[]): Promise<string> {
  const table = await createEmptyTable(cloud, 'users');
  for (const { id, ...rest } of everyone)
    await cloud.clients.documents.send(
      new PutCommand({ TableName: table, Item: { userId: id, ...rest, passwordHash: '$argon2id$…' } }),
    );
  return table;
}

/** A client that leaves all keys but one unread, as a throttled table does. */
function readingOneAtATime(): { documents: DynamoDBDocumentClient; reads: () => number } {
  let reads = 0;
  const documents = new Proxy(cloud.clients.documents, {
    get(target, property, receiver) {
      if (property !== 'send') return Reflect.get(target, property, receiver);
      return async (command: BatchGetCommand) => {
        reads += 1;
        const [[table, { Keys: [first, ...rest] = [], ...attributes }] = ['', { Keys: [] }]] = Object.entries(
          command.input.RequestItems ?? {},
        );
        const answer = await target.send(
          new BatchGetCommand({ RequestItems: { [table]: { ...attributes, Keys: first ? [first] : [] } } }),
        );
        return {
          ...answer,
          UnprocessedKeys: rest.length > 0 ? { [table]: { ...attributes, Keys: rest } } : {},
        };
      };
    },
  });
  return { documents, reads: () => reads };
}

const person = (id: string): User => ({
  id,
  email: `${id}@example.com`,
  name: id,
  createdAt: '2026-11-20T15:00:00.000Z',
});

describe('people in DynamoDB', () => {
  peopleReaderContract(async (everyone) =>
    createPeopleReader({ documents: cloud.clients.documents, table: await tableOf(everyone) }),
  );

  it('asks again for what DynamoDB left unread', async () => {
    const everyone = ['ada', 'bob', 'eve'].map(person);
    const { documents, reads } = readingOneAtATime();
    const reader = createPeopleReader({ documents, table: await tableOf(everyone) });
    expect([...(await reader.people(['ada', 'bob', 'eve'])).values()]).toEqual(everyone);
    expect(reads()).toBe(3);
  });

  it('says so in place of leaving people out', async () => {
    const everyone = Array.from({ length: 8 }, (_, n) => person(`user-${n}`));
    const reader = createPeopleReader({
      documents: readingOneAtATime().documents,
      table: await tableOf(everyone),
    });
    await expect(reader.people(everyone.map(({ id }) => id))).rejects.toThrow('2 keys are unread');
  });
});
