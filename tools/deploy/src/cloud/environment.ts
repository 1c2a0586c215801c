import { OperatorError } from '@marketscope/operator';

/** Environments that Terraform makes, `local` being any AWS-compatible endpoint. */
export const environments = ['dev', 'staging', 'prod', 'local'] as const;
export type EnvironmentName = (typeof environments)[number];

/**
 * Reads the name of an environment.
 * @param variables the process's environment variables; `local` must find its endpoint there
 * @throws OperatorError when there is no such environment, or `local` would reach AWS
 */
export function environmentOf(
  name: string | undefined,
  variables: NodeJS.ProcessEnv = process.env,
): EnvironmentName {
  const found = environments.find((each) => each === name);
  if (!found)
    throw new OperatorError(
      `${name === undefined ? 'no environment is given' : `there is no environment ${name}`}: add --env ${environments.join('|')}`,
    );
  if (found === 'local' && !variables['AWS_ENDPOINT_URL'])
    throw new OperatorError(
      '--env local is an emulator: set AWS_ENDPOINT_URL to its address, e.g. http://127.0.0.1:5000',
    );
  return found;
}

/** What a resource of an environment is called, e.g. `marketscope-dev-chat-api`. */
export function physicalName(project: string, environment: EnvironmentName, name: string): string {
  return `${project}-${environment}-${name}`;
}
