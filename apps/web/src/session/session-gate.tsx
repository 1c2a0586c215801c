import type { ReactNode } from 'react';
import { useServices } from '../app/services-context.ts';
import { ErrorNotice } from '../design/error-notice.tsx';
import { BrandMark } from '../design/icons.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { useSessionState } from './use-session.ts';
import './sign-in.css';

/** Lets in who is signed in, and shows everyone else the way in, at whatever address they came to. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { session } = useServices();
  const state = useSessionState();
  switch (state.status) {
    case 'signed-in':
      return children;
    case 'signed-out':
      return <SignInPage expired={state.expired} />;
    case 'restoring':
      return (
        <div className="restoring" role="status" aria-label="Signing you in">
          <BrandMark size={48} />
        </div>
      );
    case 'unreachable':
      return (
        <main className="sign-in">
          <div className="sign-in__panel">
            <ErrorNotice error={state.error} onRetry={() => void session.restore()} />
          </div>
        </main>
      );
  }
}
