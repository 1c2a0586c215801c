import type { ComponentProps } from 'react';
import { buttonClass } from './button.tsx';

/** A button that is only a picture: its label is told, and shown on hovering. */
export function IconButton({
  label,
  look = 'quiet',
  ...rest
}: Omit<ComponentProps<'button'>, 'className' | 'aria-label' | 'title'> & {
  label: string;
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
}) {
  return (
    <button type="button" {...rest} aria-label={label} title={label} className={buttonClass(look, 'icon')} />
  );
}
