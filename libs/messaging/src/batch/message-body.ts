import { z } from 'zod';

/** A message's body is no JSON, or does not fit its queue's contract; receiving it again will not help. */
export class InvalidMessageError extends Error {
  readonly code = 'invalid-message';
  constructor(reason: string, options?: ErrorOptions) {
    super(`The message does not fit its contract: ${reason}`, options);
    this.name = 'InvalidMessageError';
  }
}

/**
 * Reads a message's JSON body.
 * @throws InvalidMessageError naming each fault by its path, without the values, which may be private
 */
export function parseMessage<Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> {
  const json = parseJson(body);
  if (json === undefined) throw new InvalidMessageError('it is no JSON');
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw new InvalidMessageError(
    result.error.issues.map(({ path, message }) => `${path.join('.') || 'message'}: ${message}`).join('; '),
  );
}

/** The id (of an alarm, the name) that a body says it has, whether it fits a contract or not: what its failure is logged with. */
export function claimedId(body: string): string | undefined {
  const { data } = z
    .union([z.object({ id: z.string() }), z.object({ AlarmName: z.string() })])
    .safeParse(parseJson(body));
  return data && ('id' in data ? data.id : data.AlarmName);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
