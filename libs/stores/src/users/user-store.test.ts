import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { aUser, userStoreContract } from '@marketscope/testing/contracts';
import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUserStore } from './user-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

async function tables(): Promise<{ users: string; logins: string }> {
  return { users: await createEmptyTable(cloud, 'users'), logins: await createEmptyTable(cloud, 'logins') };
}

/** A client whose process dies when it would put into the table for the first time. */
function dyingAtPutInto(table: string): DynamoDBDocumentClient {
  let alive = true;
  return new Proxy(cloud.clients.documents, {
    get(documents, property, receiver) {
      if (property !== 'send') return Reflect.get(documents, property, receiver);
      return async (command: PutCommand) => {
        if (alive && command instanceof PutCommand && command.input.TableName === table) {
          alive = false;
          throw new Error('the process died');
        }
        return documents.send(command);
      };
    },
  });
}

describe('accounts in DynamoDB', () => {
  userStoreContract(async () => createUserStore({ documents: cloud.clients.documents, ...(await tables()) }));

  it('leaves an address free when the process dies halfway', async () => {
    const names = await tables();
    const store = createUserStore({ documents: dyingAtPutInto(names.logins), ...names });
    await expect(store.create(aUser({ id: 'first' }))).rejects.toThrow('the process died');
    expect(await store.getByEmail(aUser().email)).toBeUndefined();
    expect(await store.create(aUser({ id: 'second' }))).toBe(true);
    expect((await store.getByEmail(aUser().email))?.id).toBe('second');
  });
});
