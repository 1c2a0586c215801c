import { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';

/** Reads a parameter of Parameter Store, decrypted where it is a SecureString; undefined when there is none. */
export async function readStoredParameter(name: string): Promise<string | undefined> {
  try {
    return await new SSMProvider().get(name, { decrypt: true, forceFetch: true });
  } catch (error) {
    if (error instanceof Error && isMissing(error.cause)) return undefined;
    throw error;
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'ParameterNotFound';
}
