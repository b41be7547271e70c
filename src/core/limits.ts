/** Most pixels in one picture: 100 megapixels, with room for 10,000 x 10,000 and common sensor sizes just above. */
export const MAX_PIXELS = 104_000_000;

/** Most bytes in one file. */
export const MAX_FILE_BYTES = 512 * 1024 * 1024;

/** Longest side, in pixels: the JPEG format's own limit is 65,535, browsers draw up to 32,767. */
export const MAX_SIDE = 32_767;
