import { GetCommand, paginateScan, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { symbol } from '@marketscope/contracts';
import type { UniverseStore } from '@marketscope/domain';
import { z } from 'zod';
import { batchDelete, batchPut } from '../batch-write.ts';

/** Key of the item that tells which version of the list is taken over. No symbol begins with a `#`. */
const LIST = '#list';

/** `isListed` tells symbols of the operator's list from those that were put here by hand. */
const item = z.object({ symbol, isListed: z.boolean().default(false) });
const listItem = z.object({ version: z.string() });

/** The symbols that every update covers, in the table `universe`. */
export function createUniverseStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): UniverseStore {
  async function stored(): Promise<z.infer<typeof item>[]> {
    const found: z.infer<typeof item>[] = [];
    for await (const { Items = [] } of paginateScan(
      { client: documents },
      { TableName: table, ConsistentRead: true },
    ))
      for (const each of Items) if (each['symbol'] !== LIST) found.push(item.parse(each));
    return found;
  }

  return {
    async symbols() {
      return new Set((await stored()).map(({ symbol }) => symbol));
    },

    async listVersion() {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { symbol: LIST }, ConsistentRead: true }),
      );
      return listItem.optional().parse(Item)?.version;
    },

    async replaceListed(symbols, version) {
      const before = new Map((await stored()).map(({ symbol, isListed }) => [symbol, isListed]));
      const listed = new Set(symbols);
      const added = symbols.filter((each) => !before.has(each));
      const gone = [...before].flatMap(([each, isListed]) => (isListed && !listed.has(each) ? [each] : []));
      await batchPut(
        documents,
        table,
        added.map((each) => ({ symbol: each, isListed: true })),
      );
      await batchDelete(
        documents,
        table,
        gone.map((each) => ({ symbol: each })),
      );
      await documents.send(new PutCommand({ TableName: table, Item: { symbol: LIST, version } }));
    },
  };
}
