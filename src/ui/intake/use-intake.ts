import { useCallback, useEffect, useState } from 'react';
import { useApp } from '../app-context.ts';
import type { PickedFile } from '../job-queue.ts';
import { readArrival, type Arrival } from './arrivals.ts';
import { fromTransfer } from './collect-files.ts';
import { intakeNotice } from './intake-notice.ts';
import { onLaunch } from './launch-queue.ts';
import { openFiles } from './open-files.ts';
import { fromPaste, readClipboard } from './paste.ts';
import { takeShared } from './shared-files.ts';

/** Opens files, those inside archives too; says how many. */
export function useOpenFiles(): (files: readonly PickedFile[]) => void {
  const { queue, store } = useApp();
  return useCallback((files) => void openFiles({ queue, store }, files), [queue, store]);
}

/** Opens what the clipboard holds, or shows why it can't. */
export function usePaste(): () => Promise<void> {
  const { store } = useApp();
  const open = useOpenFiles();
  return useCallback(async () => {
    intakeNotice.clear();
    try {
      const files = await readClipboard(store.getState().jobs.map(({ name }) => name));
      if (files.length === 0) intakeNotice.show('pasteEmpty');
      else open(files);
    } catch {
      intakeNotice.show('pasteDenied');
    }
  }, [open, store]);
}

/**
 * Takes drops and pastes anywhere on the page, and what the system hands to the installed app: files that were opened
 * with it, files that were shared with it, and its icon's shortcuts.
 * @returns whether files are being dragged over the page
 */
export function usePageDrop(): boolean {
  const { store } = useApp();
  const open = useOpenFiles();
  const [over, setOver] = useState(false);
  useArrivals(open);
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
      open(fromPaste(event.clipboardData, store.getState().jobs.map(({ name }) => name)));
    });
    return () => listeners.abort();
  }, [open, store]);
  return over;
}

function useArrivals(open: (files: readonly PickedFile[]) => void): void {
  const paste = usePaste();
  useEffect(() => {
    const arrive = async (arrival: Arrival): Promise<void> => {
      if (arrival.type === 'none') return;
      // The address is done with: a reload must not paste again, or ask for files that were handed over.
      history.replaceState(null, '', location.pathname);
      if (arrival.type === 'paste') return paste();
      const files = await takeShared(arrival.token);
      if (files === null) intakeNotice.show('sharedLost');
      else open(files);
    };
    // The opening that loaded this page comes through the launch queue, too; it is seen to by the address alone.
    let own: string | null = location.href;
    void arrive(readArrival(location.search));
    onLaunch(({ files, target }) => {
      const isOwn = target === own && files.length === 0;
      if (isOwn) own = null;
      else if (files.length > 0) open(files);
      else void arrive(readArrival(new URL(target).search));
    });
  }, [open, paste]);
}
