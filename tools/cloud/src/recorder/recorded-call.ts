import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const recordedCall = z.object({
  time: z.iso.datetime(),
  accessKeyId: z.string(),
  /** Who made it where a role did: the ARN of its session. Else it was made with a key of the account's own. */
  session: z
    .object({
      arn: z.string(),
      /** Tags that the session was made with. */
      tags: z.record(z.string(), z.string()),
      /** The policy that narrows it, as JSON. */
      policy: z.string().optional(),
    })
    .optional(),
  /** What the request says of itself, by the names of IAM's condition keys. */
  context: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  service: z.string(),
  operation: z.string(),
  permissions: z.array(z.object({ action: z.string(), resource: z.string() })),
  /** HTTP status of the answer. */
  status: z.number(),
});
/** A call of an AWS API that somebody made, as a line of the record. */
export type RecordedCall = z.infer<typeof recordedCall>;
export type RoleSession = NonNullable<RecordedCall['session']>;

/** Reads the calls of a record. @throws ZodError for a line that is none */
export async function readRecordedCalls(file: string): Promise<RecordedCall[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => recordedCall.parse(JSON.parse(line)));
}
