import type { AIMessageChunk, BaseMessage, UsageMetadata } from '@langchain/core/messages';
import { z } from 'zod';
import { AssistantError } from '../assistant-error.ts';
import type { AssistantEvent, TokenUsage } from '../assistant.ts';
import type { Tool } from '../tools/tool.ts';
import type { AssistantModel } from './answer-loop.ts';
import { modelFailure } from './model-failure.ts';
import type { RequestedCall } from './tool-runner.ts';

/** What a model said to one request. */
export interface ModelReply {
  /** What was streamed, with what separates it from the text before. */
  text: string;
  ownText: string;
  calls: RequestedCall[];
  usage: Omit<TokenUsage, 'model'> | undefined;
}

/**
 * Asks the model once and streams its text as it comes.
 * @throws AssistantError when the model fails, falls silent or breaks off; the signal's reason when it is aborted
 */
export async function* streamReply(request: {
  model: AssistantModel;
  tools: readonly Tool[];
  toolChoice: 'auto' | 'none';
  messages: BaseMessage[];
  signal: AbortSignal;
  silenceMs: number;
  maxCharacters: number;
  /** Put before the first text, which follows that of an earlier reply. */
  separator: string;
}): AsyncGenerator<AssistantEvent, ModelReply> {
  const { model, signal, separator } = request;
  let message: AIMessageChunk | undefined;
  let ownText = '';
  for await (const chunk of chunksOf(request)) {
    message = message?.concat(chunk) ?? chunk;
    if (chunk.text === '') continue;
    yield { name: 'token', data: { text: ownText === '' ? separator + chunk.text : chunk.text } };
    ownText += chunk.text;
    if (ownText.length > request.maxCharacters) throw new AssistantError('answer-too-long');
  }
  signal.throwIfAborted();
  if (!message || (model.isComplete && !model.isComplete(message))) throw new AssistantError('model-cut-off');
  return {
    text: ownText === '' ? '' : separator + ownText,
    ownText,
    calls: callsOf(message),
    usage: usageOf(message),
  };
}

/**
 * The calls of a message as the model wrote them. LangChain completes arguments that broke off, `{"threshold": 20`, to
 * something that can be read: what was streamed is read again here, as it stands or not at all.
 */
function callsOf({
  tool_call_chunks: streamed = [],
  tool_calls: whole = [],
}: AIMessageChunk): RequestedCall[] {
  if (streamed.length === 0) return whole.map(({ name, args }) => ({ name, arguments: args }));
  return streamed.map(({ name = '', args }) => ({ name, arguments: argumentsOf(args) }));
}

/** Characters of a call's arguments: no tool takes more. */
const MAX_ARGUMENTS = 4000;

function argumentsOf(written: string | undefined): RequestedCall['arguments'] {
  // A call without arguments is written as nothing at all by some servers.
  if (written === undefined || written.trim() === '') return {};
  if (written.length > MAX_ARGUMENTS) return null;
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(written));
  } catch {
    return null;
  }
}

function usageOf({
  usage_metadata: tokens,
}: {
  usage_metadata?: UsageMetadata | undefined;
}): ModelReply['usage'] {
  return tokens && { input: tokens.input_tokens, output: tokens.output_tokens };
}

/** The chunks of a reply, none of them waited for beyond the model's allowed silence. */
async function* chunksOf({
  model,
  tools,
  toolChoice,
  messages,
  signal,
  silenceMs,
}: Parameters<typeof streamReply>[0]): AsyncGenerator<AIMessageChunk> {
  const silence = new AbortController();
  const ending = AbortSignal.any([signal, silence.signal]);
  const ended = new Promise<never>((_, reject) => {
    ending.addEventListener('abort', () => reject(ending.reason as Error), { once: true });
  });
  ended.catch(() => undefined);
  const timer = setTimeout(() => silence.abort(new AssistantError('model-timeout')), silenceMs);
  let iterator: AsyncIterator<AIMessageChunk> | undefined;
  try {
    signal.throwIfAborted();
    if (!model.chat.bindTools) throw new TypeError(`${model.name} can't call tools`);
    const definitions = tools.map(({ name, description, parameters }) => ({
      type: 'function',
      function: { name, description, parameters },
    }));
    const bound = model.chat.bindTools(definitions, { tool_choice: toolChoice });
    const stream = await Promise.race([bound.stream(messages, { signal: ending }), ended]);
    iterator = stream[Symbol.asyncIterator]();
    for (;;) {
      const next = await Promise.race([iterator.next(), ended]);
      if (next.done === true) return;
      timer.refresh();
      yield next.value;
    }
  } catch (error) {
    ending.throwIfAborted();
    throw modelFailure(error);
  } finally {
    clearTimeout(timer);
    // A stream that hangs would never return: it is told to, and not waited for.
    iterator?.return?.()?.then(undefined, () => undefined);
  }
}
