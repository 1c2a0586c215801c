import {
  DeleteCommand,
  GetCommand,
  paginateQuery,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type QueryCommandInput,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { alert, instant } from '@marketscope/contracts';
import type { AlertQuery, AlertStore, StoredAlert } from '@marketscope/domain';
import { z } from 'zod';
import { wasMet } from '../conditional-write.ts';

const item = alert
  .omit({ id: true })
  .extend({
    alertId: z.string(),
    userId: z.string(),
    armGeneration: z.number(),
    armedSince: instant.nullable(),
  })
  .transform(({ alertId, ...rest }): StoredAlert => ({ ...rest, id: alertId }));

/**
 * Beside the alerts stands one item for each symbol that ever had one, under a user id that nobody has: the symbols to
 * update are then read without reading the alerts.
 */
const SYMBOLS = '#symbols';

/** Shards of an index key. One takes 1,000 writes a second of a single symbol. */
const SHARD = 0;

/**
 * Alerts in the table `price-alerts`: `userId`, `alertId`. The indexes `armed` and `waiting` hold an alert only in that
 * state, since only then it has the index's key; they are sorted by threshold, so that a query reads what it answers.
 */
export function createAlertStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): AlertStore {
  async function query(input: Omit<QueryCommandInput, 'TableName'>): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = [];
    for await (const { Items = [] } of paginateQuery({ client: documents }, { TableName: table, ...input }))
      found.push(...Items);
    return found;
  }

  async function queryIndex(
    index: 'armed' | 'waiting',
    comparison: '<' | '<=' | '>' | '>=',
    { value, ...condition }: AlertQuery,
  ): Promise<StoredAlert[]> {
    const items = await query({
      IndexName: index,
      KeyConditionExpression: `${index}Key = :key AND threshold ${comparison} :value`,
      ExpressionAttributeValues: { ':key': indexKey(condition), ':value': value },
    });
    return items.map((each) => item.parse(each));
  }

  /** Updates an alert if it is still in this state and generation; tells whether it was. */
  async function updateIf(
    { userId, id, armGeneration }: StoredAlert,
    state: StoredAlert['state'],
    update: { expression: string; values: UpdateCommandInput['ExpressionAttributeValues'] },
  ): Promise<boolean> {
    return wasMet(
      documents.send(
        new UpdateCommand({
          TableName: table,
          Key: { userId, alertId: id },
          UpdateExpression: update.expression,
          ConditionExpression: '#state = :from AND armGeneration = :generation',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ...update.values, ':from': state, ':generation': armGeneration },
        }),
      ),
    );
  }

  return {
    async create({ id, ...rest }) {
      // First the symbol: an alert whose symbol no update covers would be lost, one more symbol to update is not.
      await documents.send(
        new PutCommand({ TableName: table, Item: { userId: SYMBOLS, alertId: rest.symbol } }),
      );
      await documents.send(
        new PutCommand({ TableName: table, Item: { ...rest, alertId: id, ...indexKeys(rest) } }),
      );
    },

    async get(userId, alertId) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { userId, alertId }, ConsistentRead: true }),
      );
      return item.optional().parse(Item);
    },

    async list(userId) {
      const items = await query({
        KeyConditionExpression: 'userId = :user',
        ExpressionAttributeValues: { ':user': userId },
        ScanIndexForward: false,
      });
      return items.map((each) => item.parse(each));
    },

    async delete(userId, alertId) {
      const { Attributes } = await documents.send(
        new DeleteCommand({ TableName: table, Key: { userId, alertId }, ReturnValues: 'ALL_OLD' }),
      );
      return Attributes !== undefined;
    },

    armedMetBy: (asked) => queryIndex('armed', asked.direction === 'above' ? '<=' : '>=', asked),

    waitingUnmetBy: (asked) => queryIndex('waiting', asked.direction === 'above' ? '>' : '<', asked),

    disarm: (stored, triggeredAt) =>
      updateIf(stored, 'armed', {
        expression: 'SET #state = :to, lastTriggeredAt = :at, armedSince = :never REMOVE armedKey',
        values: { ':to': 'triggered', ':at': triggeredAt.toISOString(), ':never': null },
      }),

    arm: (stored, armedSince) =>
      updateIf(stored, 'waiting', {
        expression:
          'SET #state = :to, armGeneration = :next, armedSince = :since, armedKey = :key REMOVE waitingKey',
        values: {
          ':to': 'armed',
          ':next': stored.armGeneration + 1,
          ':since': armedSince,
          ':key': indexKey(stored),
        },
      }),

    async symbols() {
      const items = await query({
        KeyConditionExpression: 'userId = :symbols',
        ExpressionAttributeValues: { ':symbols': SYMBOLS },
      });
      return new Set(items.map((each) => z.object({ alertId: z.string() }).parse(each).alertId));
    },
  };
}

/** The key of the index that an alert belongs to in its state, if to any. */
function indexKeys(stored: Omit<StoredAlert, 'id'>): { armedKey?: string; waitingKey?: string } {
  if (stored.state === 'armed') return { armedKey: indexKey(stored) };
  return stored.state === 'waiting' ? { waitingKey: indexKey(stored) } : {};
}

function indexKey({ symbol, kind, direction }: Pick<StoredAlert, 'symbol' | 'kind' | 'direction'>): string {
  return [symbol, kind, direction, SHARD].join('#');
}
