import { Navigate, Route, Routes } from 'react-router';
import { AlertsPage } from '../alerts/alerts-page.tsx';
import { ChatPage } from '../chat/chat-page.tsx';
import { InboxPage } from '../inbox/inbox-page.tsx';
import { WatchlistPage } from '../watchlist/watchlist-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { Shell } from './shell.tsx';

/** The screens and their addresses. */
export function PageRoutes() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Navigate to="/chat" replace />} />
        <Route path="chat/:conversationId?" element={<ChatPage />} />
        <Route path="watchlist" element={<WatchlistPage />} />
        <Route path="alerts" element={<AlertsPage />} />
        <Route path="inbox" element={<InboxPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}
