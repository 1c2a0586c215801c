import type { SecretVersions } from '@marketscope/domain';
import { ApplicationError } from '@marketscope/runtime';
import type { RotatedSecret } from './rotated-secret.ts';
import type { RotationEvent } from './rotation-event.ts';

/**
 * Takes one step of a rotation. Each may be repeated, and begun anew after any other: what is done already stays.
 * @throws ApplicationError `rotation-out-of-order` for a step whose version holds no value yet, `secret-has-no-holder`
 * for a value that another system must take over when none is given
 */
export async function takeRotationStep(
  { versions, now }: { versions: SecretVersions; now: () => Date },
  { generated, holder, name }: RotatedSecret,
  { Step: step, SecretId: secret, ClientRequestToken: version }: RotationEvent,
): Promise<void> {
  if (generated.heldElsewhere && !holder)
    throw new ApplicationError({
      code: 'secret-has-no-holder',
      status: 500,
      message: `${name} must be taken over by another system before it is used: give its holder in src/lambda.ts`,
    });
  const pending = await versions.read(secret, { version });
  if (step === 'createSecret') {
    if (pending !== undefined) return;
    const [current, previous] = await Promise.all([
      versions.read(secret, { stage: 'AWSCURRENT' }),
      versions.read(secret, { stage: 'AWSPREVIOUS' }),
    ]);
    await versions.propose(secret, version, generated.next({ current, previous }, now()));
    return;
  }
  if (pending === undefined)
    throw new ApplicationError({
      code: 'rotation-out-of-order',
      status: 409,
      message: `version ${version} of ${name} holds no value yet: createSecret comes before ${step}`,
    });
  if (step === 'setSecret') {
    const current = await versions.read(secret, { stage: 'AWSCURRENT' });
    await holder?.adopt({ pending, current: current === pending ? undefined : current });
  } else if (step === 'testSecret') {
    generated.check(pending);
    await holder?.tryOut(pending);
  } else {
    await versions.makeCurrent(secret, version);
  }
}
