import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  UpdateSecretVersionStageCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { SecretStage, SecretVersions } from '@marketscope/domain';

/** Versions of secrets in Secrets Manager; a secret's reference is its ARN. */
export function createSecretVersions(client: SecretsManagerClient): SecretVersions {
  const read: SecretVersions['read'] = async (secret, which) => {
    try {
      const { SecretString } = await client.send(
        new GetSecretValueCommand({
          SecretId: secret,
          ...('version' in which ? { VersionId: which.version } : { VersionStage: which.stage }),
        }),
      );
      return SecretString;
    } catch (error) {
      // A version that a rotation has begun, but not yet filled, is "not found" as well.
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  };

  /** The version at each stage. */
  const stagesOf = async (secret: string): Promise<Map<string, string>> => {
    const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId: secret }));
    return new Map(
      Object.entries(VersionIdsToStages).flatMap(([version, stages]) =>
        stages.map((stage) => [stage, version] as const),
      ),
    );
  };

  const moveStage = (
    secret: string,
    stage: SecretStage,
    move: { from: string | undefined; to?: string },
  ): Promise<unknown> =>
    client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: secret,
        VersionStage: stage,
        MoveToVersionId: move.to,
        RemoveFromVersionId: move.from,
      }),
    );

  return {
    read,
    async propose(secret, version, text) {
      if ((await read(secret, { version })) !== undefined) return;
      try {
        await client.send(
          new PutSecretValueCommand({
            SecretId: secret,
            ClientRequestToken: version,
            SecretString: text,
            VersionStages: ['AWSPENDING'],
          }),
        );
      } catch (error) {
        // Another invocation of the same step was faster: its text is as good.
        if (!(error instanceof ResourceExistsException)) throw error;
      }
    },
    async makeCurrent(secret, version) {
      const stages = await stagesOf(secret);
      const current = stages.get('AWSCURRENT');
      if (current !== version) await moveStage(secret, 'AWSCURRENT', { from: current, to: version });
      // Left pending, the version would make the next rotation believe that this one still runs once it is rolled back.
      if (stages.get('AWSPENDING') === version) await moveStage(secret, 'AWSPENDING', { from: version });
    },
  };
}
