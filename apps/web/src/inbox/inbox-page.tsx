import type { Notification } from '@marketscope/contracts';
import { Link } from 'react-router';
import { usePageTitle } from '../app/page-title.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import {
  AlertIcon,
  ChatIcon,
  DocumentIcon,
  InboxIcon,
  ScreenIcon,
  WarningIcon,
  WatchlistIcon,
} from '../design/icons.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { localMoment } from '../market/market-time.ts';
import { useInbox, useMarkRead, useUnread } from './inbox-queries.ts';
import './inbox.css';

const icons: Record<Notification['kind'], typeof InboxIcon> = {
  'price-alert': AlertIcon,
  'daily-summary': WatchlistIcon,
  'screen-entrant': ScreenIcon,
  'job-completed': DocumentIcon,
  'job-failed': DocumentIcon,
  security: WarningIcon,
  welcome: ChatIcon,
};

/** What has happened, newest first; it grows by itself. */
export function InboxPage() {
  const inbox = useInbox();
  const unread = useUnread();
  usePageTitle(unread > 0 ? `Inbox (${unread})` : 'Inbox');
  return (
    <div className="page page--narrow">
      <header className="page__head">
        <h1>Inbox</h1>
        {unread > 0 && <span className="page__lead">{unread} unread</span>}
      </header>
      {inbox.isPending && <Skeleton lines={5} label="Loading your inbox" />}
      {inbox.isError && <ErrorNotice error={inbox.error} onRetry={() => void inbox.refetch()} />}
      {inbox.data?.length === 0 && (
        <EmptyState icon={<InboxIcon size={32} />} title="Nothing yet">
          When an alert fires, a symbol comes to match a saved filter, or a trading day ends, you will find it
          here. No need to reload.
        </EmptyState>
      )}
      {inbox.data !== undefined && inbox.data.length > 0 && (
        <ul className="card-list">
          {inbox.data.map((entry) => (
            <InboxEntry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {inbox.hasNextPage && (
        <Button busy={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
          Show older
        </Button>
      )}
    </div>
  );
}

function InboxEntry({ entry }: { entry: Notification }) {
  const { mutate: markRead } = useMarkRead();
  const unread = entry.readAt === null;
  const Icon = icons[entry.kind];
  return (
    <li className={unread ? 'inbox__entry inbox__entry--unread' : 'inbox__entry'}>
      <span className="inbox__icon">
        <Icon size={20} />
      </span>
      <div className="inbox__words">
        <h2 className="inbox__title">
          {entry.title}
          {unread && <span className="hidden-visually"> (unread)</span>}
        </h2>
        <p className="inbox__body">{entry.body}</p>
        <div className="inbox__foot">
          <time dateTime={entry.createdAt}>{localMoment(entry.createdAt)}</time>
          {entry.link !== null && isPath(entry.link) && (
            <Link
              to={entry.link}
              className={buttonClass('quiet')}
              onClick={() => {
                if (unread) markRead(entry.id);
              }}
            >
              Open
            </Link>
          )}
          {unread && (
            <Button
              look="quiet"
              onClick={() => markRead(entry.id)}
              aria-label={`Mark as read: ${entry.title}`}
            >
              Mark as read
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}

/** A path in this page; `//host` would lead elsewhere. */
function isPath(link: string): boolean {
  return /^\/(?![/\\])/.test(link);
}
