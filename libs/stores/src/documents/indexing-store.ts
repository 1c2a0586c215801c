import { DeleteCommand, GetCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DocumentKey, IndexingClaim, IndexingOutcome, IndexingStore } from '@marketscope/domain';
import { answerIfMet, wasMet } from '../conditional-write.ts';
import { documentItem, storedDocumentOf } from './document-item.ts';

const NAMES = { '#name': 'name', '#state': 'state' };
const isClaimed = 'attribute_exists(claimToken)';
const unclaimed = 'REMOVE claimToken, claimMessage, claimUntil';
const isHeld = 'claimToken = :token AND changes = :changes';

/** Work on documents, in the items of the table `documents` themselves. */
export function createIndexingStore({
  documents: client,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): IndexingStore {
  const keyIn = ({ ownerId, documentId }: DocumentKey): DocumentKey => ({ ownerId, documentId });

  async function whyNot(
    key: DocumentKey,
    { token, changes }: Pick<IndexingClaim, 'token' | 'changes'>,
  ): Promise<'held' | 'lost' | { changed: number }> {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: keyIn(key), ConsistentRead: true }),
    );
    const item = documentItem.optional().parse(Item);
    if (item?.claimToken !== token) return 'lost';
    return item.changes === changes ? 'held' : { changed: item.changes };
  }

  return {
    async claim(document, { token, messageId, now, until }) {
      const take = (condition: string, deaths: 0 | 1) =>
        answerIfMet(
          client.send(
            new UpdateCommand({
              TableName: table,
              Key: keyIn(document),
              UpdateExpression: `SET folder = :folder, #name = :name, uploadedBy = if_not_exists(uploadedBy, :nobody),
                #state = if_not_exists(#state, :pending), createdAt = if_not_exists(createdAt, :at),
                updatedAt = if_not_exists(updatedAt, :at), claimToken = :token, claimMessage = :message,
                claimUntil = :until ADD changes :one, deaths :deaths`,
              ConditionExpression: condition,
              ExpressionAttributeNames: NAMES,
              ExpressionAttributeValues: {
                ':folder': document.folder,
                ':name': document.name,
                ':nobody': null,
                ':pending': 'pending',
                ':at': now.toISOString(),
                ':token': token,
                ':message': messageId,
                ':until': until.getTime(),
                ':one': 1,
                ':deaths': deaths,
                ...(deaths === 1 && { ':now': now.getTime() }),
              },
              ReturnValues: 'ALL_NEW',
            }),
          ),
        );
      const isLive = `${isClaimed} AND claimUntil > :now AND claimMessage <> :message`;
      const tellHolder = () =>
        wasMet(
          client.send(
            new UpdateCommand({
              TableName: table,
              Key: keyIn(document),
              UpdateExpression: 'ADD changes :one',
              ConditionExpression: isLive,
              ExpressionAttributeValues: { ':one': 1, ':now': now.getTime(), ':message': messageId },
            }),
          ),
        );
      // Exactly one of the three holds at a time; another worker may turn one into another in between.
      for (;;) {
        const taken =
          (await take('attribute_not_exists(claimToken)', 0)) ??
          (await take(`${isClaimed} AND (claimUntil <= :now OR claimMessage = :message)`, 1));
        if (taken) {
          const item = documentItem.parse(taken.Attributes);
          return {
            token,
            deaths: item.deaths,
            settledVersion: item.settledVersion,
            changes: item.changes,
            wasHidden: item.hiddenAt !== undefined,
            document: storedDocumentOf(item),
          };
        }
        if (await tellHolder()) return 'held';
      }
    },

    progress: (key, token, progress, at) =>
      wasMet(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: keyIn(key),
            UpdateExpression: 'SET #state = :pending, reason = :none, progress = :progress, updatedAt = :at',
            ConditionExpression: 'claimToken = :token',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ':pending': 'pending',
              ':none': null,
              ':progress': progress,
              ':at': at.toISOString(),
              ':token': token,
            },
          }),
        ),
      ),

    async settle(key, claim, outcome, at) {
      const { expression, names, values } = outcomeUpdate(outcome, at);
      const isSettled = await wasMet(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: keyIn(key),
            UpdateExpression: `${expression} ${unclaimed}, expiresAt${claim.wasHidden ? ', hiddenAt' : ''}`,
            ConditionExpression: isHeld,
            ExpressionAttributeNames: names,
            ExpressionAttributeValues: {
              ...values,
              ':token': claim.token,
              ':changes': claim.changes,
            },
          }),
        ),
      );
      if (isSettled) return 'settled';
      const why = await whyNot(key, claim);
      return why === 'held' ? 'lost' : why;
    },

    note(document, outcome, at) {
      const { expression, names, values } = outcomeUpdate(outcome, at);
      return wasMet(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: keyIn(document),
            UpdateExpression: `${expression} REMOVE expiresAt`,
            ConditionExpression: 'attribute_not_exists(claimToken) AND updatedAt = :seen',
            ExpressionAttributeNames: names,
            ExpressionAttributeValues: { ...values, ':seen': document.updatedAt },
          }),
        ),
      );
    },

    async forget(key, claim, at) {
      const held = { ':token': claim.token, ':changes': claim.changes };
      const isForgotten = await wasMet(
        client.send(
          new DeleteCommand({
            TableName: table,
            Key: keyIn(key),
            ConditionExpression: `${isHeld} AND attribute_not_exists(expiresAt)`,
            ExpressionAttributeValues: held,
          }),
        ),
      );
      if (isForgotten) return 'settled';
      const isEmptied = await wasMet(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: keyIn(key),
            UpdateExpression: `SET #state = :pending, updatedAt = :at, deaths = :zero
              ${unclaimed}, version, settledVersion, pages, chunks, reason, progress, size`.replaceAll(
              /\b(version|size)\b/g,
              '#$1',
            ),
            ConditionExpression: isHeld,
            ExpressionAttributeNames: { '#state': 'state', '#version': 'version', '#size': 'size' },
            ExpressionAttributeValues: {
              ...held,
              ':pending': 'pending',
              ':zero': 0,
              ':at': at.toISOString(),
            },
          }),
        ),
      );
      if (isEmptied) return 'settled';
      const why = await whyNot(key, claim);
      return why === 'held' ? 'lost' : why;
    },

    async release(key, token) {
      await wasMet(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: keyIn(key),
            UpdateExpression: `SET deaths = :zero ${unclaimed}`,
            ConditionExpression: 'claimToken = :token',
            ExpressionAttributeValues: { ':zero': 0, ':token': token },
          }),
        ),
      );
    },
  };
}

/** The part of an update that notes an outcome. */
function outcomeUpdate(outcome: IndexingOutcome, at: Date) {
  const attributes = attributesOf(outcome);
  const names = Object.keys(attributes);
  return {
    expression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}, progress = :none, deaths = :zero, updatedAt = :at`,
    names: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    values: {
      ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`:${name}`, value])),
      ':none': null,
      ':zero': 0,
      ':at': at.toISOString(),
    },
  };
}

/** What an outcome writes, by attribute. */
function attributesOf(outcome: IndexingOutcome): Record<string, unknown> {
  if (outcome.state === 'indexed') {
    const { state, version, size, pages, chunks } = outcome;
    return { state, version, settledVersion: version, size, pages, chunks, reason: null };
  }
  const { state, version, size, reason, isSettled } = outcome;
  return {
    state,
    size,
    reason,
    ...(isSettled && { settledVersion: version, version: null, pages: null, chunks: null }),
  };
}
