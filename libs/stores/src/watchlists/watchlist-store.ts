import {
  DeleteCommand,
  PutCommand,
  paginateQuery,
  paginateScan,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { watchlistEntry, type WatchlistEntry } from '@marketscope/contracts';
import type { WatchlistStore } from '@marketscope/domain';
import { z } from 'zod';
import { wasMet } from '../conditional-write.ts';

/** Watched symbols in the table `watchlists`. */
export function createWatchlistStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): WatchlistStore {
  return {
    async list(userId) {
      const entries: WatchlistEntry[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName: table,
          KeyConditionExpression: 'userId = :userId',
          ExpressionAttributeValues: { ':userId': userId },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) entries.push(...z.array(watchlistEntry).parse(Items));
      return entries.sort((one, other) => Date.parse(one.addedAt) - Date.parse(other.addedAt));
    },

    async add(userId, entry) {
      return wasMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: { userId, ...entry },
            ConditionExpression: 'attribute_not_exists(symbol)',
          }),
        ),
      );
    },

    async remove(userId, symbol) {
      const { Attributes } = await documents.send(
        new DeleteCommand({ TableName: table, Key: { userId, symbol }, ReturnValues: 'ALL_OLD' }),
      );
      return Attributes !== undefined;
    },

    async symbols() {
      const symbols = new Set<string>();
      const pages = paginateScan({ client: documents }, { TableName: table, ProjectionExpression: 'symbol' });
      for await (const { Items = [] } of pages)
        for (const { symbol } of z.array(watchlistEntry.pick({ symbol: true })).parse(Items))
          symbols.add(symbol);
      return symbols;
    },
  };
}
