import { createModelSource, type ModelKey, type ModelSource } from '@marketscope/assistant';
import { renewableSecret, type Logger, type RenewableSecret } from '@marketscope/runtime';
import type { Configuration } from '../config.ts';

/**
 * The model that is set: Azure OpenAI where that is, else OpenAI or a server like it, else the built-in analyst. Its key is
 * that of the environment, or else that of the secret, which an operator may set or change at any time.
 * @param secretAt reads a secret by its reference
 */
export function modelSource(
  config: Configuration,
  logger: Logger,
  secretAt: (reference: string) => RenewableSecret = renewableSecret,
): ModelSource {
  const {
    AZURE_OPENAI_ENDPOINT: endpoint,
    AZURE_OPENAI_DEPLOYMENT: deployment,
    AZURE_OPENAI_API_VERSION: apiVersion,
    secrets,
  } = config;
  const azure =
    endpoint !== undefined && deployment !== undefined && apiVersion !== undefined
      ? { endpoint, deployment, apiVersion }
      : undefined;
  const key = azure
    ? keyOf(config.AZURE_OPENAI_API_KEY, () => secretAt(secrets['azure-openai-key']))
    : keyOf(config.OPENAI_API_KEY, () => secretAt(secrets['openai-api-key']));
  return createModelSource(
    { azure, baseUrl: config.OPENAI_BASE_URL, model: config.OPENAI_MODEL },
    key,
    ({ kind, name }) =>
      logger.info(
        { model: name },
        kind === 'analyst'
          ? 'no key of a model is set: the built-in analyst answers'
          : 'a language model answers',
      ),
  );
}

function keyOf(given: string | undefined, secret: () => RenewableSecret): ModelKey {
  return given === undefined ? secret() : { get: async () => given, renew: async () => given };
}
