import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { SessionGate } from '../session/session-gate.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { PageRoutes } from './page-routes.tsx';
import type { Services } from './services.ts';
import { ServicesProvider } from './services-context.ts';

/** The page: signed out, the way in; signed in, its screens. A deep link survives signing in. */
export function App({ services }: { services: Services }) {
  return (
    <ErrorBoundary>
      <ServicesProvider value={services}>
        <QueryClientProvider client={services.queries}>
          <BrowserRouter>
            <SessionGate>
              <PageRoutes />
            </SessionGate>
          </BrowserRouter>
        </QueryClientProvider>
      </ServicesProvider>
    </ErrorBoundary>
  );
}
