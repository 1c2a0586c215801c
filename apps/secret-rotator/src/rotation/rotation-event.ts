import { z } from 'zod';

/**
 * What Secrets Manager invokes a rotation function with, once a step.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
export const rotationEvent = z.object({
  Step: z.enum(['createSecret', 'setSecret', 'testSecret', 'finishSecret']),
  /** The secret's ARN. */
  SecretId: z.string().min(1),
  /** The id of the version that the rotation makes: the same in all its steps. */
  ClientRequestToken: z.string().min(1),
});
export type RotationEvent = z.infer<typeof rotationEvent>;
