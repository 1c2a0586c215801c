import { NavLink } from 'react-router';
import { AlertIcon, ChatIcon, DocumentIcon, InboxIcon, ScreenIcon, WatchlistIcon } from '../design/icons.tsx';
import { UnreadBadge } from '../inbox/unread-badge.tsx';
import './navigation.css';

const screens = [
  { path: '/chat', name: 'Chat', Icon: ChatIcon },
  { path: '/watchlist', name: 'Watchlist', Icon: WatchlistIcon },
  { path: '/alerts', name: 'Alerts', Icon: AlertIcon },
  { path: '/screen', name: 'Screen', Icon: ScreenIcon },
  { path: '/documents', name: 'Documents', Icon: DocumentIcon },
  { path: '/inbox', name: 'Inbox', Icon: InboxIcon },
] as const;

/** The ways to the screens, with what is new in the inbox. */
export function Navigation({ onGo }: { onGo?: () => void }) {
  return (
    <nav className="navigation" aria-label="Screens">
      {screens.map(({ path, name, Icon }) => (
        <NavLink key={path} to={path} className="navigation__link" onClick={onGo}>
          <Icon size={20} />
          <span>{name}</span>
          {path === '/inbox' && <UnreadBadge />}
        </NavLink>
      ))}
    </nav>
  );
}
