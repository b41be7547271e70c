import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactElement } from 'react';
import type { ShortcutName } from '../keyboard/shortcuts.ts';
import { useKeyNames } from '../keyboard/use-key-names.ts';
import './controls.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: 'plain' | 'primary' | 'quiet';
  readonly size?: 'small' | 'normal' | 'large';
  readonly icon?: LucideIcon;
  /** Shows the key in the tooltip and to screen readers. */
  readonly shortcut?: ShortcutName;
}

/** A button with a text label. */
export function Button({ tone = 'plain', size = 'normal', icon: Icon, shortcut, className, children, title, ...rest }: ButtonProps): ReactElement {
  const keys = useKeyNames();
  const key = shortcut === undefined ? '' : keys.shown(shortcut);
  const tip = key === '' ? title : `${title ?? ''} ${key}`.trim();
  return (
    <button
      type="button"
      className={classes('button', tone !== 'plain' && `button-${tone}`, size !== 'normal' && `button-${size}`, className)}
      title={tip}
      // A tooltip of nothing but the key would be read beside the key itself.
      aria-description={title === undefined && key !== '' ? '' : undefined}
      aria-keyshortcuts={shortcut === undefined ? undefined : keys.aria(shortcut)}
      {...rest}
    >
      {Icon === undefined ? null : <Icon size={16} aria-hidden="true" />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  readonly icon: LucideIcon;
  /** Its name: read out, and shown as a tooltip together with its key. */
  readonly label: string;
}

/** A button that shows only an icon, with a name. */
export function IconButton({ icon: Icon, label, size = 'normal', shortcut, className, ...rest }: IconButtonProps): ReactElement {
  const keys = useKeyNames();
  return (
    <button
      type="button"
      className={classes('button button-icon', size !== 'normal' && `button-${size}`, className)}
      aria-label={label}
      // Without it the tooltip would be read after the name, which it repeats.
      aria-description=""
      title={shortcut === undefined ? label : keys.tip(label, shortcut)}
      aria-keyshortcuts={shortcut === undefined ? undefined : keys.aria(shortcut)}
      {...rest}
    >
      <Icon size={16} aria-hidden="true" />
    </button>
  );
}

function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
