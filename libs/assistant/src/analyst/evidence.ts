import { HumanMessage, type AIMessage, type BaseMessage, type ToolMessage } from '@langchain/core/messages';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { confirmationNeeded, type Change } from '../permission/change.ts';

/** A call of a tool. */
export interface PlannedCall {
  name: string;
  args: Record<string, unknown>;
}

/** What came of a call, read as the shape it should have. */
export type Finding<Result> =
  | { kind: 'found'; result: Result }
  | { kind: 'unconfirmed'; change: Change }
  | { kind: 'failed'; error: string };

/**
 * What is known so far of the question being answered. Asking for what isn't known yet notes the call that would find
 * it out; an answer is ready when nothing had to be noted.
 */
export interface Evidence {
  ask<Schema extends z.ZodType>(call: PlannedCall, result: Schema): Finding<z.output<Schema>> | undefined;
  /** Calls that were asked for and not made yet. */
  missing: PlannedCall[];
  /** Calls that the answer before asked the person about. */
  unconfirmed: PlannedCall[];
  question: string;
  /** What the person wrote before, oldest first. */
  earlier: string[];
}

const errorContent = z.object({ error: z.string() });

/** Reads the evidence from a conversation whose last person's message is the question. */
export function evidenceOf(messages: readonly BaseMessage[]): Evidence {
  const asked = messages.findLastIndex(HumanMessage.isInstance);
  const askedBefore = messages.slice(0, Math.max(asked, 0)).findLastIndex(HumanMessage.isInstance);
  const made = callsIn(messages.slice(asked + 1));
  const missing: PlannedCall[] = [];
  return {
    missing,
    question: messages[asked]?.text ?? '',
    earlier: messages
      .slice(0, Math.max(asked, 0))
      .filter(HumanMessage.isInstance)
      .map(({ text }) => text),
    unconfirmed: callsIn(messages.slice(askedBefore + 1, Math.max(asked, 0)))
      .filter(({ content }) => confirmationNeeded.safeParse(content).success)
      .map(({ call }) => call),
    ask(call, result) {
      const known = made.find((each) => isDeepStrictEqual(each.call, call));
      if (!known) {
        if (!missing.some((each) => isDeepStrictEqual(each, call))) missing.push(call);
        return undefined;
      }
      const { content } = known;
      const question = confirmationNeeded.safeParse(content);
      if (question.success) return { kind: 'unconfirmed', change: question.data.change };
      const failure = errorContent.safeParse(content);
      if (failure.success) return { kind: 'failed', error: failure.data.error };
      const read = result.safeParse(content);
      return read.success
        ? { kind: 'found', result: read.data }
        : { kind: 'failed', error: 'The tool answered what I can’t read.' };
    },
  };
}

function callsIn(messages: readonly BaseMessage[]): { call: PlannedCall; content: unknown }[] {
  const results = new Map(messages.filter(isToolMessage).map((each) => [each.tool_call_id, each.text]));
  return messages.filter(isAiMessage).flatMap(({ tool_calls = [] }) =>
    tool_calls.flatMap(({ id, name, args }) => {
      const text = results.get(id ?? '');
      return text === undefined ? [] : [{ call: { name, args }, content: jsonOf(text) }];
    }),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { error: text };
  }
}

function isAiMessage(message: BaseMessage): message is AIMessage {
  return message.type === 'ai';
}

function isToolMessage(message: BaseMessage): message is ToolMessage {
  return message.type === 'tool';
}
