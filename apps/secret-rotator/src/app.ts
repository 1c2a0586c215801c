import type { SecretVersions } from '@marketscope/domain';
import { ApplicationError, type Logger } from '@marketscope/runtime';
import { takeRotationStep } from './rotation/rotate-secret.ts';
import type { RotatedSecret } from './rotation/rotated-secret.ts';
import { rotationEvent } from './rotation/rotation-event.ts';

/**
 * The handler that Secrets Manager invokes for each step of a rotation.
 * @param ports.secrets what it rotates, by the reference that an event names it with
 */
export function createSecretRotator(ports: {
  secrets: ReadonlyMap<string, RotatedSecret>;
  versions: SecretVersions;
  logger: Logger;
  now: () => Date;
}): (event: unknown) => Promise<void> {
  return async (received) => {
    const event = rotationEvent.parse(received);
    const rotated = ports.secrets.get(event.SecretId);
    if (!rotated)
      throw new ApplicationError({
        code: 'secret-not-rotated-here',
        status: 404,
        message: `${event.SecretId} is none of ${[...ports.secrets.values()].map(({ name }) => name).join(', ')}: give secret-rotator its grants and its entry in generatedSecrets`,
      });
    const step = { of: rotated.name, step: event.Step, version: event.ClientRequestToken };
    try {
      await takeRotationStep(ports, rotated, event);
      ports.logger.info({ rotation: step }, 'rotation step done');
    } catch (error) {
      ports.logger.error({ rotation: step, err: error }, 'rotation step failed');
      throw error;
    }
  };
}
