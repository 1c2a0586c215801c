import { OperatorError } from './operator-error.ts';

/** Environments on AWS. */
export const environments = ['dev', 'staging', 'prod'] as const;

/**
 * Reads `--env`.
 * @returns undefined for the running stack
 * @throws OperatorError when there is no such environment
 */
export function environmentOption(name: string | undefined): string | undefined {
  if (name !== undefined && !environments.some((each) => each === name))
    throw new OperatorError(`There is no environment ${name}: --env ${environments.join('|')}`);
  return name;
}
