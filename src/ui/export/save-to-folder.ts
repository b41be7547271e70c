import { AnonymizerError } from '../../core/errors.ts';
import { outputFolder } from '../../core/export/output-folder.ts';
import type { Beside, FinishedFile } from './finished-file.ts';
import { writeFiles, type SaveReport } from './write-files.ts';

/** A folder that may have to be asked for; TypeScript's DOM library does not carry the asking yet. */
interface AskableFolder {
  readonly queryPermission?: (wish: { readonly mode: 'readwrite' }) => Promise<PermissionState>;
  readonly requestPermission?: (wish: { readonly mode: 'readwrite' }) => Promise<PermissionState>;
}

/** A finished file whose source lies in a folder that the person opened. */
export interface FileWithParent extends FinishedFile {
  readonly parent: FileSystemDirectoryHandle;
}

/**
 * Writes all files into one folder, the folders of their sources kept, as far as they are safe to use.
 * @param root - may be written into already
 */
export function saveToFolder<F extends FinishedFile>(root: FileSystemDirectoryHandle, files: readonly F[], beside: Beside): Promise<SaveReport<F>> {
  return writeFiles(files, beside, (file) => ensureFolder(root, file.folder));
}

/**
 * Writes each file into the folder that its source lies in. The sources stay, and nothing is written over. The browser asks
 * the person for each folder that may not be written into yet, upper folders first, because a yes holds for those below.
 * Call it from a click: without one the browser doesn't ask.
 */
export async function saveBeside<F extends FileWithParent>(files: readonly F[], beside: Beside): Promise<SaveReport<F>> {
  const depth = ({ folder }: FinishedFile): number => folder.split('/').length;
  const allowed = new Map<FileSystemDirectoryHandle, boolean>();
  for (const { parent } of [...files].sort((a, b) => depth(a) - depth(b))) {
    if (!allowed.has(parent)) allowed.set(parent, await mayWrite(parent));
  }
  return writeFiles(files, beside, ({ parent }) => {
    if (allowed.get(parent) !== true) throw new AnonymizerError('save/denied');
    return Promise.resolve(parent);
  });
}

/** Folders below a folder, made where they are missing; untrusted names are cleaned, so that they can't climb. */
export async function ensureFolder(root: FileSystemDirectoryHandle, untrustedPath: string): Promise<FileSystemDirectoryHandle> {
  let folder = root;
  for (const part of outputFolder(untrustedPath).split('/').filter((name) => name !== '')) {
    folder = await folder.getDirectoryHandle(part, { create: true });
  }
  return folder;
}

async function mayWrite(folder: FileSystemDirectoryHandle & AskableFolder): Promise<boolean> {
  const wish = { mode: 'readwrite' } as const;
  try {
    if ((await folder.queryPermission?.(wish)) === 'granted') return true;
    return (await folder.requestPermission?.(wish)) === 'granted';
  } catch {
    return false;
  }
}
