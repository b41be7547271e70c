import type { PickedFile } from '../job-queue.ts';

/** Names that systems leave in folders; never a person's picture. */
const LITTER = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** Files of a file input; a folder input brings relative paths. */
export function fromFileList(files: Iterable<File>): PickedFile[] {
  return [...files].filter((file) => !isLitter(file.name)).map((file) => picked(file, folderOf(file.webkitRelativePath)));
}

/**
 * Files and folders of a drop or a paste, folders walked to the bottom, in the order of their names.
 * Call it before anything is awaited: the browser empties the transfer when the event ends.
 */
export async function fromTransfer(transfer: DataTransfer): Promise<PickedFile[]> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const entries = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const nested = await Promise.all(
    entries.map(({ entry, file }) => {
      if (entry?.isDirectory === true) return walkEntry(entry as FileSystemDirectoryEntry);
      return Promise.resolve(file === null ? [] : [picked(file, '')]);
    }),
  );
  return nested.flat().filter(({ name }) => !isLitter(name));
}

/** Files below a folder that was picked with the system's folder dialog. */
export async function fromDirectory(directory: FileSystemDirectoryHandle, folder: string = directory.name): Promise<PickedFile[]> {
  const found: PickedFile[] = [];
  for await (const handle of directory.values()) {
    if (handle.kind === 'directory') found.push(...(await fromDirectory(handle, `${folder}/${handle.name}`)));
    else if (!isLitter(handle.name)) found.push(picked(await handle.getFile(), folder));
  }
  return found.sort(byPath);
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

function isLitter(name: string): boolean {
  return LITTER.has(name) || name.startsWith('._');
}

function byPath(a: PickedFile, b: PickedFile): number {
  return `${a.folder}/${a.name}`.localeCompare(`${b.folder}/${b.name}`, 'en', { numeric: true });
}
