import { errorMessage } from '../api/error-message.ts';
import { Button } from './button.tsx';
import './notice.css';

/** What went wrong, in words, and a way to try again. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { title, detail } = errorMessage(error);
  return (
    <div className="notice notice--error" role="alert">
      <div className="notice__words">
        <div className="notice__title">{title}</div>
        <div>{detail}</div>
      </div>
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}
