import { z } from 'zod';

/** A function's answer that does not follow `ReportBatchItemFailures`: the whole batch counts as failed. */
export class BatchResponseError extends Error {
  readonly code = 'batch-response';
  constructor(message: string) {
    super(message);
    this.name = 'BatchResponseError';
  }
}

const batchResponse = z.object({
  batchItemFailures: z
    .array(z.object({ itemIdentifier: z.string().min(1, 'is empty') }))
    .nullish()
    .transform((failures) => failures ?? []),
});

/**
 * Which messages of a batch a function's answer names as failed, by Lambda's rules for `ReportBatchItemFailures`:
 * nothing, an empty object and an empty or null list mean that all succeeded.
 * @throws BatchResponseError for an answer of another form, an empty or null identifier, or one not of the batch
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedItems(response: unknown, messageIds: readonly string[]): Set<string> {
  if (response === undefined || response === null || response === '') return new Set();
  const parsed = batchResponse.safeParse(response);
  if (!parsed.success)
    throw new BatchResponseError(
      `the function’s answer is not a batch response: ${parsed.error.issues
        .map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(' '))
        .join('; ')}`,
    );
  const failed = new Set(parsed.data.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const unknown = [...failed].find((id) => !messageIds.includes(id));
  if (unknown !== undefined)
    throw new BatchResponseError(`the function’s answer names ${unknown}, which is not in the batch`);
  return failed;
}
