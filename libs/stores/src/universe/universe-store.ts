import { paginateScan, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { symbol } from '@marketscope/contracts';
import type { UniverseStore } from '@marketscope/domain';
import { z } from 'zod';

const item = z.object({ symbol });

/** The symbols that every update covers, in the table `universe`. */
export function createUniverseStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): UniverseStore {
  return {
    async symbols() {
      const found = new Set<string>();
      for await (const { Items = [] } of paginateScan({ client: documents }, { TableName: table }))
        for (const each of Items) found.add(item.parse(each).symbol);
      return found;
    },
  };
}
