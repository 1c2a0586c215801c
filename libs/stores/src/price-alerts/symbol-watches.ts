import {
  GetCommand,
  paginateQuery,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { alertDirection, alertKind, instant } from '@marketscope/contracts';
import type { AlertStore, StoredAlert, SymbolWatch } from '@marketscope/domain';
import { z } from 'zod';
import { batchGet } from '../batch-get.ts';
import { wasMet } from '../conditional-write.ts';
import type { AlertKeys } from './alert-keys.ts';

/** Beside the alerts stands one item for each symbol, under a user id that nobody has. */
export const SYMBOLS = '#symbols';

const condition = z
  .string()
  .transform((text) => text.split('#'))
  .pipe(z.tuple([alertKind, alertDirection]))
  .transform(([kind, direction]) => ({ kind, direction }));

const item = z
  .object({
    alertId: z.string(),
    /** Gone when the last of them is. */
    conditions: z.set(z.string()).optional(),
    checkedAt: instant,
  })
  .transform(({ alertId, conditions = new Set<string>(), checkedAt }): SymbolWatch => ({
    symbol: alertId,
    conditions: [...conditions].toSorted().map((each) => condition.parse(each)),
    checkedAt,
  }));

/** Conditions that no alert had when somebody looked last. */
const doubts = z.set(z.string()).default(() => new Set<string>());

type Watched = Pick<StoredAlert, 'kind' | 'direction'>;

/**
 * What each symbol has live alerts of, so that updates cover those symbols, and ask for nothing that nobody watches, without
 * reading the alerts.
 */
export function createSymbolWatches({
  documents,
  table,
  keys,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
  keys: AlertKeys;
}): {
  add(alert: StoredAlert): Promise<void>;
  get: AlertStore['watches'];
  forgetEnded: AlertStore['forgetEnded'];
  symbols: AlertStore['symbols'];
} {
  const keyOf = (symbol: string) => ({ userId: SYMBOLS, alertId: symbol });

  async function stored(symbol: string): Promise<Record<string, unknown> | undefined> {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: keyOf(symbol), ConsistentRead: true }),
    );
    return Item;
  }

  async function holds(index: 'armed' | 'waiting' | 'due', key: string): Promise<boolean> {
    const { Items = [] } = await documents.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: `${index}Key = :key`,
        ExpressionAttributeValues: { ':key': key },
        Limit: 1,
      }),
    );
    return Items.length > 0;
  }

  async function isAnyHeld(index: 'armed' | 'waiting' | 'due', shards: string[]): Promise<boolean> {
    return (await Promise.all(shards.map((key) => holds(index, key)))).includes(true);
  }

  async function endedOf({ symbol, conditions }: SymbolWatch): Promise<Watched[]> {
    // Any of the conditions may be that of an alert which rests or is snoozed.
    if (await isAnyHeld('due', keys.ofSymbol(symbol))) return [];
    const ended: Watched[] = [];
    for (const each of conditions) {
      const shards = keys.ofCondition({ symbol, ...each });
      const found = await Promise.all([isAnyHeld('armed', shards), isAnyHeld('waiting', shards)]);
      if (!found.includes(true)) ended.push(each);
    }
    return ended;
  }

  return {
    async add({ symbol, ...watched }) {
      await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(symbol),
          UpdateExpression: 'ADD conditions :condition SET checkedAt = :now DELETE doubted :condition',
          ExpressionAttributeValues: {
            ':condition': new Set([nameOf(watched)]),
            ':now': new Date().toISOString(),
          },
        }),
      );
    },

    async get(symbols) {
      const found = await batchGet(documents, table, {
        Keys: [...new Set(symbols)].map(keyOf),
        ConsistentRead: true,
      });
      const watched = found.map((each) => item.parse(each)).filter(({ conditions }) => conditions.length > 0);
      return new Map(watched.map((watch) => [watch.symbol, watch]));
    },

    async forgetEnded(watch, now) {
      const doubted = doubts.parse((await stored(watch.symbol))?.['doubted']);
      const ended = (await endedOf(watch)).map(nameOf);
      const forgotten = ended.filter((name) => doubted.has(name));
      const newlyDoubted = ended.filter((name) => !doubted.has(name));
      await wasMet(
        documents.send(
          new UpdateCommand({
            TableName: table,
            Key: keyOf(watch.symbol),
            UpdateExpression: [
              `SET checkedAt = :now${newlyDoubted.length > 0 ? ', doubted = :doubted' : ' REMOVE doubted'}`,
              ...(forgotten.length > 0 ? ['DELETE conditions :forgotten'] : []),
            ].join(' '),
            ConditionExpression: 'checkedAt = :seen',
            ExpressionAttributeValues: {
              ':now': now.toISOString(),
              ':seen': watch.checkedAt,
              ...(newlyDoubted.length > 0 && { ':doubted': new Set(newlyDoubted) }),
              ...(forgotten.length > 0 && { ':forgotten': new Set(forgotten) }),
            },
          }),
        ),
      );
    },

    async symbols() {
      const symbols = new Set<string>();
      for await (const { Items = [] } of paginateQuery(
        { client: documents },
        {
          TableName: table,
          KeyConditionExpression: 'userId = :symbols',
          ExpressionAttributeValues: { ':symbols': SYMBOLS },
        },
      ))
        for (const { symbol, conditions } of Items.map((each) => item.parse(each)))
          if (conditions.length > 0) symbols.add(symbol);
      return symbols;
    },
  };
}

function nameOf({ kind, direction }: Watched): string {
  return `${kind}#${direction}`;
}
