import { ApiError } from '../api/api-error.ts';
import { ErrorNotice } from '../design/error-notice.tsx';

/** Where the page shows an alert: what links to it leads there. */
export function anchorOf(alertId: string): string {
  return `alert-${alertId}`;
}

/** Why an alert was not made or changed, with a link to the one that waits for the same already. */
export function AlertErrorNotice({ error }: { error: unknown }) {
  const existing = error instanceof ApiError ? error.problem.existing : undefined;
  return (
    <ErrorNotice error={error}>
      {existing !== undefined && <a href={`#${anchorOf(existing)}`}>Show that alert</a>}
    </ErrorNotice>
  );
}
