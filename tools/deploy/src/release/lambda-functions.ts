import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  PreconditionFailedException,
  PublishVersionCommand,
  ResourceNotFoundException,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
  type FunctionConfiguration,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { OperatorError } from '@marketscope/operator';
import type { Deployment } from '../cloud/deployment.ts';
import type { ReleasedFunctions } from './released-functions.ts';

const ALIAS = 'live';

/** Seconds that Lambda may take to take over code or configuration. */
const UPDATE_SECONDS = 180;

/** Functions of Lambda, with their alias `live`. */
export function createLambdaFunctions(
  lambda: LambdaClient,
  deployment: Pick<Deployment, 'environment' | 'services'>,
): ReleasedFunctions {
  const nameOf = (service: string): string => {
    const found = deployment.services[service];
    if (!found)
      throw new OperatorError(
        `${service} is not in ${deployment.environment} yet: apply infra/environments/${deployment.environment}, which makes its function`,
      );
    return found.function;
  };
  const configuration = async (service: string, qualifier?: string): Promise<FunctionConfiguration> => {
    try {
      return await lambda.send(
        new GetFunctionConfigurationCommand({
          FunctionName: nameOf(service),
          ...(qualifier !== undefined && { Qualifier: qualifier }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      throw new OperatorError(
        `function ${nameOf(service)}${qualifier === undefined ? '' : `:${qualifier}`} is gone: apply infra/environments/${deployment.environment} again`,
        { cause: error },
      );
    }
  };
  const settled = async (service: string): Promise<void> => {
    await waitUntilFunctionUpdatedV2(
      { client: lambda, maxWaitTime: UPDATE_SECONDS, minDelay: 1, maxDelay: 5 },
      { FunctionName: nameOf(service) },
    );
  };

  return {
    async latestDigest(service) {
      return digestOf(await configuration(service));
    },
    async live(service) {
      await configuration(service, ALIAS);
      const { FunctionVersion, RoutingConfig, RevisionId } = await lambda.send(
        new GetAliasCommand({ FunctionName: nameOf(service), Name: ALIAS }),
      );
      const version = present(FunctionVersion);
      const [share] = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {});
      return {
        version,
        digest: digestOf(await configuration(service, version)),
        canary: share && {
          version: share[0],
          digest: digestOf(await configuration(service, share[0])),
          percent: Math.round(share[1] * 100),
        },
        revision: RevisionId,
      };
    },
    async configurationDiffers(service) {
      const [next, serving] = await Promise.all([configuration(service), configuration(service, ALIAS)]);
      return comparable(next) !== comparable(serving);
    },
    async putCode(service, { bucket, key, digest }) {
      await settled(service);
      await lambda.send(
        new UpdateFunctionCodeCommand({ FunctionName: nameOf(service), S3Bucket: bucket, S3Key: key }),
      );
      await settled(service);
      const taken = digestOf(await configuration(service));
      if (taken !== digest)
        throw new OperatorError(
          `Lambda holds ${taken} of ${service}, not ${digest}: somebody else deploys it too; run the command again`,
        );
    },
    async putLayers(service, layerArns) {
      const { Layers = [] } = await configuration(service);
      if (Layers.map(({ Arn }) => Arn).join() === layerArns.join()) return;
      await settled(service);
      await lambda.send(
        new UpdateFunctionConfigurationCommand({ FunctionName: nameOf(service), Layers: [...layerArns] }),
      );
      await settled(service);
    },
    async publish(service, digest) {
      await settled(service);
      const { Version } = await lambda.send(
        new PublishVersionCommand({ FunctionName: nameOf(service), CodeSha256: base64(digest) }),
      );
      return present(Version);
    },
    async pointLive(service, { version, canary }, revision) {
      try {
        await lambda.send(
          new UpdateAliasCommand({
            FunctionName: nameOf(service),
            Name: ALIAS,
            FunctionVersion: version,
            RoutingConfig: {
              AdditionalVersionWeights: canary ? { [canary.version]: canary.percent / 100 } : {},
            },
            ...(revision !== undefined && { RevisionId: revision }),
          }),
        );
      } catch (error) {
        if (!(error instanceof PreconditionFailedException)) throw error;
        throw new OperatorError(
          `somebody else has moved ${service} meanwhile: look at npm run status -- --env ${deployment.environment}, then run the command again`,
          { cause: error },
        );
      }
    },
  };
}

/** What of a configuration changes how a version runs, apart from its code. */
function comparable(configuration: FunctionConfiguration): string {
  const { Environment, Layers, LoggingConfig, VpcConfig, DeadLetterConfig, ...rest } = configuration;
  return JSON.stringify([
    rest.Runtime,
    rest.Role,
    rest.Handler,
    rest.Timeout,
    rest.MemorySize,
    rest.Architectures,
    rest.EphemeralStorage?.Size,
    rest.TracingConfig?.Mode,
    rest.KMSKeyArn,
    Object.entries(Environment?.Variables ?? {}).toSorted(([one], [other]) => one.localeCompare(other)),
    Layers?.map(({ Arn }) => Arn) ?? [],
    [LoggingConfig?.LogFormat, LoggingConfig?.LogGroup],
    [VpcConfig?.SubnetIds ?? [], VpcConfig?.SecurityGroupIds ?? []],
    DeadLetterConfig?.TargetArn,
  ]);
}

const digestOf = ({ CodeSha256 }: FunctionConfiguration): string =>
  Buffer.from(present(CodeSha256), 'base64').toString('hex');

const base64 = (digest: string): string => Buffer.from(digest, 'hex').toString('base64');

function present(value: string | undefined): string {
  if (value === undefined) throw new TypeError('the endpoint left out what AWS always answers');
  return value;
}
