import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { OperatorError } from './operator-error.ts';

/**
 * The environment of a service, where it runs: where its resources are, and its settings. Of a running stack, what a service
 * has of its starter's shell is left out.
 * @param environment of AWS; without one, the running stack's
 * @throws OperatorError when it runs nowhere
 */
export async function environmentOfService(
  service: string,
  environment: string | undefined,
): Promise<Record<string, string>> {
  return environment === undefined ? runningStacks(service) : deployed(service, environment);
}

async function runningStacks(service: string): Promise<Record<string, string>> {
  // Loaded here alone: it brings the whole local cloud with it.
  const { dataDirectory, findRunningStack } = await import('@marketscope/local');
  const dataDir = dataDirectory();
  const variables = (await findRunningStack(dataDir))?.services[service];
  if (!variables)
    throw new OperatorError(
      `MarketScope is not running with the data in ${dataDir}. Start it with npm start, in another terminal, or name an environment on AWS by --env.`,
    );
  return variables;
}

async function deployed(service: string, environment: string): Promise<Record<string, string>> {
  const name = `marketscope-${environment}-${service}`;
  try {
    const { Environment } = await new LambdaClient().send(
      new GetFunctionConfigurationCommand({ FunctionName: name }),
    );
    return Environment?.Variables ?? {};
  } catch (error) {
    if (error instanceof ResourceNotFoundException)
      throw new OperatorError(
        `There is no function ${name} in this account and region: is the environment applied?`,
        {
          cause: error,
        },
      );
    throw error;
  }
}
