import { AzureChatOpenAI, ChatOpenAI } from '@langchain/openai';
import type { AssistantModel } from '../loop/answer-loop.ts';
import type { ModelChoice } from '../model-choice.ts';

/**
 * A model behind OpenAI's chat-completions protocol: OpenAI's own, that of any compatible server by its address, or a
 * deployment of Azure OpenAI. This is the one layer that retries: rate limits with a hint when to come back, server errors
 * and lost connections, before the first token alone.
 */
export function createOpenAiModel(
  choice: Exclude<ModelChoice, { kind: 'analyst' }>,
  { maxRetries = 2, timeoutMs = 30_000 }: { maxRetries?: number; timeoutMs?: number } = {},
): AssistantModel {
  const options = {
    model: choice.name,
    maxRetries,
    timeout: timeoutMs,
    // Compatible servers speak chat completions; OpenAI's newer protocol is its own.
    useResponsesApi: false,
  };
  const chat =
    choice.kind === 'azure'
      ? new AzureChatOpenAI({
          ...options,
          azureOpenAIApiKey: choice.apiKey,
          azureOpenAIEndpoint: choice.azure.endpoint,
          azureOpenAIApiDeploymentName: choice.azure.deployment,
          azureOpenAIApiVersion: choice.azure.apiVersion,
        })
      : new ChatOpenAI({
          ...options,
          apiKey: choice.apiKey,
          ...(choice.baseUrl !== undefined && { configuration: { baseURL: choice.baseUrl } }),
        });
  return {
    name: choice.name,
    chat,
    isComplete: (message) => typeof message.response_metadata['finish_reason'] === 'string',
  };
}
