import { randomUUID } from 'node:crypto';
import {
  GetCommand,
  paginateQuery,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type QueryCommandInput,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { BatchOutcome, RunBatch, RunStore } from '@marketscope/domain';
import { z } from 'zod';
import { batchPut } from '../batch-write.ts';
import { answerIfMet, wasMet } from '../conditional-write.ts';
import { epochSeconds, hasExpired } from '../expiry.ts';
import { BATCH, batchItem, batchKey, FIRED, OPEN, PLAN, planItem } from './run-items.ts';

const RETENTION_SECONDS = 30 * 86_400;

/** Update runs, in the table `runs`: `runId`, `batch`, and its index `open`. */
export function createRunStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): RunStore {
  const expiresAt = (): number => epochSeconds(new Date()) + RETENTION_SECONDS;

  async function find(runId: string) {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: { runId, batch: PLAN }, ConsistentRead: true }),
    );
    const found = planItem.optional().parse(Item);
    return found && !hasExpired(found.expiresAt) ? found : undefined;
  }

  /** The edition of the run that was asked for last. Which plan of a run won is decided once, and its batches follow each other. */
  let latest: { runId: string; edition: string } | undefined;

  async function editionOf(runId: string): Promise<string | undefined> {
    if (latest?.runId === runId) return latest.edition;
    const run = await find(runId);
    if (run) latest = { runId, edition: run.edition };
    return run?.edition;
  }

  async function known(runId: string) {
    const found = await find(runId);
    if (!found) throw unknownRun(runId);
    return found;
  }

  /** Changes a run's plan, if what it asks for is so. */
  const changePlan = (runId: string, change: Omit<UpdateCommandInput, 'TableName' | 'Key'>) =>
    documents.send(new UpdateCommand({ TableName: table, Key: { runId, batch: PLAN }, ...change }));

  /** The items of a run whose sort keys begin so, as far as they are asked for. */
  const pagesOf = (runId: string, prefix: string, asked: Pick<QueryCommandInput, 'Select'> = {}) =>
    paginateQuery(
      { client: documents },
      {
        TableName: table,
        KeyConditionExpression: 'runId = :run AND begins_with(#batch, :prefix)',
        ExpressionAttributeNames: { '#batch': 'batch' },
        ExpressionAttributeValues: { ':run': runId, ':prefix': prefix },
        ConsistentRead: true,
        ...asked,
      },
    );

  /** Stores an outcome in its batch's item unless one is there. @throws Error when the run has no such batch */
  async function storeOutcome(
    runId: string,
    edition: string,
    { batch, ...outcome }: BatchOutcome,
  ): Promise<void> {
    const Key = { runId, batch: batchKey(edition, batch) };
    const isStored = await wasMet(
      documents.send(
        new UpdateCommand({
          TableName: table,
          Key,
          UpdateExpression: 'SET outcome = :outcome',
          ConditionExpression: 'attribute_exists(runId) AND outcome = :none',
          ExpressionAttributeValues: { ':outcome': outcome, ':none': null },
        }),
      ),
    );
    if (isStored) return;
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    if (!Item) throw new Error(`run ${runId} has no batch ${batch}`);
  }

  return {
    async begin({ batches, ...of }) {
      const before = await find(of.runId);
      if (before) return before.progress;
      const edition = randomUUID();
      await batchPut(
        documents,
        table,
        batches.map((symbols, number) => ({
          runId: of.runId,
          batch: batchKey(edition, number),
          number,
          symbols,
          outcome: null,
          expiresAt: expiresAt(),
        })),
      );
      await wasMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: {
              ...of,
              batch: PLAN,
              requested: batches.reduce((sum, symbols) => sum + symbols.length, 0),
              batches: batches.length,
              edition,
              status: 'running',
              batchesSent: 0,
              batchesDone: 0,
              progressedAt: of.startedAt,
              publishedAt: null,
              phase: OPEN,
              expiresAt: expiresAt(),
            },
            ConditionExpression: 'attribute_not_exists(runId)',
          }),
        ),
      );
      const begun = await find(of.runId);
      if (!begun) throw new Error(`run ${of.runId} is over: it was planned more than 30 days ago`);
      return begun.progress;
    },

    async progress(runId) {
      return (await find(runId))?.progress;
    },

    async batches(runId) {
      const run = await find(runId);
      if (!run) return [];
      const found: RunBatch[] = [];
      for await (const { Items = [] } of pagesOf(runId, `${BATCH}${run.edition}#`))
        found.push(...Items.map((each) => batchItem.parse(each)));
      return found;
    },

    async batch(runId, batch) {
      const edition = await editionOf(runId);
      if (edition === undefined) return undefined;
      const { Item } = await documents.send(
        new GetCommand({
          TableName: table,
          Key: { runId, batch: batchKey(edition, batch) },
          ConsistentRead: true,
        }),
      );
      return batchItem.optional().parse(Item);
    },

    async markSent(runId, sent, at) {
      await wasMet(
        changePlan(runId, {
          UpdateExpression: 'SET batchesSent = :sent, progressedAt = :at',
          ConditionExpression: 'attribute_exists(runId) AND batchesSent < :sent',
          ExpressionAttributeValues: { ':sent': sent, ':at': at.toISOString() },
        }),
      );
    },

    async noteFiring(runId, eventId) {
      await documents.send(
        new PutCommand({
          TableName: table,
          Item: { runId, batch: `${FIRED}${eventId}`, expiresAt: expiresAt() },
        }),
      );
    },

    async firings(runId) {
      let count = 0;
      for await (const { Count = 0 } of pagesOf(runId, FIRED, { Select: 'COUNT' })) count += Count;
      return count;
    },

    async finishBatch(runId, outcome) {
      const edition = await editionOf(runId);
      if (edition === undefined) throw unknownRun(runId);
      await storeOutcome(runId, edition, outcome);
      // Which batches are counted stands beside the count, in the same item: a batch told again changes nothing, and one
      // whose teller died before this is counted when it is told again.
      const counted = await answerIfMet(
        changePlan(runId, {
          UpdateExpression: 'SET progressedAt = :at ADD batchesDone :one, countedBatches :numbers',
          ConditionExpression: 'attribute_exists(runId) AND NOT contains(countedBatches, :number)',
          ExpressionAttributeValues: {
            ':at': outcome.finishedAt,
            ':one': 1,
            ':number': outcome.batch,
            ':numbers': new Set([outcome.batch]),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return counted ? planItem.parse(counted.Attributes).progress : (await known(runId)).progress;
    },

    async markPublished(runId, status, publishedAt) {
      return wasMet(
        changePlan(runId, {
          UpdateExpression: 'SET publishedAt = :at, #status = :status',
          ConditionExpression: 'attribute_exists(runId) AND publishedAt = :never',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: {
            ':at': publishedAt.toISOString(),
            ':status': status,
            ':never': null,
          },
        }),
      );
    },

    async open() {
      const runIds: string[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName: table,
          IndexName: 'open',
          KeyConditionExpression: 'phase = :open',
          ExpressionAttributeValues: { ':open': OPEN },
        },
      );
      for await (const { Items = [] } of pages)
        runIds.push(...Items.map((each) => z.object({ runId: z.string() }).parse(each).runId));
      const found = await Promise.all(runIds.map(find));
      return found.flatMap((each) => (each ? [each.progress] : []));
    },

    async close(runId) {
      await wasMet(
        changePlan(runId, {
          UpdateExpression: 'REMOVE phase',
          ConditionExpression: 'attribute_exists(runId)',
        }),
      );
    },
  };
}

function unknownRun(runId: string): Error {
  return new Error(`there is no run ${runId}`);
}
