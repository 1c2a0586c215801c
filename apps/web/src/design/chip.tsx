import type { ReactNode } from 'react';
import './chip.css';

/** A short mark beside a thing. `note` wants attention; `made-up` is for what no market ever said. */
export function Chip({
  tone = 'plain',
  title,
  children,
}: {
  tone?: 'plain' | 'note' | 'made-up' | 'danger' | 'accent';
  title?: string | undefined;
  children: ReactNode;
}) {
  return (
    <span className={`chip chip--${tone}`} title={title}>
      {children}
    </span>
  );
}
