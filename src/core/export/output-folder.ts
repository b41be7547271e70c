import { cleanPart, notADevice } from './path-part.ts';

/** Most UTF-8 bytes of one folder's name; some encrypted file systems hold 143. */
const MAX_PART_BYTES = 80;
/** Most folders below each other: Windows holds 260 characters in a whole path unless told otherwise. */
const MAX_DEPTH = 8;
/** `C:` and its like, before the first slash of a Windows path. */
const DRIVE = /^[a-z]:$/i;

/**
 * A safe relative folder for outputs, made of the folders that a source came from. Folders of a dropped tree or an archive
 * are untrusted: this can't climb, start at a root, name a device or hide.
 * @param path - folders with either kind of slash between them, untrusted
 * @returns `a/b` of at most 8 parts with 80 UTF-8 bytes each (the innermost where there are more), or an empty string
 */
export function outputFolder(path: string): string {
  return path
    .split(/[/\\]/)
    .filter((part) => !DRIVE.test(part))
    .map((part) => notADevice(cleanPart(part, MAX_PART_BYTES)))
    .filter((part) => part !== '')
    .slice(-MAX_DEPTH)
    .join('/');
}
