import type { BaseChatModel, BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import type { Citation, ToolCall } from '@marketscope/contracts';
import { AssistantError } from '../assistant-error.ts';
import type { AssistantEvent, AssistantPorts } from '../assistant.ts';
import type { ChangePermit } from '../permission/change-permit.ts';
import type { Tool, ToolContext } from '../tools/tool.ts';
import { distinctCitations } from './citations.ts';
import { callingMessage, resultMessage } from './conversation-messages.ts';
import { streamReply, type ModelReply } from './model-reply.ts';
import { createToolRunner, type RequestedCall, type RunCall } from './tool-runner.ts';

/** A chat model, and what a person is told that it is called. */
export interface AssistantModel {
  name: string;
  chat: BaseChatModel<BaseChatModelCallOptions, AIMessageChunk>;
  /** Whether a streamed message has come to its end; a model that can't be cut off needs none. */
  isComplete?: (message: AIMessageChunk) => boolean;
  /** The same model with another key, after the server refused this one's; undefined when there is none. */
  renew?: () => Promise<AssistantModel | undefined>;
}

/** How far an answer may go. */
export interface LoopLimits {
  /** Times that the model may call tools; after them it must answer with what it has. */
  rounds: number;
  callsPerRound: number;
  /** Characters of an answer. */
  characters: number;
  /** Milliseconds for the whole answer, for a model's silence, and for a tool's call. */
  answerMs: number;
  silenceMs: number;
  toolMs: number;
}

/** A call with whether the model repeats itself, which nobody needs to see twice. */
interface NumberedCall extends RequestedCall {
  id: string;
  repeated: boolean;
}

/**
 * The loop of an answer, the same for every model: the model is asked; the tools that it calls run side by side and it
 * is asked again with what came of them, until it calls none. What fails in a tool is told to the model, not thrown.
 * @throws AssistantError when the model fails or a limit is reached; the signal's reason when it is aborted
 */
export async function* runAnswerLoop(loop: {
  model: AssistantModel;
  tools: readonly Tool[];
  messages: readonly BaseMessage[];
  permit: ChangePermit;
  context: ToolContext;
  signal: AbortSignal;
  limits: LoopLimits;
  onUsage?: AssistantPorts['onUsage'];
  onToolCall?: AssistantPorts['onToolCall'];
  onFault?: AssistantPorts['onFault'];
}): AsyncGenerator<AssistantEvent> {
  const { limits } = loop;
  let { model } = loop;
  const timeLimit = AbortSignal.timeout(limits.answerMs);
  const signal = AbortSignal.any([loop.signal, timeLimit]);
  const runner = createToolRunner({ ...loop, timeLimitMs: limits.toolMs });
  const messages = [...loop.messages];
  const toolCalls: ToolCall[] = [];
  const citations: Citation[] = [];
  let answer = '';
  let asked = 0;

  try {
    for (let round = 0; ; round += 1) {
      const mayCall = round < limits.rounds;
      const request = {
        tools: loop.tools,
        toolChoice: mayCall ? ('auto' as const) : ('none' as const),
        messages,
        signal,
        silenceMs: limits.silenceMs,
        maxCharacters: limits.characters - answer.length,
        separator: answer === '' ? '' : '\n\n',
      };
      let reply: ModelReply;
      try {
        reply = yield* streamReply({ ...request, model });
      } catch (error) {
        // A key that was changed while the answer is written: a refusal comes before any token.
        const renewed = isRefusal(error) ? await model.renew?.() : undefined;
        if (!renewed) throw error;
        model = renewed;
        reply = yield* streamReply({ ...request, model });
      }
      answer += reply.text;
      if (reply.usage) loop.onUsage?.({ model: model.name, ...reply.usage });
      if (reply.calls.length === 0) break;
      if (!mayCall) throw new AssistantError('too-many-rounds');

      const calls = numbered(reply.calls.slice(0, limits.callsPerRound), asked, runner.hasRun);
      asked += calls.length;
      for (const { id, name, arguments: args, repeated } of calls)
        if (!repeated) yield { name: 'tool_call', data: { id, name, arguments: args ?? {} } };
      const runs = new Map<string, RunCall>();
      for await (const [call, run] of asTheyEnd(calls, runner.run, signal)) {
        runs.set(call.id, run);
        if (!call.repeated)
          yield { name: 'tool_result', data: { id: call.id, name: call.name, outcome: run.outcome } };
      }
      const made = calls.flatMap(({ id, name, arguments: args, repeated }) => {
        const run = runs.get(id);
        if (!run) return [];
        citations.push(...run.citations);
        return [{ repeated, call: { id, name, arguments: args ?? {}, outcome: run.outcome } }];
      });
      toolCalls.push(...made.flatMap(({ repeated, call }) => (repeated ? [] : [call])));
      messages.push(
        callingMessage(
          reply.ownText,
          made.map(({ call }) => call),
        ),
        ...made.map(({ call }) => resultMessage(call)),
      );
    }
  } catch (error) {
    loop.signal.throwIfAborted();
    if (timeLimit.aborted) throw new AssistantError('time-limit', { cause: error });
    throw error;
  }

  if (answer.trim() === '') throw new AssistantError('empty-answer');
  const cited = distinctCitations(citations);
  for (const citation of cited) yield { name: 'citation', data: citation };
  yield { name: 'finish', data: { answer, citations: cited, toolCalls } };
}

function isRefusal(error: unknown): boolean {
  return error instanceof AssistantError && error.code === 'model-unauthorised';
}

/** Gives each call an id that is unique in the answer: some servers count from the same one in every round. */
function numbered(
  calls: readonly RequestedCall[],
  asked: number,
  hasRun: (call: RequestedCall) => boolean,
): NumberedCall[] {
  return calls.map((call, index) => ({
    ...call,
    id: `call-${asked + index + 1}`,
    repeated:
      hasRun(call) || calls.slice(0, index).some((other) => JSON.stringify(other) === JSON.stringify(call)),
  }));
}

/** Runs calls side by side and gives each as it ends. */
async function* asTheyEnd(
  calls: readonly NumberedCall[],
  run: (call: RequestedCall) => Promise<RunCall>,
  signal: AbortSignal,
): AsyncGenerator<[NumberedCall, RunCall]> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  aborted.catch(() => undefined);
  const running = new Map(
    calls.map((call) => [
      call,
      run({ name: call.name, arguments: call.arguments }).then((end) => [call, end] as const),
    ]),
  );
  while (running.size > 0) {
    signal.throwIfAborted();
    const [call, end] = await Promise.race([...running.values(), aborted]);
    running.delete(call);
    yield [call, end];
  }
}
