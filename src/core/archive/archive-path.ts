import { outputFolder } from '../export/output-folder.ts';
import { cleanPart, notADevice } from '../export/path-part.ts';

/** Most UTF-8 bytes of a name that is shown; its extension stays. */
const MAX_NAME_BYTES = 160;
const MAX_EXTENSION_BYTES = 12;

/** Names that systems leave in folders and archives; never a person's picture. */
const LITTER = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** Where an entry goes in the queue. */
export interface ArchivePlace {
  /** `archive/a/b`. */
  readonly folder: string;
  readonly name: string;
}

/** Whether a system left this behind, by its path: its own name, or the folder where macOS keeps what is not content. */
export function isLitter(path: string): boolean {
  const parts = path.split(/[/\\]/);
  const name = parts.at(-1) ?? '';
  return LITTER.has(name) || name.startsWith('._') || parts[0] === '__MACOSX';
}

/**
 * A place for an entry that can't climb, start at a root, or show something other than it is.
 * @param archiveFolder - folders above the archive, `a/b`, or an empty string; untrusted
 * @param archiveName - name of the archive's file, untrusted; its folder is called by it, without the extension
 * @param path - the entry's, untrusted
 */
export function archivePlace(archiveFolder: string, archiveName: string, path: string): ArchivePlace {
  const parts = path.split(/[/\\]/).filter((part) => part !== '');
  const name = displayName(parts.at(-1) ?? '');
  return { folder: outputFolder([archiveFolder, archiveName.replace(/\.[^.]*$/, ''), ...parts.slice(0, -1)].join('/')), name };
}

/** A file's own name, safe to show: one part, nothing unseen, of at most 172 bytes, with its extension; never empty. */
export function displayName(untrusted: string): string {
  const dot = untrusted.lastIndexOf('.');
  const stem = cleanPart(dot > 0 ? untrusted.slice(0, dot) : untrusted, MAX_NAME_BYTES);
  const extension = dot > 0 ? cleanPart(untrusted.slice(dot + 1), MAX_EXTENSION_BYTES) : '';
  const name = notADevice(stem === '' ? 'unnamed' : stem);
  return extension === '' ? name : `${name}.${extension}`;
}
