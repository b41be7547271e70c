import { BufferTarget, NullTarget, StreamTarget, type StreamTargetChunk, type Target } from 'mediabunny';
import { AnonymizerError } from '../../core/errors.ts';
import { memorySource, type ByteSource } from '../../core/structure/video/byte-source.ts';
import { zeroTimes } from '../../core/structure/video/zero-times.ts';
import { openOutputFolder } from './output-folder.ts';

/** Bytes that are gathered before they are written. */
const CHUNK_BYTES = 4 * 2 ** 20;

/** A file of the origin, open in a worker. @see https://fs.spec.whatwg.org/#api-filesystemsyncaccesshandle */
interface SyncFile {
  read(into: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(sizeBytes: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

type SyncFileHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncFile> };

/** Where a file is written while it comes into being. */
export interface OutputFile {
  readonly target: Target;
  /**
   * The finished file.
   * @param withoutTimes - takes out when it was written; for MP4, which says so
   */
  finish(type: string, withoutTimes: boolean): Promise<Blob>;
  /** Gives it up; nothing is left. */
  discard(): Promise<void>;
}

/**
 * Begins a file on the device where the browser has a place for it that no other page can see, and in memory otherwise.
 * @param folder - of the page; `null` for memory
 * @param name - unique in the folder; what it had is replaced, which only a crashed engine's second try may do
 * @throws AnonymizerError `save/quota`
 */
export async function beginOutput(folder: string | null, name: string): Promise<OutputFile> {
  const place = folder === null ? null : await openOutputFolder(folder);
  if (place === null) return new MemoryFile();
  const file = await place.getFileHandle(name, { create: true });
  // Only the list of the worker's own types has it.
  return new DeviceFile(place, name, file, await (file as SyncFileHandle).createSyncAccessHandle());
}

/** Removes a finished file from the device again; it may never have been there. */
export async function dropOutput(folder: string, name: string): Promise<void> {
  await (await openOutputFolder(folder))?.removeEntry(name).catch(() => undefined);
}

/** A file that keeps nothing, for what is only written to be measured. */
export function noOutput(): OutputFile {
  return { target: new NullTarget(), finish: () => Promise.resolve(new Blob()), discard: () => Promise.resolve() };
}

class MemoryFile implements OutputFile {
  readonly target = new BufferTarget();

  async finish(type: string, withoutTimes: boolean): Promise<Blob> {
    if (this.target.buffer === null) throw new AnonymizerError('export/encode');
    const bytes = new Uint8Array(this.target.buffer);
    if (withoutTimes) for (const patch of await zeroTimes(memorySource(bytes))) bytes.set(patch.bytes, patch.offset);
    return new Blob([bytes], { type });
  }

  discard(): Promise<void> {
    return Promise.resolve();
  }
}

class DeviceFile implements OutputFile {
  readonly target: StreamTarget;
  readonly #place: FileSystemDirectoryHandle;
  readonly #name: string;
  readonly #file: FileSystemFileHandle;
  #bytes: SyncFile | null;

  constructor(place: FileSystemDirectoryHandle, name: string, file: FileSystemFileHandle, bytes: SyncFile) {
    this.#place = place;
    this.#name = name;
    this.#file = file;
    this.#bytes = bytes;
    bytes.truncate(0);
    const writable = new WritableStream<StreamTargetChunk>({
      write: ({ data, position }) => {
        this.#write(data, position);
      },
    });
    this.target = new StreamTarget(writable, { chunked: true, chunkSize: CHUNK_BYTES });
  }

  async finish(type: string, withoutTimes: boolean): Promise<Blob> {
    if (this.#bytes !== null && withoutTimes) for (const { bytes, offset } of await zeroTimes(handleSource(this.#bytes))) this.#write(bytes, offset);
    this.#close();
    const file = await this.#file.getFile();
    return file.slice(0, file.size, type);
  }

  async discard(): Promise<void> {
    // What is thrown away need not reach the disk, and a disk that fails must not keep it.
    endQuietly(this.#bytes);
    this.#bytes = null;
    await this.#place.removeEntry(this.#name).catch(() => undefined);
  }

  #write(data: Uint8Array<ArrayBuffer>, at: number): void {
    if (this.#bytes === null) throw new AnonymizerError('export/encode');
    let written = 0;
    try {
      written = this.#bytes.write(data, { at });
    } catch (error) {
      throw asWriteError(error);
    }
    if (written !== data.byteLength) throw new AnonymizerError('save/quota');
  }

  #close(): void {
    const bytes = this.#bytes;
    this.#bytes = null;
    try {
      bytes?.flush();
    } catch (error) {
      endQuietly(bytes);
      throw asWriteError(error);
    }
    bytes?.close();
  }
}

/** Gives a file's lock back after something else failed, which is what is told. */
function endQuietly(bytes: SyncFile | null): void {
  try {
    bytes?.close();
  } catch {
    // Nothing more can be done for it.
  }
}

function asWriteError(error: unknown): unknown {
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? new AnonymizerError('save/quota') : error;
}

/** A file that is still open for writing, as something that is read in parts. */
function handleSource(handle: SyncFile): ByteSource {
  return {
    sizeBytes: handle.getSize(),
    read: (offset, length) => {
      const bytes = new Uint8Array(length);
      return Promise.resolve(bytes.subarray(0, handle.read(bytes, { at: offset })));
    },
  };
}
