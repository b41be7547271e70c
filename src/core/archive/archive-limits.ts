/** Most entries of an archive. */
export const MAX_ARCHIVE_ENTRIES = 10_000;

/** Most bytes of an archive's list of entries: some 1.6 kB for each, names and notes included. */
export const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024;

/** Most bytes that the packed entries of one archive may unpack to together; they are held until their files are closed. */
export const MAX_UNPACKED_BYTES = 1024 * 1024 * 1024;

/** Up to this size an entry may shrink by any share: a blank page as a bitmap shrinks a thousandfold, and harms nobody. */
export const HARMLESS_UNPACKED_BYTES = 16 * 1024 * 1024;

/** Above that size, how many bytes at most one packed byte may become. Scanned pages and drawings stay below 200. */
export const MAX_UNPACK_RATIO = 250;
