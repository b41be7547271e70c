import { useCallback, useEffect, useState } from 'react';
import type { Kind } from '../../core/detect/detection.ts';
import type { Result } from '../../core/errors.ts';
import type { DetectorList } from '../../protocol/engine-api.ts';
import { useApp } from '../app-context.ts';
import { words } from '../words.ts';

/** Detectors as the settings show them, and what can be done with them. */
export interface Packs {
  /** `null` until the engine has answered. */
  readonly list: DetectorList | null;
  readonly busy: boolean;
  /** Whether anything was added, removed or chosen since the settings were opened. */
  readonly changed: boolean;
  /** One sentence, or `null`. */
  readonly error: string | null;
  /** Resolves to the reason why it was not added, or `null`. */
  readonly add: (manifest: Blob, model: Blob) => Promise<string | null>;
  /** Resolves to whether it was removed. */
  readonly remove: (sha256: string) => Promise<boolean>;
  readonly use: (sha256: string, usedFor: readonly Kind[]) => Promise<boolean>;
}

/** Reads the detectors once, and again with every change. */
export function usePacks(): Packs {
  const { packs } = useApp();
  const [list, setList] = useState<DetectorList | null>(null);
  const [changed, setChanged] = useState(false);
  const [busy, setBusy] = useState(true);
  const [error, setError] = useState<string | null>(null);
  const run = useCallback(async (call: () => Promise<Result<DetectorList>>): Promise<string | null> => {
    setBusy(true);
    setError(null);
    const result = await call();
    setBusy(false);
    if (result.status === 'failed') return words.errors[result.error.code];
    setList(result.value);
    setChanged(true);
    return null;
  }, []);
  const change = async (call: () => Promise<Result<DetectorList>>): Promise<boolean> => {
    const refusal = await run(call);
    setError(refusal);
    return refusal === null;
  };
  useEffect(() => {
    let shown = true;
    void packs.detectors().then((result) => {
      if (!shown) return;
      setBusy(false);
      if (result.status === 'ok') setList(result.value);
      else setError(words.errors[result.error.code]);
    });
    return () => {
      shown = false;
    };
  }, [packs]);
  return {
    list,
    changed,
    busy,
    error,
    add: (manifest, model) => run(() => packs.addPack(manifest, model)),
    remove: (sha256) => change(() => packs.removePack(sha256)),
    use: (sha256, usedFor) => change(() => packs.usePack(sha256, usedFor)),
  };
}
