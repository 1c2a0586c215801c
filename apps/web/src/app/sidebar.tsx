import { Link, useNavigate } from 'react-router';
import { ConversationList } from '../chat/conversation-list.tsx';
import { buttonClass } from '../design/button.tsx';
import { BrandMark, PlusIcon, SignOutIcon } from '../design/icons.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { useUser } from '../session/use-session.ts';
import { Navigation } from './navigation.tsx';
import { useServices } from './services-context.ts';
import './sidebar.css';

/** Ways to everywhere, the conversations, and who is signed in. */
export function Sidebar({ onGo }: { onGo?: () => void }) {
  const { session } = useServices();
  const user = useUser();
  const navigate = useNavigate();
  return (
    <div className="sidebar">
      <div className="sidebar__brand">
        <BrandMark />
        MarketScope
      </div>
      <Navigation {...(onGo && { onGo })} />
      <section className="sidebar__conversations" aria-labelledby="conversations-title">
        <div className="sidebar__head">
          <h2 id="conversations-title" className="sidebar__title">
            Conversations
          </h2>
          <Link to="/chat" className={buttonClass('quiet')} onClick={onGo}>
            <PlusIcon size={16} /> New
          </Link>
        </div>
        <ConversationList {...(onGo && { onGo })} />
      </section>
      {user && (
        <div className="sidebar__account">
          <div className="sidebar__who">
            <div className="sidebar__name">{user.name}</div>
            <div className="sidebar__email">{user.email}</div>
          </div>
          <IconButton
            label="Sign out"
            onClick={() => {
              void session.signOut();
              void navigate('/chat', { replace: true });
            }}
          >
            <SignOutIcon />
          </IconButton>
        </div>
      )}
    </div>
  );
}
