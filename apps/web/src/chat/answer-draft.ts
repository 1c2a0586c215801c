import type {
  AnswerEvent,
  ChatMessage,
  Citation,
  MessageState,
  Problem,
  ToolCall,
} from '@marketscope/contracts';

/** An answer as far as its events have told it. */
export interface AnswerDraft {
  text: string;
  toolCalls: ToolCall[];
  citations: Citation[];
  state: MessageState;
  model: string | null;
  /** Why it failed, when it did. */
  problem: Problem | undefined;
}

export const emptyDraft: AnswerDraft = {
  text: '',
  toolCalls: [],
  citations: [],
  state: 'writing',
  model: null,
  problem: undefined,
};

/** The draft after one more event. */
export function applyEvent(draft: AnswerDraft, event: AnswerEvent): AnswerDraft {
  switch (event.name) {
    case 'conversation':
      return draft;
    case 'tool_call':
      return { ...draft, toolCalls: [...draft.toolCalls, event.data] };
    case 'tool_result':
      return { ...draft, toolCalls: withOutcome(draft.toolCalls, event.data) };
    case 'token':
      return { ...draft, text: draft.text + event.data.text };
    case 'citation':
      return { ...draft, citations: [...draft.citations, event.data] };
    case 'done': {
      const { answer, toolCalls, citations, state, model } = event.data;
      return { text: answer, toolCalls, citations, state, model, problem: undefined };
    }
    case 'error':
      return { ...draft, state: 'failed', problem: event.data };
  }
}

/** The draft as a message of its conversation. */
export function draftMessage(draft: AnswerDraft, id: string, createdAt: string): ChatMessage {
  const { text, toolCalls, citations, state, model } = draft;
  return { id, role: 'assistant', createdAt, text, toolCalls, citations, state, model };
}

function withOutcome(
  calls: ToolCall[],
  { id, name, outcome }: Required<Omit<ToolCall, 'arguments'>>,
): ToolCall[] {
  return calls.some((call) => call.id === id)
    ? calls.map((call) => (call.id === id ? { ...call, outcome } : call))
    : [...calls, { id, name, arguments: {}, outcome }];
}
