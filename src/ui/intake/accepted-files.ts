/**
 * What file dialogs offer first, and what the installed app opens: types with their extensions, the same as in the app's manifest.
 * Only a hint: every file is told from its bytes, and refused with a reason where they are none that can be read.
 */
export const ACCEPTED_FILES = {
  'image/jpeg': ['.jpg', '.jpeg'], 'image/png': ['.png'], 'image/webp': ['.webp'], 'image/avif': ['.avif'], 'image/gif': ['.gif'], 'image/bmp': ['.bmp'],
  'image/heic': ['.heic'], 'image/heif': ['.heif'], 'image/tiff': ['.tif', '.tiff'],
  'video/mp4': ['.mp4', '.m4v'], 'video/quicktime': ['.mov'], 'video/webm': ['.webm'], 'video/x-matroska': ['.mkv'],
  'application/zip': ['.zip'],
} as const;

/** The same as one text, as a file input takes it. */
export const ACCEPTED_TEXT = [...Object.keys(ACCEPTED_FILES), ...Object.values(ACCEPTED_FILES).flat()].join();
