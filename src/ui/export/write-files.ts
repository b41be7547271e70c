import { AnonymizerError, toWireError, type WireError } from '../../core/errors.ts';
import { partsOf, underFreeName, type Beside, type FinishedFile, type PlannedPart } from './finished-file.ts';

/** What became of each file that was to be written. */
export interface SaveReport<F extends FinishedFile = FinishedFile> {
  /** Whole, with all that goes beside them. */
  readonly saved: readonly F[];
  /** Nothing of these was left behind. */
  readonly failed: readonly { readonly file: F; readonly error: WireError }[];
}

/**
 * Writes files into folders, one after another. A file that can't be written doesn't stop the others, and leaves nothing
 * behind. What is in a folder already is never written over: a running number is put behind the name.
 * @param files - with the name that each should have
 * @param beside - what goes along
 * @param folderFor - the folder that a file goes into; may fail for one file alone
 */
export async function writeFiles<F extends FinishedFile>(files: readonly F[], beside: Beside, folderFor: (file: F) => Promise<FileSystemDirectoryHandle>): Promise<SaveReport<F>> {
  const saved: F[] = [];
  const failed: { readonly file: F; readonly error: WireError }[] = [];
  for (const file of files) {
    try {
      if (beside.signal?.aborted === true) throw new AnonymizerError('save/cancelled');
      const folder = await folderFor(file);
      await writeSet(folder, partsOf(await underFreeName(file, beside, (name) => isFree(folder, name)), beside));
      saved.push(file);
    } catch (error) {
      failed.push({ file, error: saveError(error) });
    }
  }
  return { saved, failed };
}

/**
 * The reason why something could not be saved.
 * @param thrown - by the browser
 * @returns one of the `save/` codes
 */
export function saveError(thrown: unknown): WireError {
  if (thrown instanceof AnonymizerError) return toWireError(thrown);
  const name = thrown instanceof DOMException || thrown instanceof Error ? thrown.name : '';
  if (name === 'QuotaExceededError') return toWireError(new AnonymizerError('save/quota'));
  if (name === 'NotAllowedError' || name === 'NoModificationAllowedError' || name === 'SecurityError') return toWireError(new AnonymizerError('save/denied'));
  if (name === 'NotFoundError') return toWireError(new AnonymizerError('save/gone'));
  return toWireError(new AnonymizerError('save/failed'));
}

/** A picture without its record, or the other way round, is no finished file: when one part fails, the others go too. */
async function writeSet(folder: FileSystemDirectoryHandle, parts: readonly PlannedPart[]): Promise<void> {
  const begun: string[] = [];
  try {
    for (const { name, make } of parts) {
      const bytes = await make();
      const handle = await folder.getFileHandle(name, { create: true });
      begun.push(name);
      await writeOne(handle, bytes);
    }
  } catch (error) {
    // Asking for a file to write creates an empty one, which must not be taken for an output.
    for (const name of begun) await folder.removeEntry(name).catch(() => undefined);
    throw error;
  }
}

async function writeOne(handle: FileSystemFileHandle, bytes: Blob): Promise<void> {
  const writable = await handle.createWritable();
  try {
    await writable.write(bytes);
    await writable.close();
  } catch (error) {
    // A stream that failed by itself can't be aborted any more; the fault that counts is the first.
    await writable.abort().catch(() => undefined);
    throw error;
  }
}

async function isFree(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await folder.getFileHandle(name);
    return false;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return true;
    // A folder has this name.
    if (error instanceof DOMException && error.name === 'TypeMismatchError') return false;
    throw error;
  }
}
