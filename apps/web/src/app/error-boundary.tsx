import { Component, type ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { WarningIcon } from '../design/icons.tsx';

/** Where a screen breaks by a mistake of ours, or its code can't be loaded: says so, in place of an empty page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState icon={<WarningIcon size={32} />} title="This part of the page has failed">
        <p>Nothing of yours is lost.</p>
        <p>
          <Button onClick={() => window.location.reload()}>Reload the page</Button>
        </p>
      </EmptyState>
    );
  }
}
