import type { ReactNode } from 'react';
import { errorMessage } from '../api/error-message.ts';
import { Button } from './button.tsx';
import './notice.css';

/** What went wrong, in words, with what helps on, and a way to try again. */
export function ErrorNotice({
  error,
  onRetry,
  children,
}: {
  error: unknown;
  onRetry?: (() => void) | undefined;
  children?: ReactNode;
}) {
  const { title, detail } = errorMessage(error);
  return (
    <div className="notice notice--error" role="alert">
      <div className="notice__words">
        <div className="notice__title">{title}</div>
        <div>{detail}</div>
        {children}
      </div>
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}
