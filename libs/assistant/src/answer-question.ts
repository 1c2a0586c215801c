import { newYorkTime } from '@marketscope/domain';
import type { AssistantEvent, AssistantPorts, Question } from './assistant.ts';
import { BuiltInAnalyst } from './analyst/analyst.ts';
import { readMessage } from './language/read-message.ts';
import { runAnswerLoop, type AssistantModel, type LoopLimits } from './loop/answer-loop.ts';
import { conversationMessages } from './loop/conversation-messages.ts';
import type { ModelChoice } from './model-choice.ts';
import { createChangePermit, pendingChanges } from './permission/change-permit.ts';
import { systemPrompt } from './openai/system-prompt.ts';
import { tools } from './tools/index.ts';

const defaultLimits: LoopLimits = {
  rounds: 8,
  callsPerRound: 16,
  characters: 40_000,
  answerMs: 90_000,
  silenceMs: 30_000,
  toolMs: 15_000,
};

/** Makes what answers questions with the chosen model. */
export async function createAnswerer(
  choice: ModelChoice,
  ports: AssistantPorts,
  limits: Partial<LoopLimits>,
): Promise<(question: Question, signal: AbortSignal) => AsyncIterable<AssistantEvent>> {
  const remote =
    choice.kind === 'openai'
      ? (await import('./openai/openai-model.ts')).createOpenAiModel(choice)
      : undefined;

  return async function* (question, signal) {
    const today = newYorkTime(await ports.marketClock.now()).date;
    const model: AssistantModel = remote ?? { name: choice.name, chat: new BuiltInAnalyst({ today }) };
    const context = { ...ports, userId: question.userId };
    const earlier = question.history.filter(({ role }) => role === 'user').map(({ text }) => text);
    const permit = createChangePermit(
      {
        intents: readMessage(question.message, { today, earlier }),
        message: question.message,
        pending: pendingChanges(question.history),
      },
      context,
    );
    yield* runAnswerLoop({
      model,
      tools,
      messages: conversationMessages({ ...question, systemPrompt: systemPrompt({ today }) }),
      permit,
      context,
      signal,
      limits: { ...defaultLimits, ...limits },
      onUsage: ports.onUsage,
      onFault: ports.onFault,
    });
  };
}
