import { makeZip } from 'client-zip';
import { outputFolder } from '../../core/export/output-folder.ts';
import { EVIDENCE_LIST, evidenceList, type EvidencePart } from '../../core/export/evidence.ts';
import { sha256 } from '../sha256.ts';
import { partsOf, underFreeName, type Beside, type FinishedFile } from './finished-file.ts';
import { openOwnFolder } from '../output-folder.ts';
import { saveToFolder } from './save-to-folder.ts';
import type { SaveReport } from './write-files.ts';

/** Where bytes can go. */
interface PickerWindow {
  readonly showDirectoryPicker?: (options: { readonly mode: 'readwrite'; readonly id: string }) => Promise<FileSystemDirectoryHandle>;
  readonly showSaveFilePicker?: (options: { readonly suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/** Whether this browser can write into a folder that the person chooses. */
export const canSaveFolder = 'showDirectoryPicker' in window;

/** Hands one file to the browser's own download. */
export function download(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the blob after the click; a minute is enough for it to begin.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Asks for a folder and writes all files into it, relative paths kept.
 * @returns what became of each file, or `null` when the person closed the dialog
 */
export async function saveIntoChosenFolder<F extends FinishedFile>(files: readonly F[], beside: Beside): Promise<SaveReport<F> | null> {
  const root = await picked(() => (window as PickerWindow).showDirectoryPicker?.({ mode: 'readwrite', id: 'cloakroom-output' }));
  return root === null ? null : saveToFolder(root, files, beside);
}

/**
 * Saves all files as one ZIP without compression, because pictures and videos don't shrink. Streams to disk where the browser can: into
 * the file that the person chose, else into the origin's own files, from where the browser's download takes it.
 * @returns `false` when the person closed the dialog
 */
export async function saveAsZip(files: readonly FinishedFile[], beside: Beside, name: string): Promise<boolean> {
  const { showSaveFilePicker } = window as PickerWindow;
  if (showSaveFilePicker === undefined) {
    download(await gatherZip(files, beside), name);
    return true;
  }
  const handle = await picked(() => showSaveFilePicker.call(window, { suggestedName: name }));
  if (handle === null) return false;
  await zipInto(handle, files, beside);
  return true;
}

async function zipInto(handle: FileSystemFileHandle, files: readonly FinishedFile[], beside: Beside): Promise<void> {
  const writable = await handle.createWritable();
  try {
    await writeZip(files, beside, (chunk) => writable.write(chunk));
    await writable.close();
  } catch (error) {
    // An unfinished archive must not look like a finished one; what was there before stays.
    await writable.abort().catch(() => undefined);
    await removeIfEmpty(handle).catch(() => undefined);
    throw error;
  }
}

/** A ZIP that the browser can be given whole. */
async function gatherZip(files: readonly FinishedFile[], beside: Beside): Promise<Blob> {
  const type = 'application/zip';
  const file = await ownFile();
  if (file === null) {
    const parts: BlobPart[] = [];
    await writeZip(files, beside, (chunk) => {
      parts.push(chunk);
      return Promise.resolve();
    });
    return new Blob(parts, { type });
  }
  await zipInto(file, files, beside);
  const zip = await file.getFile();
  return zip.slice(0, zip.size, type);
}

/** An empty file of the origin's own, which goes with the page; `null` where the browser has none that pages can write to. */
async function ownFile(): Promise<FileSystemFileHandle | null> {
  try {
    const folder = await openOwnFolder();
    const file = await folder?.getFileHandle(`${crypto.randomUUID()}.zip`, { create: true });
    return file !== undefined && 'createWritable' in file ? file : null;
  } catch {
    return null;
  }
}

/** Entry dates are fixed, so that an archive says nothing about when its files were taken or masked. */
const ENTRY_DATE = new Date(1980, 0, 1);

/**
 * Streams a ZIP, one source chunk at a time; as ZIP64 where an entry or the whole is larger than 4 GB. With reports it is an evidence bundle:
 * its last entry is the list of all others with their hashes.
 * @param write - awaited before more is read
 */
export async function writeZip(files: readonly FinishedFile[], beside: Beside, write: (chunk: Uint8Array<ArrayBuffer>) => Promise<void>): Promise<void> {
  const reader = makeZip(entriesOf(files, beside)).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) await write(new Uint8Array(read.value));
}

async function* entriesOf(files: readonly FinishedFile[], beside: Beside): AsyncGenerator<{ readonly name: string; readonly input: Blob; readonly lastModified: Date }> {
  const taken = new Set<string>([EVIDENCE_LIST]);
  const listed: EvidencePart[] = [];
  for (const file of files) {
    const folder = outputFolder(file.folder);
    // Names that differ only in case are one on Windows and macOS.
    const full = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
    const key = (name: string): string => full(name).normalize('NFC').toLowerCase();
    const free = await underFreeName(file, beside, (name) => Promise.resolve(!taken.has(key(name))));
    for (const { name, role, make } of partsOf(free, beside)) {
      taken.add(key(name));
      const input = await make();
      // An output was hashed when it was re-checked, and may be many gigabytes.
      if (beside.report !== null) listed.push({ name: full(name), role, sizeBytes: input.size, sha256: role === 'output' ? file.record.output.sha256 : await sha256(input) });
      yield { name: full(name), input, lastModified: ENTRY_DATE };
    }
  }
  const [first] = files;
  if (beside.report !== null && first !== undefined) yield { name: EVIDENCE_LIST, input: new Blob([evidenceList(listed, first.record.product.build)]), lastModified: ENTRY_DATE };
}

/**
 * Puts one picture on the clipboard, as PNG because that is what clipboards take.
 * @throws DOMException when the browser doesn't allow it
 */
export async function copyPicture(bytes: Blob): Promise<void> {
  const png = bytes.type === 'image/png' ? Promise.resolve(bytes) : toPng(bytes);
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}

async function toPng(bytes: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(bytes);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

/** The dialog makes a new file at once, before anything is in it. */
async function removeIfEmpty(handle: FileSystemFileHandle & { readonly remove?: () => Promise<void> }): Promise<void> {
  if ((await handle.getFile()).size === 0) await handle.remove?.();
}

/** Closing the system's dialog is a choice, not a fault. */
async function picked<T>(ask: () => Promise<T> | undefined): Promise<T | null> {
  try {
    return (await ask()) ?? null;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}
