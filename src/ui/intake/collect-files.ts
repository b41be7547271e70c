import { isLitter } from '../../core/archive/archive-path.ts';
import { AnonymizerError, toWireError } from '../../core/errors.ts';
import type { PickedFile } from '../job-queue.ts';

/** A dropped thing, in browsers that give the file on the disk itself. */
interface HandleItem {
  readonly getAsFileSystemHandle?: () => Promise<FileSystemHandle | null | undefined>;
}

/** Files of a file input; a folder input brings relative paths. */
export function fromFileList(files: Iterable<File>): PickedFile[] {
  return [...files].filter((file) => !isLitter(file.name)).map((file) => picked(file, folderOf(file.webkitRelativePath)));
}

/**
 * Files and folders of a drop, folders walked to the bottom, in the order of their names. Where the browser gives the
 * files on the disk themselves, they come along.
 * Call it before anything is awaited: the browser empties the transfer when the event ends.
 */
export async function fromTransfer(transfer: DataTransfer): Promise<PickedFile[]> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const dropped = items.map((item) => ({
    handle: (item as HandleItem).getAsFileSystemHandle?.().catch(() => null) ?? null,
    entry: item.webkitGetAsEntry(),
    file: item.getAsFile(),
  }));
  const nested = await Promise.all(
    dropped.map(async ({ handle, entry, file }) => {
      const given = await handle;
      // What a script put into the transfer has no place on the disk: some browsers then give nothing at all.
      if (given != null) return fromHandles([given]);
      if (entry?.isDirectory === true) return walkEntry(entry as FileSystemDirectoryEntry);
      return file === null ? [] : [picked(file, '')];
    }),
  );
  return nested.flat().filter(({ name }) => !isLitter(name));
}

/** Files, and files below folders, that the system or its dialog gave. A file that is gone comes as a refused one. */
export async function fromHandles(handles: readonly FileSystemHandle[]): Promise<PickedFile[]> {
  const nested = await Promise.all(
    handles.map((handle) => (handle.kind === 'directory' ? fromDirectory(handle as FileSystemDirectoryHandle) : fromHandle(handle as FileSystemFileHandle, ''))),
  );
  return nested.flat();
}

/** Files below a folder that was picked with the system's folder dialog, each with the folder that it lies in. */
export async function fromDirectory(directory: FileSystemDirectoryHandle, folder: string = directory.name): Promise<PickedFile[]> {
  const below: Promise<PickedFile[]>[] = [];
  for await (const handle of directory.values()) {
    if (handle.kind === 'directory') below.push(fromDirectory(handle, `${folder}/${handle.name}`));
    else if (!isLitter(handle.name)) below.push(fromHandle(handle, folder, directory));
  }
  return (await Promise.all(below)).flat().sort(byPath);
}

async function fromHandle(handle: FileSystemFileHandle, folder: string, parent?: FileSystemDirectoryHandle): Promise<PickedFile[]> {
  const known = { name: handle.name, folder, handle, ...(parent === undefined ? {} : { parent }) };
  try {
    return [{ ...known, file: await handle.getFile() }];
  } catch {
    return [{ ...known, file: new Blob([]), statedBytes: null, refused: toWireError(new AnonymizerError('input/unreadable')) }];
  }
}

async function walkEntry(directory: FileSystemDirectoryEntry): Promise<PickedFile[]> {
  const children = await readAll(directory.createReader());
  const folder = directory.fullPath.replace(/^\//, '');
  const nested = await Promise.all(
    children.map(async (child) =>
      child.isDirectory ? walkEntry(child as FileSystemDirectoryEntry) : [picked(await fileOf(child as FileSystemFileEntry), folder)],
    ),
  );
  return nested.flat().sort(byPath);
}

/** A reader gives at most 100 entries a call, and an empty list at the end. */
async function readAll(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

function picked(file: File, folder: string): PickedFile {
  return { file, name: file.name, folder };
}

function folderOf(relativePath: string): string {
  const parts = relativePath.split('/');
  return parts.slice(0, -1).join('/');
}

function byPath(a: PickedFile, b: PickedFile): number {
  return `${a.folder}/${a.name}`.localeCompare(`${b.folder}/${b.name}`, 'en', { numeric: true });
}
