import type { Assistant, AssistantPorts } from '@marketscope/assistant';
import type {
  AlertActions,
  AnswerLog,
  ConversationStore,
  KnowledgeSearch,
  MarketClock,
  MarketReader,
  MessageStore,
  ScreenActions,
  WatchlistActions,
} from '@marketscope/domain';
import { MetricUnit, type Logger, type MetricSink } from '@marketscope/runtime';
import type { ZodApp } from '../http/zod-app.ts';
import { createAnswers } from './answers.ts';
import { createConversations } from './conversations.ts';
import { chatRoutes } from './routes.ts';

/** What the chat stands on. */
export interface ChatPorts {
  conversations: ConversationStore;
  messages: MessageStore;
  answerLog: AnswerLog;
  /** Makes the assistant, given what it may reach. */
  makeAssistant: (ports: AssistantPorts) => Assistant;
  market: MarketReader;
  marketClock: MarketClock;
  watchlist: WatchlistActions;
  alerts: AlertActions;
  screens: Pick<ScreenActions, 'read'>;
  knowledge: KnowledgeSearch;
  logger: Logger;
  metrics: MetricSink;
  clock: () => Date;
  newId: () => string;
  /** Milliseconds that answers being written are given when the app closes; then they are stored as interrupted. */
  endWithinMs: number;
}

/** The assistant over HTTP. */
export async function chat(app: ZodApp, ports: ChatPorts): Promise<void> {
  const { logger, metrics, messages, answerLog: log } = ports;
  const assistant = ports.makeAssistant({
    market: ports.market,
    marketClock: ports.marketClock,
    watchlist: ports.watchlist,
    alerts: ports.alerts,
    screens: ports.screens,
    knowledge: ports.knowledge,
    clock: ports.clock,
    onUsage({ model, input, output }) {
      metrics.record('LLMTokens', MetricUnit.Count, input, { model, direction: 'input' });
      metrics.record('LLMTokens', MetricUnit.Count, output, { model, direction: 'output' });
    },
    onToolCall: (call) => logger.info(call, 'tool called'),
    onFault: (error, tool) => logger.error({ err: error, tool }, 'a tool failed'),
  });
  const answers = createAnswers({ assistant, messages, log, logger });
  const conversations = createConversations({ ...ports, log, answers });

  app.addHook('preClose', () => answers.close(ports.endWithinMs));
  // A server that waits for requests has the time; a function that was started for one has not.
  app.addHook('onListen', async () => {
    await assistant
      .prepare()
      .catch((error: unknown) => logger.error({ err: error }, 'the assistant did not load'));
  });
  await app.register(chatRoutes, { conversations, answers });
}
