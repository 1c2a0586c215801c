import {
  AIMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
  type BaseMessage,
} from '@langchain/core/messages';
import type { ChatMessage, ToolCall } from '@marketscope/contracts';

/** What of a conversation a model is given: its newest messages up to both bounds. */
const MAX_MESSAGES = 20;
const MAX_CHARACTERS = 24_000;

/** What a model sees before it answers: its task, the bounded conversation, and the question. */
export function conversationMessages({
  systemPrompt,
  history,
  message,
}: {
  systemPrompt: string;
  history: readonly ChatMessage[];
  message: string;
}): BaseMessage[] {
  const recent: ChatMessage[] = [];
  let characters = 0;
  for (const each of history.slice(-MAX_MESSAGES).toReversed()) {
    characters += each.text.length;
    if (characters > MAX_CHARACTERS) break;
    recent.unshift(each);
  }
  return [
    new SystemMessage(systemPrompt),
    ...recent.flatMap((each, position) => messagesOf(each, position === recent.length - 1)),
    new HumanMessage(message),
  ];
}

/** Only the last answer comes with its tool calls: what it asked the person about is among them. */
function messagesOf({ role, text, toolCalls }: ChatMessage, isLast: boolean): BaseMessage[] {
  if (role === 'user') return [new HumanMessage(text)];
  const answered = isLast
    ? toolCalls
        .filter(({ outcome }) => outcome !== undefined)
        // Those of the answer to come are counted from one again.
        .map((call) => ({ ...call, id: `earlier-${call.id}` }))
    : [];
  return [
    ...(answered.length > 0 ? [callingMessage('', answered), ...answered.map(resultMessage)] : []),
    ...(text === '' ? [] : [new AIMessage(text)]),
  ];
}

/** What the model said when it called tools. */
export function callingMessage(text: string, calls: readonly ToolCall[]): AIMessage {
  return new AIMessage({
    content: text,
    tool_calls: calls.map(({ id, name, arguments: args }) => ({
      id,
      name,
      args,
      type: 'tool_call' as const,
    })),
  });
}

/** What a tool answered, as the model reads it: its result as JSON, or `{"error": …}`. */
export function resultMessage({ id, name, outcome }: ToolCall): ToolMessage {
  const failed = outcome?.ok === false;
  return new ToolMessage({
    tool_call_id: id,
    name,
    status: failed ? 'error' : 'success',
    content: JSON.stringify(failed ? { error: outcome.error } : outcome?.result),
  });
}
