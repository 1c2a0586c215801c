import type { ChatMessage } from '@marketscope/contracts';
import {
  createAlertActions,
  createWatchlistActions,
  type KnowledgeSearch,
  type Passage,
  type ScreenActions,
} from '@marketscope/domain';
import { createFakeAlertStore, createFakeLeases, createFakeWatchlistStore } from '@marketscope/testing';
import {
  createAssistant,
  type AssistantEvent,
  type FinishedAnswer,
  type TokenUsage,
  type ToolCallMeasure,
} from '../assistant.ts';
import type { LoopLimits } from '../loop/answer-loop.ts';
import { analystName, chooseModel, type ModelChoice } from '../model-choice.ts';
import { fixedModel, type ModelSource } from '../model-source.ts';
import { sampleClock, sampleMarket, sampleNow } from './sample-market.ts';
import { sampleScreens } from './sample-screen.ts';

/** An assistant on fakes that keeps a conversation, as the chat does. */
export function assistantOnFakes(
  options: {
    choice?: ModelChoice;
    source?: ModelSource;
    limits?: Partial<LoopLimits>;
    screens?: Pick<ScreenActions, 'read'>;
    /** What a search of documents finds. */
    passages?: readonly Passage[];
  } = {},
) {
  let ids = 0;
  const market = sampleMarket();
  const clock = (): Date => sampleNow;
  const watchlist = createWatchlistActions({ watchlists: createFakeWatchlistStore(), market, clock });
  const alertStore = createFakeAlertStore();
  const alerts = createAlertActions({
    alerts: alertStore,
    leases: createFakeLeases(),
    market,
    newId: () => `01J0000000000000000000000${(ids += 1)}`,
    clock,
  });
  const samples = options.screens ?? sampleScreens();
  const knowledge: KnowledgeSearch = { search: async () => [...(options.passages ?? [])] };
  const usage: TokenUsage[] = [];
  const faults: unknown[] = [];
  const measures: ToolCallMeasure[] = [];
  const assistant = createAssistant(
    options.source ?? fixedModel(options.choice ?? chooseModel({})),
    {
      market,
      marketClock: sampleClock,
      watchlist,
      alerts,
      screens: { read: async (...question) => (await samples).read(...question) },
      knowledge,
      clock,
      onUsage: (each) => usage.push(each),
      onToolCall: (each) => measures.push(each),
      onFault: (error) => faults.push(error),
    },
    options.limits,
  );
  const history: ChatMessage[] = [];

  return {
    assistant,
    market,
    watchlist,
    alerts,
    alertStore,
    usage,
    faults,
    measures,
    history,
    /** Asks as `ada`, and goes on with the same conversation. */
    async ask(message: string): Promise<FinishedAnswer & { events: AssistantEvent[]; toolNames: string[] }> {
      const events: AssistantEvent[] = [];
      const question = { userId: 'ada', message, history: [...history] };
      for await (const event of assistant.answer(question, new AbortController().signal)) events.push(event);
      const last = events.at(-1);
      if (last?.name !== 'finish') throw new Error('the answer did not finish');
      history.push(
        messageOf('user', { answer: message, citations: [], toolCalls: [] }),
        messageOf('assistant', last.data),
      );
      return { ...last.data, events, toolNames: last.data.toolCalls.map(({ name }) => name) };
    },
  };

  function messageOf(
    role: ChatMessage['role'],
    { answer, citations, toolCalls }: FinishedAnswer,
  ): ChatMessage {
    return {
      id: `message-${history.length}`,
      role,
      text: answer,
      createdAt: sampleNow.toISOString(),
      state: 'complete',
      citations,
      toolCalls,
      model: role === 'user' ? null : (options.choice?.name ?? analystName),
    };
  }
}
