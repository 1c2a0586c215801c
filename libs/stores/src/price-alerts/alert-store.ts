import {
  DeleteCommand,
  GetCommand,
  paginateQuery,
  PutCommand,
  type DynamoDBDocumentClient,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { alertDirection } from '@marketscope/contracts';
import { holdsMoney, isLive, type AlertQuery, type AlertStore, type StoredAlert } from '@marketscope/domain';
import { wasMet } from '../conditional-write.ts';
import { alertOf, itemOf } from './alert-item.ts';
import { createAlertKeys } from './alert-keys.ts';
import { createSymbolWatches } from './symbol-watches.ts';

/** Kinds whose threshold or base price is money. */
const moneyKinds = ['price', 'base-percent'] as const;

/**
 * Alerts in the table `price-alerts`: `userId`, `alertId`. An alert stands in an index only while it has the index's key: in
 * `armed` and `waiting`, sorted by level, so that a query reads what it answers; in `due`, by the next time at which it is to
 * be looked at whatever the price, or, under keys of their own, by the session that is to be over first.
 * @param shards of each index key; see `createAlertKeys`
 */
export function createAlertStore({
  documents,
  table,
  shards = 1,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
  shards?: number;
}): AlertStore {
  const keys = createAlertKeys(shards);
  const watches = createSymbolWatches({ documents, table, keys });

  async function* pages(input: Omit<QueryCommandInput, 'TableName'>): AsyncGenerator<StoredAlert[]> {
    for await (const { Items = [] } of paginateQuery({ client: documents }, { TableName: table, ...input }))
      if (Items.length > 0) yield Items.map(alertOf);
  }

  /** The alerts of a condition in an index, whatever their level unless it is compared with a value. */
  async function* inIndex(
    index: 'armed' | 'waiting',
    condition: Omit<AlertQuery, 'value'>,
    compared?: { by: '<' | '<=' | '>' | '>='; value: number },
  ): AsyncGenerator<StoredAlert[]> {
    for (const key of keys.ofCondition(condition))
      yield* pages({
        IndexName: index,
        KeyConditionExpression: `${index}Key = :key${compared ? ` AND #level ${compared.by} :value` : ''}`,
        ...(compared && { ExpressionAttributeNames: { '#level': 'level' } }),
        ExpressionAttributeValues: { ':key': key, ...(compared && { ':value': compared.value }) },
      });
  }

  async function* dueBy(dueKeys: readonly string[], time: number): AsyncGenerator<StoredAlert[]> {
    for (const key of dueKeys)
      yield* pages({
        IndexName: 'due',
        KeyConditionExpression: 'dueKey = :key AND dueAt <= :time',
        ExpressionAttributeValues: { ':key': key, ':time': time },
      });
  }

  return {
    async create(alert) {
      // First the symbol: an alert whose symbol no update covers would be lost, one more symbol to update is not.
      await watches.add(alert);
      await documents.send(new PutCommand({ TableName: table, Item: itemOf(alert, keys.of(alert)) }));
    },

    async get(userId, alertId) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { userId, alertId }, ConsistentRead: true }),
      );
      return Item && alertOf(Item);
    },

    async list(userId) {
      const own: StoredAlert[] = [];
      for await (const page of pages({
        KeyConditionExpression: 'userId = :user',
        ExpressionAttributeValues: { ':user': userId },
        ScanIndexForward: false,
        ConsistentRead: true,
      }))
        own.push(...page);
      return own;
    },

    async delete(userId, alertId) {
      const { Attributes } = await documents.send(
        new DeleteCommand({ TableName: table, Key: { userId, alertId }, ReturnValues: 'ALL_OLD' }),
      );
      return Attributes !== undefined;
    },

    async replace(read, next) {
      const isWatchedAnew = isLive(next) && (!isLive(read) || next.direction !== read.direction);
      if (isWatchedAnew) await watches.add(next);
      const stored: StoredAlert = { ...next, revision: read.revision + 1 };
      const isStored = await wasMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: itemOf(stored, keys.of(stored)),
            ConditionExpression: 'revision = :read',
            ExpressionAttributeValues: { ':read': read.revision },
          }),
        ),
      );
      return isStored ? stored : undefined;
    },

    armedMetBy: ({ value, ...condition }) =>
      inIndex('armed', condition, { by: condition.direction === 'above' ? '<=' : '>=', value }),

    waitingUnmetBy: ({ value, ...condition }) =>
      inIndex('waiting', condition, { by: condition.direction === 'above' ? '>' : '<', value }),

    waitingOutBefore: (symbol, session) => dueBy(keys.ofSessions(symbol), Date.parse(session) - 1),

    due: (symbol, now) => dueBy(keys.ofSymbol(symbol), now.getTime()),

    async *moneyAlerts(symbol) {
      for (const kind of moneyKinds)
        for (const direction of alertDirection.options)
          for (const index of ['armed', 'waiting'] as const)
            yield* inIndex(index, { symbol, kind, direction });
      for await (const page of dueBy(keys.ofSymbol(symbol), Number.MAX_SAFE_INTEGER))
        yield page.filter((alert) => holdsMoney(alert) && isLive(alert));
    },

    watches: watches.get,
    forgetEnded: watches.forgetEnded,
    symbols: watches.symbols,
  };
}
