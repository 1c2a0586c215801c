import { useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

/** A button for what can't be taken back: the first press asks, the second does it; leaving or Escape takes it back. */
export function ConfirmButton({
  label,
  question,
  children,
  onConfirm,
}: {
  label: string;
  question: string;
  children: ReactNode;
  onConfirm: () => void;
}) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <IconButton label={label} onClick={() => setAsking(true)}>
        {children}
      </IconButton>
    );
  }
  return (
    <Button
      look="danger"
      autoFocus
      aria-label={`${label}: ${question}`}
      onBlur={() => setAsking(false)}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setAsking(false);
      }}
      onClick={() => {
        setAsking(false);
        onConfirm();
      }}
    >
      {question}
    </Button>
  );
}
