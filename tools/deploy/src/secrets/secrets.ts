import { randomUUID } from 'node:crypto';
import { paginateListSecrets, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SecretVersions } from '@marketscope/domain';
import { generatedSecrets, type GeneratedSecret } from '@marketscope/runtime';

/** How a secret stands. */
export interface SecretStatus {
  /** Its name in the topology. */
  name: string;
  /** The name of it in the account. */
  physicalName: string;
  /** `made`: it has been given its first value just now. */
  state: 'set' | 'made' | 'not set';
  changed: Date | undefined;
  nextRotation: Date | undefined;
}

/**
 * Gives each secret that the system generates, and that has no value yet, its first one; the later ones follow by
 * rotation. Tells how all of them stand. A value that is there is never changed.
 * @param prefix beginning of the names of an environment's secrets
 */
export async function ensureSecrets(
  { client, versions, now }: { client: SecretsManagerClient; versions: SecretVersions; now: () => Date },
  prefix: string,
): Promise<SecretStatus[]> {
  const secrets: SecretStatus[] = [];
  const pages = paginateListSecrets({ client }, { Filters: [{ Key: 'name', Values: [prefix] }] });
  for await (const { SecretList = [] } of pages)
    for (const { Name = '', ARN = '', SecretVersionsToStages = {}, ...times } of SecretList) {
      if (!Name.startsWith(prefix)) continue;
      const name = Name.slice(prefix.length);
      const isSet = Object.values(SecretVersionsToStages).some((stages) => stages.includes('AWSCURRENT'));
      const generated: GeneratedSecret | undefined = generatedSecrets[name as keyof typeof generatedSecrets];
      const isMade = !isSet && generated !== undefined && !generated.heldElsewhere;
      if (isMade) {
        const version = randomUUID();
        const value = generated.next({ current: undefined, previous: undefined }, now());
        await versions.propose(ARN, version, value);
        await versions.makeCurrent(ARN, version);
      }
      secrets.push({
        name,
        physicalName: Name,
        state: isMade ? 'made' : isSet ? 'set' : 'not set',
        changed: isMade ? now() : isSet ? times.LastChangedDate : undefined,
        nextRotation: times.NextRotationDate,
      });
    }
  return secrets.toSorted((one, other) => one.name.localeCompare(other.name));
}
