import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type BatchGetCommandOutput,
  type GetCommandOutput,
  type QueryCommandInput,
  type QueryCommandOutput,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { TopologyTable } from '@marketscope/contracts/topology';

type Item = Record<string, unknown>;
type Keys = Pick<TopologyTable, 'partitionKey' | 'sortKey'>;
type Names = Record<string, string> | undefined;
type Values = Record<string, unknown> | undefined;

/** Items by partition key, then by sort key, or by the whole primary key where an index's sort key may repeat. */
type Partitions = Map<unknown, Map<string, Item>>;

/**
 * A client of one table in this process's memory, where a million items are too many for an emulator. It answers what a store
 * asks of the topology's table and its indexes: `Get`, `BatchGet`, `Put`, `Query` and `Update` with the simple conditions that it
 * understands; anything else is an error. A query scans the items of its key that its key condition takes, as DynamoDB does.
 */
export function tableInMemory(table: TopologyTable): DynamoDBDocumentClient {
  const items: Partitions = new Map();
  const indexes = new Map(Object.entries(table.indexes).map(([name]) => [name, new Map() as Partitions]));
  const primaryKey = (item: Item): string =>
    `${String(item[table.partitionKey.name])}\u0000${String(item[table.sortKey?.name ?? ''] ?? '')}`;

  const all = (): [Keys, Partitions][] => [
    [table, items],
    ...[...indexes].map(([name, partitions]): [Keys, Partitions] => [keysOf(name), partitions]),
  ];

  function keysOf(index: string | undefined): Keys {
    const keys = index === undefined ? table : table.indexes[index];
    if (!keys) throw new TypeError(`there is no index ${index}`);
    return keys;
  }

  function find(key: Item): Item | undefined {
    return items.get(key[table.partitionKey.name])?.get(primaryKey(key));
  }

  function store(item: Item): void {
    const before = find(item);
    const id = primaryKey(item);
    for (const [{ partitionKey, sortKey }, partitions] of all()) {
      if (before) partitions.get(before[partitionKey.name])?.delete(id);
      const key = item[partitionKey.name];
      if (key === undefined || (sortKey && item[sortKey.name] === undefined)) continue;
      const partition = partitions.get(key) ?? new Map<string, Item>();
      partitions.set(key, partition.set(id, item));
    }
  }

  function check(stored: Item | undefined, condition: string | undefined, values: Values): void {
    if (condition === undefined) return;
    const [, name = '', value = ''] = /^(\w+) = (:\w+)$/.exec(condition) ?? unknown(condition);
    if (stored?.[name] !== values?.[value])
      throw new ConditionalCheckFailedException({ $metadata: {}, message: condition });
  }

  function query(input: QueryCommandInput): Omit<QueryCommandOutput, '$metadata'> {
    const { KeyConditionExpression = '', ExpressionAttributeNames: names } = input;
    const { ExpressionAttributeValues: values, Limit = Infinity, ScanIndexForward = true } = input;
    const { partitionKey, sortKey } = keysOf(input.IndexName);
    const partitions = input.IndexName === undefined ? items : (indexes.get(input.IndexName) ?? new Map());
    const [, key = '', keyValue = '', sort, comparison = '', sortValue = ''] =
      /^(#?\w+) = (:\w+)(?: AND (#?\w+) (<|<=|>|>=) (:\w+))?$/.exec(KeyConditionExpression) ??
      unknown(KeyConditionExpression);
    if (named(key, names) !== partitionKey.name || (sort && named(sort, names) !== sortKey?.name))
      throw new TypeError(
        `${KeyConditionExpression} is not of the keys of ${input.IndexName ?? 'the table'}`,
      );
    const taken = [...(partitions.get(values?.[keyValue])?.values() ?? [])].filter(
      (item) => !sort || compares(item[named(sort, names)], comparison, values?.[sortValue]),
    );
    if (sortKey) taken.sort((one, other) => order(one[sortKey.name], other[sortKey.name]));
    if (!ScanIndexForward) taken.reverse();
    const found = taken.slice(0, Limit);
    return { Items: found, Count: found.length, ScannedCount: found.length };
  }

  function update(input: UpdateCommandInput): void {
    const key = input.Key ?? {};
    const stored = find(key);
    check(stored, input.ConditionExpression, input.ExpressionAttributeValues);
    const next: Item = { ...key, ...stored };
    const clauses = (input.UpdateExpression ?? '').match(/(?:SET \w+ =|ADD \w+|DELETE \w+) :\w+/g);
    if (clauses?.join(' ') !== input.UpdateExpression) unknown(input.UpdateExpression ?? '');
    for (const clause of clauses ?? []) {
      const [verb, name = '', value = ''] = clause.replace(' =', '').split(' ');
      const given = input.ExpressionAttributeValues?.[value];
      if (verb === 'SET') next[name] = given;
      else next[name] = changedSet(next[name], verb === 'ADD', given);
    }
    store(next);
  }

  async function answer(command: unknown): Promise<object> {
    if (command instanceof QueryCommand) return query(command.input);
    if (command instanceof GetCommand) {
      const Item = find(command.input.Key ?? {});
      return { ...(Item && { Item }) } satisfies Omit<GetCommandOutput, '$metadata'>;
    }
    if (command instanceof BatchGetCommand) {
      const asked = Object.entries(command.input.RequestItems ?? {});
      const found = asked.map(([name, { Keys = [] }]) => [name, Keys.flatMap((key) => find(key) ?? [])]);
      return { Responses: Object.fromEntries(found) } satisfies Omit<BatchGetCommandOutput, '$metadata'>;
    }
    if (command instanceof PutCommand) {
      const { Item = {}, ConditionExpression, ExpressionAttributeValues } = command.input;
      check(find(Item), ConditionExpression, ExpressionAttributeValues);
      store(Item);
      return {};
    }
    if (command instanceof UpdateCommand) {
      update(command.input);
      return {};
    }
    throw new TypeError('this table knows no such command');
  }

  const client = new DynamoDBClient({ region: 'us-east-1' });
  return Object.assign(DynamoDBDocumentClient.from(client), { send: answer });
}

function named(name: string, names: Names): string {
  return names?.[name] ?? name;
}

function compares(value: unknown, comparison: string, other: unknown): boolean {
  const sign = order(value, other);
  return (sign < 0 && comparison.startsWith('<')) || (sign > 0 && comparison.startsWith('>'))
    ? true
    : sign === 0 && comparison.endsWith('=');
}

function order(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one) < String(other) ? -1 : Number(String(one) > String(other));
}

/** A set with members more or less; without any it is gone. */
function changedSet(stored: unknown, add: boolean, members: unknown): Set<unknown> | undefined {
  const next = new Set(stored instanceof Set ? stored : []);
  if (!(members instanceof Set)) throw new TypeError('a set changes by a set');
  for (const member of members)
    if (add) next.add(member);
    else next.delete(member);
  return next.size > 0 ? next : undefined;
}

function unknown(expression: string): never {
  throw new TypeError(`this table does not understand ${expression}`);
}
