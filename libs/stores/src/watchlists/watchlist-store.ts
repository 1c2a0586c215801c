import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { watchlistEntry, type WatchlistEntry } from '@marketscope/contracts';
import type { WatchlistStore } from '@marketscope/domain';
import { z } from 'zod';

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
      let from: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await documents.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'userId = :userId',
            ExpressionAttributeValues: { ':userId': userId },
            ConsistentRead: true,
            ...(from && { ExclusiveStartKey: from }),
          }),
        );
        entries.push(...z.array(watchlistEntry).parse(Items));
        from = LastEvaluatedKey;
      } while (from);
      return entries.sort((one, other) => Date.parse(one.addedAt) - Date.parse(other.addedAt));
    },

    async add(userId, entry) {
      try {
        await documents.send(
          new PutCommand({
            TableName: table,
            Item: { userId, ...entry },
            ConditionExpression: 'attribute_not_exists(symbol)',
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    async remove(userId, symbol) {
      const { Attributes } = await documents.send(
        new DeleteCommand({ TableName: table, Key: { userId, symbol }, ReturnValues: 'ALL_OLD' }),
      );
      return Attributes !== undefined;
    },

    async symbols() {
      const symbols = new Set<string>();
      let from: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await documents.send(
          new ScanCommand({
            TableName: table,
            ProjectionExpression: 'symbol',
            ...(from && { ExclusiveStartKey: from }),
          }),
        );
        for (const { symbol } of z.array(watchlistEntry.pick({ symbol: true })).parse(Items))
          symbols.add(symbol);
        from = LastEvaluatedKey;
      } while (from);
      return symbols;
    },
  };
}
