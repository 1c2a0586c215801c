import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { StoredMessage } from '@marketscope/domain';
import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { messageStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMessageStore } from './message-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

const aMessage = (id: string): StoredMessage => ({
  id,
  conversationId: 'c1',
  role: 'user',
  text: 'What is the price?',
  createdAt: '2026-11-20T15:00:00.000Z',
  state: 'complete',
  citations: [],
  toolCalls: [],
  model: null,
  expiresAt: new Date(Date.now() + 3_600_000),
});

/** A client that deletes one item of each batch and leaves the others undone, as a throttled table does. */
function deletingOneAtATime(): { documents: DynamoDBDocumentClient; batches: () => number } {
  let batches = 0;
  const documents = new Proxy(cloud.clients.documents, {
    get(target, property, receiver) {
      if (property !== 'send') return Reflect.get(target, property, receiver);
      return async (command: Parameters<typeof target.send>[0]) => {
        if (!(command instanceof BatchWriteCommand)) return target.send(command);
        batches += 1;
        const [[table, [first, ...rest]] = ['', []]] = Object.entries(command.input.RequestItems ?? {});
        await target.send(new BatchWriteCommand({ RequestItems: { [table]: first ? [first] : [] } }));
        return { UnprocessedItems: rest.length > 0 ? { [table]: rest } : {} };
      };
    },
  });
  return { documents, batches: () => batches };
}

describe('messages in DynamoDB', () => {
  messageStoreContract(async () =>
    createMessageStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'messages'),
    }),
  );

  it.each([
    { messages: 3, batches: 3, left: 0 },
    { messages: 8, batches: 6, left: 2 },
  ])('deletes $messages messages of a throttled table until $left are left', async (expected) => {
    const { documents, batches } = deletingOneAtATime();
    const store = createMessageStore({ documents, table: await createEmptyTable(cloud, 'messages') });
    for (let n = 0; n < expected.messages; n += 1) await store.create(aMessage(`0${n}`));
    const deletion = store.deleteAll('c1');
    if (expected.left > 0) await expect(deletion).rejects.toThrow(`${expected.left} items are left`);
    else await deletion;
    expect(await store.newest('c1', 10)).toHaveLength(expected.left);
    expect(batches()).toBe(expected.batches);
  });
});
