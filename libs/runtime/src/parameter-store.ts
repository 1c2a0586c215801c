import { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';
import { timeouts } from './client-timeouts.ts';

/** Reads a parameter of Parameter Store, decrypted where it is a SecureString; undefined when there is none. */
export async function readStoredParameter(name: string): Promise<string | undefined> {
  const parameters = new SSMProvider({ clientConfig: { requestHandler: timeouts } });
  try {
    return await parameters.get(name, { decrypt: true, forceFetch: true });
  } catch (error) {
    if (error instanceof Error && isMissing(error.cause)) return undefined;
    throw error;
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'ParameterNotFound';
}
