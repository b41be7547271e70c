/** Most pixels in one picture: 100 megapixels, with room for 10,000 x 10,000 and common sensor sizes just above. */
export const MAX_PIXELS = 104_000_000;

/** Most bytes in one file. */
export const MAX_FILE_BYTES = 512 * 1024 * 1024;

/** Longest side, in pixels: the JPEG format's own limit is 65,535, browsers draw up to 32,767. */
export const MAX_SIDE = 32_767;

/** Most frames of an animation, or pages of a document made of pictures. */
export const MAX_FRAMES = 5_000;

/** Most frames of a video: eleven hours at 120 a second. */
export const MAX_VIDEO_FRAMES = 5_000_000;

/** Most pixels in all frames or pages together: some 1,900 of 1080p. Each is searched twice, which takes its time. */
export const MAX_SEQUENCE_PIXELS = 4_000_000_000;
