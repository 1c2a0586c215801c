import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { UnprocessedError, untilProcessed } from './until-processed.ts';

/** Requests that one BatchWriteItem takes. */
const MAX_REQUESTS = 25;

type TableRequests = NonNullable<BatchWriteCommandInput['RequestItems']>[string];

/**
 * Deletes the items of many keys, all different. What DynamoDB leaves for later is asked for again, with growing pauses.
 * @throws UnprocessedError when some items are still there after the sixth time
 */
export async function batchDelete(
  documents: DynamoDBDocumentClient,
  table: string,
  keys: readonly Record<string, unknown>[],
): Promise<void> {
  for (let start = 0; start < keys.length; start += MAX_REQUESTS) {
    const page = keys.slice(start, start + MAX_REQUESTS);
    await deletePage(
      documents,
      table,
      page.map((Key) => ({ DeleteRequest: { Key } })),
    );
  }
}

async function deletePage(
  documents: DynamoDBDocumentClient,
  table: string,
  requests: TableRequests,
): Promise<void> {
  let undone = requests;
  await untilProcessed(async () => {
    const { UnprocessedItems } = await documents.send(
      new BatchWriteCommand({ RequestItems: { [table]: undone } }),
    );
    undone = UnprocessedItems?.[table] ?? [];
    if (undone.length > 0) throw new UnprocessedError(`${table}: ${undone.length} items are undeleted`);
  });
}
