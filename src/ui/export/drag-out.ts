import type { NamedBytes } from './finished-file.ts';

/** Milliseconds that a dropped file stays readable: whoever takes it reads it after the drag has ended. */
const READABLE_MS = 60_000;

/**
 * Lets a finished file be dragged out of the page into a folder of the system. Chromium takes it; other browsers drag
 * nothing of use.
 * @param transfer - of the `dragstart` event, and only while that event runs
 * @param file - its name holds no colon, as `outputName` makes them
 * @returns to be called at `dragend`
 */
export function startDragOut(transfer: Pick<DataTransfer, 'setData' | 'effectAllowed'>, { name, bytes }: NamedBytes): () => void {
  const url = URL.createObjectURL(bytes);
  transfer.effectAllowed = 'copy';
  transfer.setData('DownloadURL', `${bytes.type === '' ? 'application/octet-stream' : bytes.type}:${name}:${url}`);
  return () => {
    setTimeout(() => URL.revokeObjectURL(url), READABLE_MS);
  };
}
