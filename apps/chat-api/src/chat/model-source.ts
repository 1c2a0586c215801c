import { createModelSource, type ModelSource } from '@marketscope/assistant';
import { openAiKey, type Logger, type RenewableSecret } from '@marketscope/runtime';
import type { Configuration } from '../config.ts';

/**
 * The model that is set: Azure OpenAI where that is, else OpenAI or a server like it, else the built-in analyst. Its key is
 * that of the environment, or else that of the secret, which an operator may set or change at any time.
 * @param secretAt reads a secret by its reference
 */
export function modelSource(
  config: Configuration,
  logger: Logger,
  secretAt?: (reference: string) => RenewableSecret,
): ModelSource {
  const {
    AZURE_OPENAI_ENDPOINT: endpoint,
    AZURE_OPENAI_DEPLOYMENT: deployment,
    AZURE_OPENAI_API_VERSION: apiVersion,
  } = config;
  const azure =
    endpoint !== undefined && deployment !== undefined && apiVersion !== undefined
      ? { endpoint, deployment, apiVersion }
      : undefined;
  return createModelSource(
    { azure, baseUrl: config.OPENAI_BASE_URL, model: config.OPENAI_MODEL },
    openAiKey(azure ? 'azure' : 'openai', config, config.secrets, secretAt),
    ({ kind, name }) =>
      logger.info(
        { model: name },
        kind === 'analyst'
          ? 'no key of a model is set: the built-in analyst answers'
          : 'a language model answers',
      ),
  );
}
