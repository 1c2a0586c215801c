import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { z } from 'zod';
import { OperatorError } from '@marketscope/operator';
import type { EnvironmentName } from './environment.ts';

/** What Terraform tells the tools of an environment, in the parameter `/<project>/<environment>/deployment`. */
const deploymentParameter = z.object({
  releasesBucket: z.string().min(1),
  webBucket: z.string().min(1),
  /** Null where there is no CloudFront, as in an emulator. */
  distributionId: z.string().min(1).nullable(),
  publicUrl: z.string().min(1),
  services: z.record(
    z.string(),
    z.object({ function: z.string().min(1), architecture: z.enum(['arm64', 'x86_64']) }),
  ),
});

/** An environment as it stands. */
export interface Deployment extends z.output<typeof deploymentParameter> {
  project: string;
  environment: EnvironmentName;
}

/**
 * Reads where an environment's releases go.
 * @throws OperatorError when Terraform has not been applied there
 */
export async function readDeployment(
  ssm: SSMClient,
  project: string,
  environment: EnvironmentName,
): Promise<Deployment> {
  const name = `/${project}/${environment}/deployment`;
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name }));
    return { ...deploymentParameter.parse(JSON.parse(Parameter?.Value ?? 'null')), project, environment };
  } catch (error) {
    if (!(error instanceof ParameterNotFound)) throw error;
    throw new OperatorError(
      `nothing is deployed as ${environment} in this account and region (no parameter ${name}): apply infra/environments/${environment} first, or choose the account by AWS_PROFILE and AWS_REGION`,
      { cause: error },
    );
  }
}
