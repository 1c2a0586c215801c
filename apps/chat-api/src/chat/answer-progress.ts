import type { AnswerEvent, Citation, ToolCall } from '@marketscope/contracts';

/** What was written of an answer so far. */
export interface WrittenAnswer {
  text: string;
  toolCalls: ToolCall[];
  citations: Citation[];
}

/** Nothing written yet. */
export const nothingWritten: WrittenAnswer = { text: '', toolCalls: [], citations: [] };

/** What is written once an event has happened. */
export function withEvent(written: WrittenAnswer, event: AnswerEvent): WrittenAnswer {
  switch (event.name) {
    case 'token':
      return { ...written, text: written.text + event.data.text };
    case 'tool_call':
      return { ...written, toolCalls: [...written.toolCalls, event.data] };
    case 'tool_result': {
      const { id, outcome } = event.data;
      const toolCalls = written.toolCalls.map((call) => (call.id === id ? { ...call, outcome } : call));
      return { ...written, toolCalls };
    }
    case 'citation':
      return { ...written, citations: [...written.citations, event.data] };
    case 'done':
      return { text: event.data.answer, toolCalls: event.data.toolCalls, citations: event.data.citations };
    case 'conversation':
    case 'error':
      return written;
  }
}
