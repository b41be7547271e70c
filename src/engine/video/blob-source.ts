import { AnonymizerError } from '../../core/errors.ts';
import type { ByteSource } from '../../core/structure/video/byte-source.ts';

/** A file on the device as something that is read in parts. */
export function blobSource(file: Blob): ByteSource {
  return {
    sizeBytes: file.size,
    read: async (offset, length) => {
      try {
        return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
      } catch (error) {
        if (error instanceof RangeError) throw error;
        throw new AnonymizerError('input/unreadable');
      }
    },
  };
}
