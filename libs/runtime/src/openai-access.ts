import { z } from 'zod';
import { givenSetting } from './given-setting.ts';
import { renewableSecret, type RenewableSecret } from './renewable-secret.ts';

/**
 * Where OpenAI's models are called, whatever for, and as whom. A key in the environment comes before the secret's: on AWS
 * there is none.
 */
export const openAiSettings = z.object({
  OPENAI_API_KEY: givenSetting(z.string()),
  /** Of any server that speaks OpenAI's protocol. */
  OPENAI_BASE_URL: givenSetting(z.url({ protocol: /^https?$/ })),
  AZURE_OPENAI_API_KEY: givenSetting(z.string()),
  /** Of Azure OpenAI: the resource's address. */
  AZURE_OPENAI_ENDPOINT: givenSetting(z.url({ protocol: /^https?$/ })),
  AZURE_OPENAI_API_VERSION: givenSetting(z.string()),
});
export type OpenAiSettings = z.output<typeof openAiSettings>;

/** The secrets that hold keys of models. */
export const openAiSecrets = { openai: 'openai-api-key', azure: 'azure-openai-key' } as const;

/**
 * The key of OpenAI or of Azure OpenAI: that of the environment, or else that of the secret, which an operator may set or
 * change at any time and which is read when it is first asked for.
 * @param secrets references by the names of the secrets
 * @param secretAt reads a secret by its reference
 */
export function openAiKey(
  provider: keyof typeof openAiSecrets,
  settings: OpenAiSettings,
  secrets: Record<(typeof openAiSecrets)[keyof typeof openAiSecrets], string>,
  secretAt: (reference: string) => RenewableSecret = renewableSecret,
): RenewableSecret {
  const given = provider === 'azure' ? settings.AZURE_OPENAI_API_KEY : settings.OPENAI_API_KEY;
  if (given === undefined) return secretAt(secrets[openAiSecrets[provider]]);
  return { get: async () => given, renew: async () => given };
}
