import { BaseChatModel, type BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage, type UsageMetadata } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';

/** What a scripted model says in one reply: text, calls (arguments as text may be malformed), or something of its own. */
export interface ScriptedReply {
  text?: string[];
  calls?: { name: string; args: object | string }[];
  usage?: { input: number; output: number };
  /** Runs before anything is said; may throw or wait. */
  before?: (signal: AbortSignal | undefined) => Promise<void> | void;
}

/** A chat model that says what a test has written, and keeps what it was asked. */
export class ScriptedModel extends BaseChatModel<BaseChatModelCallOptions, AIMessageChunk> {
  readonly asked: { messages: BaseMessage[]; toolChoice: unknown }[] = [];
  readonly #replies: ((messages: BaseMessage[]) => ScriptedReply)[];

  constructor(...replies: (ScriptedReply | ((messages: BaseMessage[]) => ScriptedReply))[]) {
    super({});
    this.#replies = replies.map((reply) => (typeof reply === 'function' ? reply : () => reply));
  }

  override _llmType(): string {
    return 'scripted';
  }

  override bindTools(_tools: unknown[], options: Partial<BaseChatModelCallOptions> = {}) {
    return this.withConfig(options);
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
  ): AsyncGenerator<ChatGenerationChunk> {
    this.asked.push({ messages, toolChoice: options.tool_choice });
    // The last reply is said again and again.
    const reply = this.#replies[Math.min(this.asked.length, this.#replies.length) - 1]?.(messages) ?? {};
    await reply.before?.(options.signal);
    for (const text of reply.text ?? []) yield chunk({ content: text });
    for (const [index, { name, args }] of (reply.calls ?? []).entries())
      yield chunk({
        content: '',
        tool_call_chunks: [
          { index, id: `call_${index}`, name, args: typeof args === 'string' ? args : JSON.stringify(args) },
        ],
      });
    if (reply.usage) {
      const { input, output } = reply.usage;
      const message = new AIMessageChunk('');
      const tokens: UsageMetadata = {
        input_tokens: input,
        output_tokens: output,
        total_tokens: input + output,
      };
      yield new ChatGenerationChunk({
        text: '',
        message: Object.assign(message, { usage_metadata: tokens }),
      });
    }
  }

  override async _generate(): Promise<ChatResult> {
    throw new Error('answers are streamed');
  }
}

function chunk(fields: ConstructorParameters<typeof AIMessageChunk>[0]): ChatGenerationChunk {
  const message = new AIMessageChunk(fields);
  return new ChatGenerationChunk({ text: message.text, message });
}
