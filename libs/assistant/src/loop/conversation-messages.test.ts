import type { ChatMessage } from '@marketscope/contracts';
import { expect, it } from 'vitest';
import { conversationMessages } from './conversation-messages.ts';

function message(
  role: ChatMessage['role'],
  text: string,
  toolCalls: ChatMessage['toolCalls'] = [],
): ChatMessage {
  return {
    id: text,
    role,
    text,
    createdAt: '2026-11-20T15:00:00.000Z',
    state: 'complete',
    citations: [],
    toolCalls,
    model: null,
  };
}

const typesAndTexts = (history: ChatMessage[]): [string, string][] =>
  conversationMessages({ systemPrompt: 'task', history, message: 'question' }).map((each) => [
    each.type,
    each.text,
  ]);

it('gives a model its task, the conversation and the question', () => {
  expect(typesAndTexts([message('user', 'hi'), message('assistant', 'hello')])).toEqual([
    ['system', 'task'],
    ['human', 'hi'],
    ['ai', 'hello'],
    ['human', 'question'],
  ]);
});

it('shows the tool calls of the last answer alone, and of those that were answered', () => {
  const call = {
    id: 'call-1',
    name: 'get_quote',
    arguments: {},
    outcome: { ok: true as const, result: { quotes: [] } },
  };
  const answered = message('assistant', 'done', [call, { ...call, id: 'call-2', outcome: undefined }]);
  expect(typesAndTexts([answered, message('user', 'and?'), answered])).toEqual([
    ['system', 'task'],
    ['ai', 'done'],
    ['human', 'and?'],
    ['ai', ''],
    ['tool', '{"quotes":[]}'],
    ['ai', 'done'],
    ['human', 'question'],
  ]);
});

it('leaves out what is too long ago or too long', () => {
  const many = Array.from({ length: 50 }, (_, index) => message('user', `message ${index}`));
  expect(
    typesAndTexts(many)
      .slice(1, -1)
      .map(([, text]) => text),
  ).toEqual(many.slice(-20).map(({ text }) => text));
  const long = [message('user', 'first'), message('assistant', 'x'.repeat(23_996)), message('user', 'last')];
  expect(typesAndTexts(long)).toHaveLength(4);
});
