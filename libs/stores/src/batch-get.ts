import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { UnprocessedError, untilProcessed } from './until-processed.ts';

/** Keys that one BatchGetItem takes. */
const MAX_KEYS = 100;

type TableRequest = NonNullable<BatchGetCommandInput['RequestItems']>[string];

/**
 * Reads the items of many keys, in no order; keys without an item are left out. What DynamoDB leaves for later is
 * asked for again, with growing pauses.
 * @param request `Keys`, all different, and which attributes to read
 * @throws UnprocessedError when some keys are still unread after the sixth time
 */
export async function batchGet(
  documents: DynamoDBDocumentClient,
  table: string,
  { Keys: keys = [], ...attributes }: TableRequest,
): Promise<Record<string, unknown>[]> {
  const pages = Array.from({ length: Math.ceil(keys.length / MAX_KEYS) }, (_, page) =>
    readPage(documents, table, { ...attributes, Keys: keys.slice(page * MAX_KEYS, (page + 1) * MAX_KEYS) }),
  );
  return (await Promise.all(pages)).flat();
}

async function readPage(
  documents: DynamoDBDocumentClient,
  table: string,
  request: TableRequest,
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let unread: TableRequest | undefined = request;
  await untilProcessed(async () => {
    const { Responses, UnprocessedKeys } = await documents.send(
      new BatchGetCommand({ RequestItems: { [table]: unread ?? request } }),
    );
    found.push(...(Responses?.[table] ?? []));
    unread = UnprocessedKeys?.[table];
    if (unread) throw new UnprocessedError(`${table}: ${unread.Keys?.length} keys are unread`);
  });
  return found;
}
