import { useParams } from 'react-router';
import { WatchlistPanel } from '../watchlist/watchlist-panel.tsx';
import { ConversationView } from './conversation-view.tsx';
import './chat-page.css';

/** Asking and answers, with the watched prices beside them where there is room. */
export function ChatPage() {
  const { conversationId } = useParams();
  return (
    <div className="chat-page">
      <ConversationView conversationId={conversationId} />
      <aside className="chat-page__aside" aria-label="Watchlist">
        <WatchlistPanel />
      </aside>
    </div>
  );
}
