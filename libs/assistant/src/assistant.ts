import type { AnswerEvent, ChatMessage, Citation, ToolCall } from '@marketscope/contracts';
import type { LoopLimits } from './loop/answer-loop.ts';
import type { ModelSource } from './model-source.ts';
import type { ToolPorts } from './tools/tool.ts';

/** What a person asks. */
export interface Question {
  userId: string;
  message: string;
  /** The conversation before it, oldest first. */
  history: readonly ChatMessage[];
}

/** An answer to its end. */
export interface FinishedAnswer {
  answer: string;
  citations: Citation[];
  toolCalls: ToolCall[];
}

/** What happens while a question is answered, in order; `finish` comes last, once. */
export type AssistantEvent =
  | Extract<AnswerEvent, { name: 'tool_call' | 'tool_result' | 'token' | 'citation' }>
  | { name: 'finish'; data: FinishedAnswer };

/** Tokens that a model read and wrote. */
export interface TokenUsage {
  model: string;
  input: number;
  output: number;
}

/** A tool's call, without what it was called with and what it answered, which are people's own. */
export interface ToolCallMeasure {
  /** The tool's name; `unknown` for one that there is not. */
  tool: string;
  durationMs: number;
  outcome: 'ok' | 'failed';
}

export interface AssistantPorts extends ToolPorts {
  /** The wall clock, by which alerts end. */
  clock: () => Date;
  /** Told what each call of a model cost. */
  onUsage?: (usage: TokenUsage) => void;
  /** Told of each call of a tool when it has ended. */
  onToolCall?: (call: ToolCallMeasure) => void;
  /** Told of a tool's failure that no one foresaw; the model only learns that it failed. */
  onFault?: (error: unknown, tool: string) => void;
}

/** Answers questions about markets, with tools, as the person who asks. */
export interface Assistant {
  /**
   * The model that writes now, e.g. `built-in analyst`; a key that is set later brings another.
   * @throws AssistantError when it can't be told
   */
  model(): Promise<string>;
  /**
   * Answers as it goes.
   * @throws AssistantError when there is no answer to its end; the signal's reason when it was aborted
   */
  answer(question: Question, signal: AbortSignal): AsyncIterable<AssistantEvent>;
  /** Loads what the first answer needs, so that it need not wait for it. */
  prepare(): Promise<void>;
}

/** @param limits of each answer; the defaults fit a function of two minutes */
export function createAssistant(
  source: ModelSource,
  ports: AssistantPorts,
  limits: Partial<LoopLimits> = {},
): Assistant {
  // LangChain takes a quarter of a second to load: whoever never chats never waits for it.
  const load = async () => (await import('./answer-question.ts')).createAnswerer(source, ports, limits);
  let loaded: ReturnType<typeof load> | undefined;
  return {
    model: async () => (await source.choose()).name,
    async *answer(question, signal) {
      const answerer = await (loaded ??= load());
      yield* answerer(question, signal);
    },
    async prepare() {
      await (loaded ??= load());
    },
  };
}
