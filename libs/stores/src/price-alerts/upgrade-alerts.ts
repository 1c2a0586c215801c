import { DeleteCommand, paginateScan, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { alertOf } from './alert-item.ts';
import { createAlertStore } from './alert-store.ts';
import { SYMBOLS } from './symbol-watches.ts';

/** What alerts did not have when they were of prices alone, and fired once. */
const sinceThen = { restsUntil: null, lastCrossing: null, untold: null, revision: 0 };

/**
 * Stores alerts anew that an earlier version stored, as a laptop may keep them, so that they are found by the indexes of
 * this one; answers how many. Done again it finds none.
 */
export async function upgradeAlerts({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): Promise<number> {
  const earlier: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan(
    { client: documents },
    {
      TableName: table,
      FilterExpression: 'attribute_not_exists(revision) AND attribute_not_exists(checkedAt)',
    },
  ))
    earlier.push(...Items);
  const isSymbol = ({ userId }: Record<string, unknown>): boolean => userId === SYMBOLS;

  for (const { userId, alertId } of earlier.filter(isSymbol))
    await documents.send(new DeleteCommand({ TableName: table, Key: { userId, alertId } }));
  const store = createAlertStore({ documents, table });
  const alerts = earlier.filter((item) => !isSymbol(item));
  for (const item of alerts) {
    const pricesOf = String(item['armedSince'] ?? item['createdAt']).slice(0, 10);
    await store.create(alertOf({ ...sinceThen, pricesOf, ...item }));
  }
  return alerts.length;
}
