import { useUnread } from './inbox-queries.ts';
import './unread-badge.css';

/** How many entries of the inbox are unread; nothing when none is. A change is read out. */
export function UnreadBadge() {
  const unread = useUnread();
  return (
    <span role="status" className={unread > 0 ? 'unread-badge' : 'hidden-visually'}>
      {unread > 0 && (
        <>
          {unread > 99 ? '99+' : unread}
          <span className="hidden-visually"> unread</span>
        </>
      )}
    </span>
  );
}
