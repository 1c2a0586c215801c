import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { user } from '@marketscope/contracts';
import type { StoredUser, UserStore } from '@marketscope/domain';
import { z } from 'zod';
import { wasMet } from '../conditional-write.ts';

/** An item of the table `users`. */
const item = user
  .omit({ id: true })
  .extend({ userId: z.string(), passwordHash: z.string(), announcedAt: z.string().nullable() })
  .transform(({ userId, ...rest }): StoredUser => ({ id: userId, ...rest }));

/** An item of the table `logins`. */
const login = z.object({ userId: z.string() });

/** An id that nobody has. */
const NOBODY = 'nobody';

/**
 * Accounts in the table `users`, and in `logins` the one account that each e-mail address leads to.
 * An account is put before its address leads to it: should the process die between, the address is still free, and the
 * account is one that nobody can reach.
 */
export function createUserStore({
  documents,
  users,
  logins,
}: {
  documents: DynamoDBDocumentClient;
  /** Names of the two tables. */
  users: string;
  logins: string;
}): UserStore {
  const get = async (userId: string): Promise<StoredUser | undefined> => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: users, Key: { userId }, ConsistentRead: true }),
    );
    return Item && item.parse(Item);
  };
  const ownerOf = async (email: string): Promise<string | undefined> => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: logins, Key: { email }, ConsistentRead: true }),
    );
    return Item && login.parse(Item).userId;
  };

  return {
    get,

    async create({ id: userId, ...account }) {
      await documents.send(new PutCommand({ TableName: users, Item: { userId, ...account } }));
      const isFree = await wasMet(
        documents.send(
          new PutCommand({
            TableName: logins,
            Item: { email: account.email, userId },
            ConditionExpression: 'attribute_not_exists(email)',
          }),
        ),
      );
      // The address may be ours already: of a first try whose answer was lost.
      if (isFree || (await ownerOf(account.email)) === userId) return true;
      await documents.send(new DeleteCommand({ TableName: users, Key: { userId } }));
      return false;
    },

    async getByEmail(email) {
      // As many reads for an address without an account, so that the time doesn't tell.
      return get((await ownerOf(email)) ?? NOBODY);
    },

    async markAnnounced(userId, at) {
      await documents.send(
        new UpdateCommand({
          TableName: users,
          Key: { userId },
          UpdateExpression: 'SET announcedAt = :at',
          ConditionExpression: 'attribute_exists(userId)',
          ExpressionAttributeValues: { ':at': at.toISOString() },
        }),
      );
    },
  };
}
