import { Zip, ZipPassThrough } from 'fflate';
import type { ExportRecord } from '../../core/export/export-record.ts';

/** One finished file on its way to the person. */
export interface FinishedFile {
  /** Folders of the source, `a/b`, or an empty string. */
  readonly folder: string;
  readonly name: string;
  readonly bytes: Blob;
  readonly record: ExportRecord;
}

/** Where bytes can go. */
interface PickerWindow {
  readonly showDirectoryPicker?: (options: { readonly mode: 'readwrite'; readonly id: string }) => Promise<FileSystemDirectoryHandle>;
  readonly showSaveFilePicker?: (options: { readonly suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/** Whether this browser can write into a folder that the person chooses. */
export const canSaveFolder = 'showDirectoryPicker' in window;

/** Name of the record beside a file: `anonymised-0001.jpg` has `anonymised-0001.record.json`. */
export function recordName(name: string): string {
  return `${name.replace(/\.[^.]+$/, '')}.record.json`;
}

/** The record as a file. */
export function recordBlob(record: ExportRecord): Blob {
  return new Blob([`${JSON.stringify(record, null, 2)}\n`], { type: 'application/json' });
}

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
 * Writes all files into one folder, relative paths kept.
 * @returns `false` when the person closed the dialog
 */
export async function saveIntoFolder(files: readonly FinishedFile[], withRecords: boolean): Promise<boolean> {
  const root = await picked(() => (window as PickerWindow).showDirectoryPicker?.({ mode: 'readwrite', id: 'cloakroom-output' }));
  if (root === null) return false;
  for (const file of files) {
    const folder = await ensureFolder(root, file.folder);
    await writeInto(folder, file.name, file.bytes);
    if (withRecords) await writeInto(folder, recordName(file.name), recordBlob(file.record));
  }
  return true;
}

/**
 * Saves all files as one ZIP without compression, because pictures don't shrink. Streams to disk where the browser can.
 * @returns `false` when the person closed the dialog
 */
export async function saveAsZip(files: readonly FinishedFile[], withRecords: boolean, name: string): Promise<boolean> {
  const { showSaveFilePicker } = window as PickerWindow;
  if (showSaveFilePicker === undefined) {
    const parts: BlobPart[] = [];
    await writeZip(files, withRecords, (chunk) => {
      parts.push(chunk);
      return Promise.resolve();
    });
    download(new Blob(parts, { type: 'application/zip' }), name);
    return true;
  }
  const handle = await picked(() => showSaveFilePicker.call(window, { suggestedName: name }));
  if (handle === null) return false;
  const writable = await handle.createWritable();
  try {
    await writeZip(files, withRecords, (chunk) => writable.write(chunk));
    await writable.close();
  } catch (error) {
    // An unfinished archive must not look like a finished one.
    await writable.abort();
    throw error;
  }
  return true;
}

/** Entry dates are fixed, so that an archive says nothing about when its pictures were taken or masked. */
const ENTRY_DATE = new Date(1980, 0, 1);

/**
 * Streams a ZIP, one source chunk at a time.
 * @param write - awaited before more is read
 */
export async function writeZip(files: readonly FinishedFile[], withRecords: boolean, write: (chunk: Uint8Array<ArrayBuffer>) => Promise<void>): Promise<void> {
  const pending: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    pending.push(new Uint8Array(chunk));
  });
  const flush = async (): Promise<void> => {
    for (const chunk of pending.splice(0)) await write(chunk);
  };
  const append = async (path: string, bytes: Blob): Promise<void> => {
    const entry = new ZipPassThrough(path);
    entry.mtime = ENTRY_DATE;
    zip.add(entry);
    const reader = bytes.stream().getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      entry.push(read.value);
      await flush();
    }
    entry.push(new Uint8Array(0), true);
    await flush();
  };
  for (const file of files) {
    const path = file.folder === '' ? '' : `${file.folder}/`;
    await append(path + file.name, file.bytes);
    if (withRecords) await append(path + recordName(file.name), recordBlob(file.record));
  }
  zip.end();
  await flush();
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

async function ensureFolder(root: FileSystemDirectoryHandle, path: string): Promise<FileSystemDirectoryHandle> {
  let folder = root;
  for (const part of path.split('/').filter((name) => name !== '' && name !== '.' && name !== '..')) {
    folder = await folder.getDirectoryHandle(part, { create: true });
  }
  return folder;
}

async function writeInto(folder: FileSystemDirectoryHandle, name: string, bytes: Blob): Promise<void> {
  const handle = await folder.getFileHandle(await freeName(folder, name), { create: true });
  const writable = await handle.createWritable();
  try {
    await writable.write(bytes);
    await writable.close();
  } catch (error) {
    await writable.abort();
    throw error;
  }
}

/** Nothing that is already in the folder is written over. */
async function freeName(folder: FileSystemDirectoryHandle, name: string): Promise<string> {
  const [, stem = name, extension = ''] = /^(.*?)((?:\.record)?\.[^.]+)$/.exec(name) ?? [];
  for (let attempt = 1; ; attempt += 1) {
    const candidate = attempt === 1 ? name : `${stem}-${attempt}${extension}`;
    try {
      await folder.getFileHandle(candidate);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return candidate;
      throw error;
    }
  }
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
