import type { Conversation } from '@marketscope/contracts';
import { NavLink, useMatch, useNavigate } from 'react-router';
import { Button } from '../design/button.tsx';
import { ConfirmButton } from '../design/confirm-button.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { TrashIcon } from '../design/icons.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useConversationList, useDeleteConversation } from './conversation-queries.ts';
import './conversation-list.css';

/** The person's conversations, latest first. */
export function ConversationList({ onGo }: { onGo?: () => void }) {
  const list = useConversationList();
  if (list.isPending) return <Skeleton lines={4} label="Loading conversations" />;
  if (list.isError) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.length === 0)
    return <p className="conversation-list__empty">What you ask will be kept here.</p>;
  return (
    <div className="conversation-list">
      <ul className="conversation-list__items">
        {list.data.map((conversation) => (
          <ConversationLink key={conversation.id} conversation={conversation} onGo={onGo} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show older
        </Button>
      )}
    </div>
  );
}

function ConversationLink({
  conversation: { id, title },
  onGo,
}: {
  conversation: Conversation;
  onGo: (() => void) | undefined;
}) {
  const navigate = useNavigate();
  const shown = useMatch(`/chat/${id}`) !== null;
  const { mutate: deleteConversation } = useDeleteConversation();
  return (
    <li className="conversation-list__item">
      <NavLink to={`/chat/${id}`} className="conversation-list__link" title={title} onClick={onGo}>
        {title}
      </NavLink>
      <ConfirmButton
        label={`Delete “${title}”`}
        question="Delete?"
        onConfirm={() =>
          deleteConversation(id, {
            onSuccess: () => {
              if (shown) void navigate('/chat', { replace: true });
            },
          })
        }
      >
        <TrashIcon size={16} />
      </ConfirmButton>
    </li>
  );
}
