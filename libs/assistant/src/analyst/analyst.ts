import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import type { Runnable } from '@langchain/core/runnables';
import type { ReadingDays } from '../language/intent.ts';
import { evidenceOf } from './evidence.ts';
import { nextStep } from './next-step.ts';

interface AnalystCallOptions extends BaseChatModelCallOptions {
  tools?: BindToolsInput[];
}

/**
 * A chat model without a language model: it reads the question by rules, calls the tools that find its answer, and writes
 * the answer from their results alone. The same conversation always gets the same answer.
 */
export class BuiltInAnalyst extends BaseChatModel<AnalystCallOptions, AIMessageChunk> {
  readonly #days: ReadingDays;

  constructor(days: ReadingDays) {
    super({});
    this.#days = days;
  }

  override _llmType(): string {
    return 'built-in-analyst';
  }

  override bindTools(
    tools: BindToolsInput[],
    options: Partial<AnalystCallOptions> = {},
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, AnalystCallOptions> {
    return this.withConfig({ ...options, tools });
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
  ): AsyncGenerator<ChatGenerationChunk> {
    const step = nextStep(evidenceOf(messages), this.#days);
    if (step.kind === 'call' && options.tool_choice !== 'none') {
      yield chunkOf(
        '',
        step.calls.map(({ name, args }, index) => ({
          index,
          id: `analyst-${index}`,
          name,
          args: JSON.stringify(args),
        })),
      );
      return;
    }
    const text =
      step.kind === 'answer' ? step.text : 'I couldn’t find out all that this takes. Ask for less at once.';
    for (const word of text.match(/\S+\s*|\s+/g) ?? []) yield chunkOf(word);
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    let whole: ChatGenerationChunk | undefined;
    for await (const chunk of this._streamResponseChunks(messages, options))
      whole = whole?.concat(chunk) ?? chunk;
    return { generations: whole ? [whole] : [] };
  }
}

function chunkOf(text: string, calls: AIMessageChunk['tool_call_chunks'] = []): ChatGenerationChunk {
  return new ChatGenerationChunk({
    text,
    message: new AIMessageChunk({ content: text, tool_call_chunks: calls ?? [] }),
  });
}
