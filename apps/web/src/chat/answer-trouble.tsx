import type { ChatMessage } from '@marketscope/contracts';
import { ApiError } from '../api/api-error.ts';
import { Button } from '../design/button.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import type { LiveAnswer } from './live-answers.ts';

/** What keeps the last answer from being whole, and what can be done: nothing when all is well. */
export function AnswerTrouble({
  message,
  live,
  onReconnect,
  onAskAgain,
}: {
  message: ChatMessage;
  live: LiveAnswer | undefined;
  onReconnect: () => void;
  onAskAgain: (() => void) | undefined;
}) {
  if (live?.connection === 'lost') return <ErrorNotice error={live.error} onRetry={onReconnect} />;
  if (live?.draft.problem !== undefined) {
    return <ErrorNotice error={new ApiError(live.draft.problem)} onRetry={onAskAgain} />;
  }
  if (live?.connection === 'reconnecting') {
    return (
      <p className="notice" role="status">
        The connection dropped. Reconnecting: the answer is still being written.
      </p>
    );
  }
  const words = endings[message.state];
  if (words === undefined) return null;
  return (
    <div className="notice">
      <span className="notice__words">{words}</span>
      {onAskAgain && <Button onClick={onAskAgain}>Ask again</Button>}
    </div>
  );
}

const endings: Partial<Record<ChatMessage['state'], string>> = {
  stopped: 'You stopped this answer.',
  interrupted: 'This answer was cut off; what was written is kept.',
  failed: 'This answer failed.',
};
