import { useEffect, useState, type ReactElement } from 'react';
import { announce } from '../announcer.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import { isNearlyFull, keepStorage, storageState, type StorageState } from './storage.ts';

/** How much room the app takes, and whether the browser may throw it away. */
export function StorageSection(): ReactElement | null {
  const [state, setState] = useState<StorageState | null>(null);
  const [refused, setRefused] = useState(false);
  const text = words.about;
  useEffect(() => {
    let current = true;
    void storageState().then((now) => {
      if (current) setState(now);
    });
    return () => {
      current = false;
    };
  }, []);
  if (state === null || state.used === null) return null;
  const keep = async (): Promise<void> => {
    const kept = await keepStorage();
    setRefused(!kept);
    setState(await storageState());
    announce(kept ? text.storageKept : text.storageRefused);
  };
  return (
    <section className="about-section" data-testid="storage">
      <h3>{text.storage}</h3>
      <p>{text.storageUsed(words.bytes(state.used), state.quota === null ? null : words.bytes(state.quota))}</p>
      {isNearlyFull(state) ? <p className="field-caution">{text.storageFull}</p> : null}
      <p>{state.persisted ? text.storageKept : text.storageLoose}</p>
      {refused ? <p className="field-caution">{text.storageRefused}</p> : null}
      {state.persisted ? null : <Button onClick={() => void keep()}>{text.storageKeep}</Button>}
    </section>
  );
}
