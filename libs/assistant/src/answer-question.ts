import { newYorkTime } from '@marketscope/domain';
import type { AssistantEvent, AssistantPorts, Question } from './assistant.ts';
import { BuiltInAnalyst } from './analyst/analyst.ts';
import { readMessage } from './language/read-message.ts';
import { runAnswerLoop, type AssistantModel, type LoopLimits } from './loop/answer-loop.ts';
import { conversationMessages } from './loop/conversation-messages.ts';
import type { ModelChoice } from './model-choice.ts';
import type { ModelSource } from './model-source.ts';
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

/** Makes what answers questions with the model that the source chooses for each. */
export async function createAnswerer(
  source: ModelSource,
  ports: AssistantPorts,
  limits: Partial<LoopLimits>,
): Promise<(question: Question, signal: AbortSignal) => AsyncIterable<AssistantEvent>> {
  const remoteModel = remoteModels(source);
  // The package of remote models takes long to load: when one is chosen, it is loaded before the first question.
  await source.choose().then(remoteModel, () => undefined);

  return async function* (question, signal) {
    const days = {
      today: newYorkTime(await ports.marketClock.now()).date,
      calendarToday: newYorkTime(ports.clock()).date,
    };
    const choice = await source.choose();
    const model: AssistantModel = (await remoteModel(choice)) ?? {
      name: choice.name,
      chat: new BuiltInAnalyst(days),
    };
    const context = { ...ports, userId: question.userId };
    const earlier = question.history.filter(({ role }) => role === 'user').map(({ text }) => text);
    const permit = createChangePermit(
      {
        intents: readMessage(question.message, { ...days, earlier }),
        message: question.message,
        pending: pendingChanges(question.history),
      },
      context,
    );
    yield* runAnswerLoop({
      model,
      tools,
      messages: conversationMessages({ ...question, systemPrompt: systemPrompt(days) }),
      permit,
      context,
      signal,
      limits: { ...defaultLimits, ...limits },
      onUsage: ports.onUsage,
      onToolCall: ports.onToolCall,
      onFault: ports.onFault,
    });
  };
}

/** Makes the client of a remote model, one a choice; undefined for the analyst, who is no remote model. */
function remoteModels(source: ModelSource): (choice: ModelChoice) => Promise<AssistantModel | undefined> {
  let last: { choice: string; model: AssistantModel } | undefined;
  return async function remoteModel(choice): Promise<AssistantModel | undefined> {
    if (choice.kind === 'analyst') return undefined;
    const { createOpenAiModel } = await import('./openai/openai-model.ts');
    const same = JSON.stringify(choice);
    if (last?.choice !== same)
      last = {
        choice: same,
        model: {
          ...createOpenAiModel(choice),
          async renew() {
            const renewed = await source.renew(choice);
            return renewed && remoteModel(renewed);
          },
        },
      };
    return last.model;
  };
}
