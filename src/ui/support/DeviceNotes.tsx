import { useEffect, useState, type ReactElement } from 'react';
import { isNearlyFull, storageState } from '../about/storage.ts';
import { useWords } from '../words/use-words.ts';
import { isSingleThreaded } from './browser-support.ts';
import './support.css';

/** What a person should know about this device before they begin: little room, one thread. Nothing where all is well. */
export function DeviceNotes(): ReactElement | null {
  const { support } = useWords();
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    let current = true;
    void storageState().then((state) => {
      if (current) setFull(isNearlyFull(state));
    });
    return () => {
      current = false;
    };
  }, []);
  const notes = [...(isFull ? [support.nearlyFull] : []), ...(isSingleThreaded(globalThis) ? [support.oneThread] : [])];
  if (notes.length === 0) return null;
  return (
    <div className="device-notes" data-testid="device-notes">
      {notes.map((note) => <p key={note}>{note}</p>)}
    </div>
  );
}
