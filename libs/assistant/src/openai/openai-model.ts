import { ChatOpenAI } from '@langchain/openai';
import type { AssistantModel } from '../loop/answer-loop.ts';

/**
 * A model behind OpenAI's chat-completions protocol: OpenAI's own, or that of any compatible server by its address. This is
 * the one layer that retries: rate limits with a hint when to come back, server errors and lost connections, before the
 * first token alone.
 */
export function createOpenAiModel({
  name,
  apiKey,
  baseUrl,
  maxRetries = 2,
  timeoutMs = 30_000,
}: {
  name: string;
  apiKey: string;
  baseUrl?: string | undefined;
  maxRetries?: number;
  timeoutMs?: number;
}): AssistantModel {
  const chat = new ChatOpenAI({
    model: name,
    apiKey,
    maxRetries,
    timeout: timeoutMs,
    // Compatible servers speak chat completions; OpenAI's newer protocol is its own.
    useResponsesApi: false,
    ...(baseUrl !== undefined && { configuration: { baseURL: baseUrl } }),
  });
  return {
    name,
    chat,
    isComplete: (message) => typeof message.response_metadata['finish_reason'] === 'string',
  };
}
