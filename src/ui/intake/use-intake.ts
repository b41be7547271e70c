import { useCallback, useEffect, useState } from 'react';
import { announce } from '../announcer.ts';
import { useApp } from '../app-context.ts';
import type { PickedFile } from '../job-queue.ts';
import { words } from '../words.ts';
import { fromTransfer } from './collect-files.ts';

/** Opens files; says how many. */
export function useOpenFiles(): (files: readonly PickedFile[]) => void {
  const { queue, store } = useApp();
  return useCallback(
    (files) => {
      const wasEmpty = store.getState().jobs.length === 0;
      const ids = queue.add(files);
      const first = ids[0];
      if (first === undefined) announce(words.start.nothingDropped);
      else {
        if (!wasEmpty) store.dispatch({ type: 'job-selected', id: first });
        announce(words.says.opened(ids.length));
      }
    },
    [queue, store],
  );
}

/**
 * Takes drops and pastes anywhere on the page.
 * @returns whether files are being dragged over the page
 */
export function usePageDrop(): boolean {
  const open = useOpenFiles();
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const listeners = new AbortController();
    const on = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void): void => {
      window.addEventListener(type, listener, { signal: listeners.signal });
    };
    on('dragenter', (event) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    });
    on('dragleave', (event) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    });
    on('dragover', (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
    });
    on('drop', (event) => {
      if (event.dataTransfer === null || !carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void fromTransfer(event.dataTransfer).then(open);
    });
    on('paste', (event) => {
      if (event.clipboardData === null || event.clipboardData.files.length === 0) return;
      event.preventDefault();
      void fromTransfer(event.clipboardData).then(open);
    });
    return () => listeners.abort();
  }, [open]);
  return over;
}
