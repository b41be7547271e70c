import { archivePlace, isLitter } from '../../core/archive/archive-path.ts';
import { HARMLESS_UNPACKED_BYTES, MAX_UNPACK_RATIO, MAX_UNPACKED_BYTES } from '../../core/archive/archive-limits.ts';
import { dataStart, readZipDirectory, ZIP_HEADER_BYTES, type ZipEntry } from '../../core/archive/zip-directory.ts';
import { readZip64End, readZipEnd, ZIP64_END_BYTES, ZIP_TAIL_BYTES, type ZipDirectoryPlace } from '../../core/archive/zip-end.ts';
import { AnonymizerError, toWireError } from '../../core/errors.ts';
import { uniqueName } from '../../core/export/output-name.ts';
import { MAX_FILE_BYTES } from '../../core/limits.ts';
import type { PickedFile } from '../job-queue.ts';
import { inflateEntry, isVideoEntry, readStored, type UnpackBudget } from './unpack-entry.ts';

const byPath = new Intl.Collator('en', { numeric: true });

/** Whether a file is to be opened as an archive, by its name; a file without any extension by its type. */
export function isArchive({ name, file }: PickedFile): boolean {
  return /\.zip$/i.test(name) || (!name.includes('.') && /^application\/(?:x-)?zip(?:-compressed)?$/.test(file.type));
}

/**
 * Opens a ZIP on this device and hands out its files in the order of their paths, each as soon as it is unpacked and
 * checked. An entry that can't be opened comes as a refused file, and a ZIP that can't be read as one refused file in its
 * own place: nothing vanishes but what systems leave behind. Entries that are packed as they are, as most videos are, cost no
 * memory: they stay a part of the archive's file.
 * @param archive - the ZIP as it was picked
 * @param budget - bytes that may still be unpacked; shared by all archives that are opened together
 */
export async function* openArchive(archive: PickedFile, budget: UnpackBudget = { left: MAX_UNPACKED_BYTES }): AsyncGenerator<PickedFile, void, undefined> {
  const entries = await listEntries(archive.file).catch((error: unknown) => reasonOf(error));
  if ('code' in entries) {
    yield { ...archive, refused: toWireError(entries) };
    return;
  }
  const places = entries.filter(({ path }) => !isLitter(path)).map((entry) => ({ entry, place: archivePlace(archive.folder, archive.name, entry.path) }));
  places.sort((a, b) => byPath.compare(`${a.place.folder}/${a.place.name}`, `${b.place.folder}/${b.place.name}`));
  const taken = new Map<string, Set<string>>();
  for (const { entry, place } of places) {
    const names = taken.get(place.folder) ?? new Set<string>();
    taken.set(place.folder, names);
    const known = { folder: place.folder, name: uniqueName(place.name, names) };
    const file = await openEntry(archive.file, entry, budget).catch((error: unknown) => reasonOf(error));
    yield file instanceof Blob ? { ...known, file } : { ...known, file: new Blob([]), statedBytes: entry.plainBytes, refused: toWireError(file) };
  }
}

async function listEntries(archive: Blob): Promise<readonly ZipEntry[]> {
  const place = await findDirectory(archive);
  return readZipDirectory(await bytesOf(archive, place.at, place.sizeBytes), place);
}

async function findDirectory(archive: Blob): Promise<ZipDirectoryPlace> {
  const tailBytes = Math.min(archive.size, ZIP_TAIL_BYTES);
  const end = readZipEnd(await bytesOf(archive, archive.size - tailBytes, tailBytes), archive.size);
  return end.type === 'directory' ? end.place : readZip64End(await bytesOf(archive, end.at, ZIP64_END_BYTES), archive.size);
}

async function openEntry(archive: Blob, entry: ZipEntry, budget: UnpackBudget): Promise<Blob> {
  const { packedBytes, plainBytes } = entry;
  if (/\.zip$/i.test(entry.path)) throw new AnonymizerError('input/archive-nested');
  if (entry.encrypted) throw new AnonymizerError('input/archive-encrypted');
  if (entry.method === 'other') throw new AnonymizerError('input/archive-method');
  if (plainBytes > HARMLESS_UNPACKED_BYTES && plainBytes > packedBytes * MAX_UNPACK_RATIO) throw new AnonymizerError('input/archive-ratio');
  const start = dataStart(await bytesOf(archive, entry.headerAt, ZIP_HEADER_BYTES + entry.rawName.length), entry);
  const packed = archive.slice(start, start + packedBytes);
  if (plainBytes > MAX_FILE_BYTES && !(await isVideoEntry(packed, entry.method))) throw new AnonymizerError('input/too-many-bytes');
  return entry.method === 'stored' ? readStored(packed, entry) : inflateEntry(packed, entry, budget);
}

async function bytesOf(archive: Blob, at: number, size: number): Promise<Uint8Array> {
  return new Uint8Array(await archive.slice(at, at + size).arrayBuffer());
}

/** A file that can't be read from the disk any more is no fault of the archive's. */
function reasonOf(error: unknown): AnonymizerError {
  return error instanceof AnonymizerError ? error : new AnonymizerError('input/unreadable');
}
