import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { UsageError } from './arguments.ts';

/** One file to work on. */
export interface InputFile {
  /** Absolute path. */
  readonly path: string;
  /** As it stands in the report, and where the output goes: relative to the folder that was named, with `/`. */
  readonly name: string;
  /** Found inside a folder that was named, and not named itself. */
  readonly walked: boolean;
}

/** Endings of the formats that are read, as files of each are called. */
const READ_ENDINGS = ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'apng', 'webp', 'gif', 'bmp', 'dib', 'avif', 'heic', 'heif', 'hif', 'tif', 'tiff', 'mp4', 'm4v', 'mov', 'mkv', 'webm'];

/** Whether a file's name says that it is a picture or a video of a format that is read: one that isn't is damaged, and not beside the point. */
export function looksReadable(name: string): boolean {
  return READ_ENDINGS.includes(/\.([^./]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '');
}

/**
 * Lists the files that were named, folders walked in order of names. Hidden files and folders inside a folder are left out.
 * @throws UsageError when a name does not exist
 */
export async function listInputs(named: readonly string[]): Promise<InputFile[]> {
  const lists = await Promise.all(
    named.map(async (name) => {
      const path = resolve(name);
      const facts = await stat(path).catch(() => null);
      if (facts === null) throw new UsageError(`There is no file or folder "${name}".`);
      if (!facts.isDirectory()) return [{ path, name: basename(path), walked: false }];
      const files = await walk(path);
      return files.map((file) => ({ path: file, name: relative(path, file).replaceAll('\\', '/'), walked: true }));
    }),
  );
  return lists.flat();
}

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await walk(path)));
    else if (entry.isFile()) files.push(path);
  }
  return files;
}
