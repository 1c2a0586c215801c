import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import PQueue from 'p-queue';
import { UnprocessedError, untilProcessed } from './until-processed.ts';

/** Requests that one BatchWriteItem takes. */
const MAX_REQUESTS = 25;

/** BatchWriteItem calls that are under way at once. */
const CALLS_AT_ONCE = 4;

type TableRequests = NonNullable<BatchWriteCommandInput['RequestItems']>[string];

/**
 * Deletes the items of many keys, all different. What DynamoDB leaves for later is asked for again, with growing pauses.
 * @throws UnprocessedError when some items are still there after the sixth time
 */
export function batchDelete(
  documents: DynamoDBDocumentClient,
  table: string,
  keys: readonly Record<string, unknown>[],
): Promise<void> {
  return batchWrite(
    documents,
    table,
    keys.map((Key) => ({ DeleteRequest: { Key } })),
  );
}

/**
 * Puts many items, all of different keys, each in place of what had its key; no condition can be set. What DynamoDB leaves
 * for later is asked for again, with growing pauses.
 * @throws UnprocessedError when some items are still to be put after the sixth time
 */
export function batchPut(
  documents: DynamoDBDocumentClient,
  table: string,
  items: readonly Record<string, unknown>[],
): Promise<void> {
  return batchWrite(
    documents,
    table,
    items.map((Item) => ({ PutRequest: { Item } })),
  );
}

async function batchWrite(
  documents: DynamoDBDocumentClient,
  table: string,
  requests: TableRequests,
): Promise<void> {
  const pages = Array.from({ length: Math.ceil(requests.length / MAX_REQUESTS) }, (_, page) =>
    requests.slice(page * MAX_REQUESTS, (page + 1) * MAX_REQUESTS),
  );
  await new PQueue({ concurrency: CALLS_AT_ONCE }).addAll(
    pages.map((page) => () => writePage(documents, table, page)),
  );
}

async function writePage(
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
    if (undone.length > 0) throw new UnprocessedError(`${table}: ${undone.length} items are left`);
  });
}
