import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { announcement } from '../announcer.ts';

/** The polite live region. Its child is replaced each time, so the same sentence is read again. */
export function Announcer(): ReactElement {
  const { text, serial } = useStore(announcement);
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      <span key={serial}>{text}</span>
    </div>
  );
}
