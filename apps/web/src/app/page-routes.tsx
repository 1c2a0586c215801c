import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { AlertsPage } from '../alerts/alerts-page.tsx';
import { ChatPage } from '../chat/chat-page.tsx';
import { InboxPage } from '../inbox/inbox-page.tsx';
import { WatchlistPage } from '../watchlist/watchlist-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { Shell } from './shell.tsx';

// Those who come for them wait a moment; the others never.
const DocumentsPage = lazy(async () => ({
  default: (await import('../documents/documents-page.tsx')).DocumentsPage,
}));
// The table and the filter's language are for those who come for them.
const ScreenPage = lazy(async () => ({ default: (await import('../screen/screen-page.tsx')).ScreenPage }));

/** The screens and their addresses. */
export function PageRoutes() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Navigate to="/chat" replace />} />
        <Route path="chat/:conversationId?" element={<ChatPage />} />
        <Route path="watchlist" element={<WatchlistPage />} />
        <Route path="alerts" element={<AlertsPage />} />
        <Route
          path="screen"
          element={
            <Suspense fallback={<PageSkeleton />}>
              <ScreenPage />
            </Suspense>
          }
        />
        <Route
          path="documents/:documentId?"
          element={
            <Suspense fallback={<PageSkeleton />}>
              <DocumentsPage />
            </Suspense>
          }
        />
        <Route path="inbox" element={<InboxPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}

function PageSkeleton() {
  return (
    <div className="page">
      <Skeleton lines={8} label="Loading the page" />
    </div>
  );
}
