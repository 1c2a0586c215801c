import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  paginateScan,
  ResourceInUseException,
  waitUntilTableExists,
  waitUntilTableNotExists,
  type AttributeValue,
  type CreateTableCommandInput,
  type DynamoDBClient,
  type KeySchemaElement,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { TopologyTable } from '@marketscope/contracts/topology';

/** Items of one BatchWriteItem at the most. */
const MAX_BATCH = 25;
const WAIT = { maxWaitTime: 30, minDelay: 0.01, maxDelay: 1 };

/**
 * Makes a table, or keeps the one that is there. One that has other keys or indexes is made anew with its items: the
 * emulator can't change a table's indexes.
 * @throws ValidationException when the items of a table don't have its new keys
 */
export async function makeTable(
  client: DynamoDBClient,
  tableName: string,
  table: TopologyTable,
): Promise<void> {
  const wanted = definition(tableName, table);
  try {
    await client.send(new CreateTableCommand(wanted));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    if (outline(Table ?? {}) !== outline(wanted)) await remake(client, wanted);
  }
  await waitUntilTableExists({ client, ...WAIT }, { TableName: tableName });
}

function definition(
  tableName: string,
  table: TopologyTable,
): CreateTableCommandInput & { TableName: string } {
  const types = new Map<string, 'S' | 'N'>();
  const keySchema = ({
    partitionKey,
    sortKey,
  }: Pick<TopologyTable, 'partitionKey' | 'sortKey'>): KeySchemaElement[] =>
    [partitionKey, ...(sortKey ? [sortKey] : [])].map((attribute, position) => {
      types.set(attribute.name, attribute.type);
      return { AttributeName: attribute.name, KeyType: position === 0 ? 'HASH' : 'RANGE' };
    });
  const schema = keySchema(table);
  const globalIndexes = Object.entries(table.indexes).map(([name, index]) => ({
    IndexName: name,
    KeySchema: keySchema({ partitionKey: index.partitionKey, sortKey: index.sortKey }),
    Projection: Array.isArray(index.projection)
      ? { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: index.projection }
      : { ProjectionType: index.projection },
  }));
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: schema,
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    ...(globalIndexes.length > 0 && { GlobalSecondaryIndexes: globalIndexes }),
  };
}

/** What of a table can't be changed in place, as text to compare. */
function outline(table: CreateTableCommandInput | TableDescription): string {
  const byName = <Item>(items: readonly Item[], name: (item: Item) => string | undefined): Item[] =>
    items.toSorted((one, other) => (name(one) ?? '').localeCompare(name(other) ?? ''));
  const keys = (schema: readonly KeySchemaElement[] = []) =>
    schema.map(({ AttributeName, KeyType }) => [AttributeName, KeyType]);
  return JSON.stringify([
    keys(table.KeySchema),
    byName(table.AttributeDefinitions ?? [], (each) => each.AttributeName).map((each) => [
      each.AttributeName,
      each.AttributeType,
    ]),
    byName<{
      IndexName?: string | undefined;
      KeySchema?: KeySchemaElement[] | undefined;
      Projection?:
        { ProjectionType?: string | undefined; NonKeyAttributes?: string[] | undefined } | undefined;
    }>(table.GlobalSecondaryIndexes ?? [], (each) => each.IndexName).map((each) => [
      each.IndexName,
      keys(each.KeySchema),
      each.Projection?.ProjectionType,
      each.Projection?.NonKeyAttributes?.toSorted() ?? [],
    ]),
  ]);
}

async function remake(
  client: DynamoDBClient,
  wanted: CreateTableCommandInput & { TableName: string },
): Promise<void> {
  const { TableName } = wanted;
  const items: Record<string, AttributeValue>[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) items.push(...Items);
  await client.send(new DeleteTableCommand({ TableName }));
  await waitUntilTableNotExists({ client, ...WAIT }, { TableName });
  await client.send(new CreateTableCommand(wanted));
  await waitUntilTableExists({ client, ...WAIT }, { TableName });
  for (let start = 0; start < items.length; start += MAX_BATCH)
    await client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [TableName]: items.slice(start, start + MAX_BATCH).map((Item) => ({ PutRequest: { Item } })),
        },
      }),
    );
}
