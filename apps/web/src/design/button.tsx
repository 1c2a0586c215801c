import type { ComponentProps } from 'react';
import './button.css';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

/** Class names of a button's look, for what only looks like one. */
export function buttonClass(look: Look, ...shapes: ('icon' | 'wide')[]): string {
  return ['button', `button--${look}`, ...shapes.map((shape) => `button--${shape}`)].join(' ');
}

/** A button. One with `busy` keeps its place and its focus, and does nothing. */
export function Button({
  look = 'plain',
  wide = false,
  busy = false,
  onClick,
  type = 'button',
  ...rest
}: Omit<ComponentProps<'button'>, 'className'> & { look?: Look; wide?: boolean; busy?: boolean }) {
  return (
    <button
      {...rest}
      type={busy ? 'button' : type}
      aria-disabled={busy || undefined}
      className={buttonClass(look, ...(wide ? (['wide'] as const) : []))}
      onClick={busy ? undefined : onClick}
    />
  );
}
