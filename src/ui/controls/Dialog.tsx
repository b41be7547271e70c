import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import { words } from '../words.ts';
import { Announcer } from './Announcer.tsx';
import { IconButton } from './Button.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  /** As large as the window allows. */
  readonly full?: boolean;
  readonly foot?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** A modal dialog on the browser's own element: focus, Esc and the inert page behind it come with it. */
export function Dialog({ title, onClose, wide = false, full = false, foot, children }: DialogProps): ReactElement {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open) return;
    const before = document.activeElement;
    dialog.showModal();
    // The browser would choose the first button, which closes; whoever opened this wants what it is for.
    dialog.querySelector<HTMLElement>('.dialog-foot .button-primary, .dialog-body .button-primary, .dialog-body .export-choices select')?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={full ? 'dialog dialog-full' : wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <IconButton icon={X} label={words.help.close} onClick={onClose} />
      </div>
      <div className="dialog-body" tabIndex={0} role="document" aria-labelledby={titleId}>{children}</div>
      {foot === undefined ? null : <div className="dialog-foot">{foot}</div>}
      <Announcer />
    </dialog>
  );
}
