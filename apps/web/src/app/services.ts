import { QueryClient } from '@tanstack/react-query';
import { createAlertsApi, type AlertsApi } from '../api/alerts.ts';
import { createApiClient } from '../api/api-client.ts';
import { isTransient } from '../api/api-error.ts';
import { createAuthApi } from '../api/auth.ts';
import { createChatApi, type ChatApi } from '../api/chat.ts';
import { createDocumentsApi, type DocumentsApi } from '../api/documents.ts';
import { createMarketApi, type MarketApi } from '../api/market.ts';
import { createNotificationsApi, type NotificationsApi } from '../api/notifications.ts';
import { createScreensApi, type ScreensApi } from '../api/screens.ts';
import { sendFile as sendByBrowser, type SendFile } from '../api/send-file.ts';
import { createStockApi, type StockApi } from '../api/stock.ts';
import { createWatchlistApi, type WatchlistApi } from '../api/watchlist.ts';
import { alertsKey } from '../alerts/alert-queries.ts';
import { watchlistKey } from '../watchlist/watchlist-queries.ts';
import { conversationKey, conversationListKey, conversationsKey } from '../chat/conversation-queries.ts';
import { conversationWith } from '../chat/finished-answer.ts';
import { createLiveAnswers, type LiveAnswers } from '../chat/live-answers.ts';
import type { Exclusive } from '../session/exclusive.ts';
import type { RefreshTokenStorage } from '../session/refresh-token-storage.ts';
import { createSession, type Session } from '../session/session.ts';
import { pause as pauseByTimer, type Pause } from './pause.ts';
import type { ConversationResponse } from '@marketscope/contracts';

/** All that the page's screens work with. */
export interface Services {
  session: Session;
  chat: ChatApi;
  liveAnswers: LiveAnswers;
  stock: StockApi;
  watchlist: WatchlistApi;
  alerts: AlertsApi;
  documents: DocumentsApi;
  sendFile: SendFile;
  notifications: NotificationsApi;
  market: MarketApi;
  screens: ScreensApi;
  queries: QueryClient;
  pause: Pause;
  /** Has the browser save what is at an address. */
  download: (url: string) => void;
}

/** Wires the services to a way of reaching the API and a place for the refresh token. */
export function createServices(options: {
  fetch: typeof fetch;
  storage: RefreshTokenStorage;
  exclusive: Exclusive;
  pause?: Pause;
  sendFile?: SendFile;
  download: (url: string) => void;
}): Services {
  const { storage, exclusive, download, pause = pauseByTimer, sendFile = sendByBrowser } = options;
  const session = createSession({
    auth: createAuthApi(createApiClient({ fetch: options.fetch })),
    storage,
    exclusive,
  });
  const client = createApiClient({ fetch: options.fetch, credentials: session.credentials });
  const chat = createChatApi(client);

  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && isTransient(error),
      },
    },
  });

  const liveAnswers = createLiveAnswers({
    chat,
    pause,
    finished(answer) {
      queries.setQueryData<ConversationResponse>(conversationKey(answer.conversationId), (known) =>
        conversationWith(known, answer),
      );
      void queries.invalidateQueries({ queryKey: conversationsKey });
      // Tools may have changed what the other screens show.
      void queries.invalidateQueries({ queryKey: watchlistKey });
      void queries.invalidateQueries({ queryKey: alertsKey });
    },
    outdated: (conversationId) => {
      void queries.invalidateQueries({ queryKey: conversationListKey });
      void queries.invalidateQueries({ queryKey: conversationKey(conversationId) });
    },
  });

  // What one person has read must never be shown to the next.
  let userId: string | undefined;
  session.subscribe(() => {
    const state = session.state();
    if (state.status === 'restoring' || state.status === 'unreachable') return;
    const next = state.status === 'signed-in' ? state.user.id : undefined;
    if (userId !== undefined && userId !== next) {
      liveAnswers.clear();
      queries.clear();
    }
    userId = next;
  });

  return {
    session,
    chat,
    liveAnswers,
    stock: createStockApi(client),
    watchlist: createWatchlistApi(client),
    alerts: createAlertsApi(client),
    documents: createDocumentsApi(client),
    sendFile,
    notifications: createNotificationsApi(client),
    market: createMarketApi(client),
    screens: createScreensApi(client),
    download,
    queries,
    pause,
  };
}
