import type { ReactNode } from 'react';
import './empty-state.css';

/** What stands where there is nothing yet: what would be here, and how it gets here. */
export function EmptyState({
  icon,
  title,
  children,
}: {
  icon: ReactNode;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className="empty-state">
      {icon}
      <div className="empty-state__title">{title}</div>
      <div className="empty-state__words">{children}</div>
    </div>
  );
}
