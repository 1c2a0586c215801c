import {
  GetCommand,
  paginateQuery,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { events, instant, sessionDate, symbolFailure, updateTrigger } from '@marketscope/contracts';
import type { BatchOutcome, RunPlan, RunProgress, RunStore } from '@marketscope/domain';
import { z } from 'zod';
import { wasMet } from '../conditional-write.ts';
import { epochSeconds, hasExpired } from '../expiry.ts';

const RETENTION_SECONDS = 30 * 86_400;

/** Sort keys: one item for the plan and the count of its batches, one for each batch's outcome. */
const PLAN = 'plan';
const OUTCOME = 'batch#';

const planItem = z
  .object({
    runId: z.string(),
    trigger: updateTrigger,
    sessionDate,
    startedAt: instant,
    symbols: z.array(z.string()),
    batches: z.number(),
    /** Numbers of the batches that are done: a set, so that a batch told twice is counted once. */
    doneBatches: z.set(z.number()).default(() => new Set<number>()),
    publishedAt: instant.nullable(),
    expiresAt: z.number(),
  })
  .transform(({ doneBatches, publishedAt, expiresAt, ...plan }) => ({
    expiresAt,
    progress: { plan, batchesDone: doneBatches.size, publishedAt } satisfies RunProgress,
  }));

const outcomeItem = z
  .object({
    number: z.number(),
    finishedAt: instant,
    failed: z.array(symbolFailure),
    alertsTriggered: z.number(),
    prices: events['market.update.completed.v1'].shape.data.shape.prices,
  })
  .transform(({ number, ...outcome }): BatchOutcome => ({ batch: number, ...outcome }));

/** Update runs, in the table `runs`: `runId`, `batch`. */
export function createRunStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): RunStore {
  const expiresAt = (): number => epochSeconds(new Date()) + RETENTION_SECONDS;

  /** Puts an item unless there is one with its key; tells whether it did. */
  async function putOnce(item: Record<string, unknown>): Promise<boolean> {
    return wasMet(
      documents.send(
        new PutCommand({ TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(runId)' }),
      ),
    );
  }

  async function progress(runId: string): Promise<RunProgress | undefined> {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: { runId, batch: PLAN }, ConsistentRead: true }),
    );
    const found = planItem.optional().parse(Item);
    return found && !hasExpired(found.expiresAt) ? found.progress : undefined;
  }

  return {
    async begin(plan) {
      await putOnce({ ...plan, batch: PLAN, publishedAt: null, expiresAt: expiresAt() });
      const begun: RunPlan | undefined = (await progress(plan.runId))?.plan;
      if (!begun) throw new Error(`run ${plan.runId} is over: it was planned more than 30 days ago`);
      return begun;
    },

    progress,

    async finishBatch(runId, { batch: number, ...outcome }) {
      await putOnce({ ...outcome, number, runId, batch: outcomeKey(number), expiresAt: expiresAt() });
      const { Attributes } = await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: { runId, batch: PLAN },
          UpdateExpression: 'ADD doneBatches :batch',
          ConditionExpression: 'attribute_exists(runId)',
          ExpressionAttributeValues: { ':batch': new Set([number]) },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return planItem.parse(Attributes).progress;
    },

    async outcomes(runId) {
      const found: BatchOutcome[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName: table,
          KeyConditionExpression: 'runId = :run AND begins_with(#batch, :prefix)',
          ExpressionAttributeNames: { '#batch': 'batch' },
          ExpressionAttributeValues: { ':run': runId, ':prefix': OUTCOME },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) found.push(...Items.map((each) => outcomeItem.parse(each)));
      return found;
    },

    async markPublished(runId, publishedAt) {
      return wasMet(
        documents.send(
          new UpdateCommand({
            TableName: table,
            Key: { runId, batch: PLAN },
            UpdateExpression: 'SET publishedAt = :at',
            ConditionExpression: 'attribute_exists(runId) AND publishedAt = :never',
            ExpressionAttributeValues: { ':at': publishedAt.toISOString(), ':never': null },
          }),
        ),
      );
    },
  };
}

/** Padded, so that the keys sort as the numbers do. */
function outcomeKey(batch: number): string {
  return `${OUTCOME}${String(batch).padStart(6, '0')}`;
}
