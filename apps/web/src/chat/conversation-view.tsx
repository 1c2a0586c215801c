import { Link, useLocation, useNavigate } from 'react-router';
import { ApiError } from '../api/api-error.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useServices } from '../app/services-context.ts';
import { buttonClass } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { SearchIcon } from '../design/icons.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { AnswerAnnouncer } from './answer-announcer.tsx';
import { AnswerTrouble } from './answer-trouble.tsx';
import { Composer } from './composer.tsx';
import { useStoredConversation } from './conversation-queries.ts';
import { FirstQuestions } from './first-questions.tsx';
import { FollowedScroll } from './followed-scroll.tsx';
import { Answer, Question } from './message.tsx';
import { useConversation } from './use-conversation.ts';
import './conversation-view.css';

/** One conversation: what was said, the answer being written, and the place to ask. */
export function ConversationView({ conversationId }: { conversationId: string | undefined }) {
  const { liveAnswers } = useServices();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { messages, live, loading, error, reload } = useConversation(conversationId);
  const title = useStoredConversation(conversationId).data?.title ?? live?.title;
  usePageTitle(title || 'Chat');

  const ask = (question: string) =>
    liveAnswers.ask(question, conversationId, (named) => {
      // Only if the person is still here: nobody is called back from another screen.
      if (conversationId === undefined && window.location.pathname === pathname) {
        void navigate(`/chat/${named}`, { replace: true });
      }
    });

  const writing = live !== undefined && live.draft.state === 'writing' && live.connection !== 'lost';
  const last = messages.at(-1);
  const lastQuestion = messages.findLast(({ role }) => role === 'user')?.text;
  const missing = error instanceof ApiError && error.status === 404;

  if (missing) {
    return (
      <EmptyState icon={<SearchIcon size={32} />} title="There is no such conversation">
        <p>It may have been deleted, or be older than 30 days.</p>
        <Link to="/chat" className={buttonClass('plain')}>
          Start a new one
        </Link>
      </EmptyState>
    );
  }
  return (
    <section className="conversation" aria-label="Conversation">
      <FollowedScroll of={`${conversationId ?? 'new'} ${loading ? 'loading' : 'loaded'}`} growing={writing}>
        {loading && <Skeleton lines={6} label="Loading the conversation" />}
        {Boolean(error) && <ErrorNotice error={error} onRetry={reload} />}
        {messages.length === 0 && !loading && !error && <FirstQuestions onAsk={ask} />}
        {messages.map((message) =>
          message.role === 'user' ? (
            <Question key={message.id} message={message} />
          ) : (
            <Answer key={message.id} message={message} />
          ),
        )}
        {last?.role === 'assistant' && (
          <AnswerTrouble
            message={last}
            live={live}
            onReconnect={() => liveAnswers.retry(conversationId)}
            onAskAgain={lastQuestion === undefined ? undefined : () => ask(lastQuestion)}
          />
        )}
      </FollowedScroll>
      <AnswerAnnouncer last={last} />
      <Composer
        of={conversationId}
        writing={writing}
        stopping={live?.stopping ?? false}
        onAsk={ask}
        onStop={() => liveAnswers.stop(conversationId)}
      />
    </section>
  );
}
