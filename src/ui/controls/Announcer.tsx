import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { announcement } from '../announcer.ts';

/**
 * The polite live region. Its child is replaced each time, so the same sentence is read again. What is outside a modal dialog is read
 * to nobody, so each dialog has one of its own, in which only what is said from now on appears.
 */
export function Announcer(): ReactElement {
  const { text, serial } = useStore(announcement);
  const [first] = useState(serial);
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      {serial === first ? null : <span key={serial}>{text}</span>}
    </div>
  );
}
