import type { Size } from '../geometry/box.ts';
import type { KeptMetadata } from '../policy/policy.ts';
import type { KeptValues } from './kept-metadata.ts';

/** Picture formats that Cloakroom reads. */
export const IMAGE_FORMATS = ['jpeg', 'png', 'webp', 'gif', 'bmp', 'avif', 'heif', 'tiff'] as const;
/** Format of a source picture, told from its first bytes, never from its name. */
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** Video containers that Cloakroom reads. */
export const VIDEO_FORMATS = ['mp4', 'mov', 'mkv', 'webm'] as const;
/** Container of a source video, told from its first bytes, never from its name. */
export type VideoFormat = (typeof VIDEO_FORMATS)[number];

/** Format of a source, whatever its medium. */
export type SourceFormat = ImageFormat | VideoFormat;

/** Formats of pictures that Cloakroom writes. */
export const WRITTEN_IMAGE_FORMATS = ['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const;
/** Format of an exported picture; PNG and WebP may be animated, GIF always is, TIFF may have pages. */
export type WrittenImageFormat = (typeof WRITTEN_IMAGE_FORMATS)[number];

/** Containers of videos that Cloakroom writes. */
export const WRITTEN_VIDEO_FORMATS = ['mp4', 'webm'] as const;
/** Container of an exported video. */
export type WrittenVideoFormat = (typeof WRITTEN_VIDEO_FORMATS)[number];

/** Formats that Cloakroom writes. */
export const WRITTEN_FORMATS = [...WRITTEN_IMAGE_FORMATS, ...WRITTEN_VIDEO_FORMATS] as const;
/** Format of an exported file, whatever its medium. */
export type WrittenFormat = (typeof WRITTEN_FORMATS)[number];

/** EXIF orientation: how stored pixels are turned for display. 1 = as stored, 6 = a quarter turn clockwise, and so on. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What a piece of metadata is. */
export const METADATA_KINDS = [
  'exif',
  'gps',
  'camera',
  'time',
  'serial-number',
  'person',
  'maker-note',
  'thumbnail',
  'xmp',
  'iptc',
  'icc',
  'c2pa',
  'second-image',
  'comment',
  'text',
  'application',
  'trailer',
  'other',
] as const;
/** What a piece of metadata is. */
export type MetadataKind = (typeof METADATA_KINDS)[number];

/** One piece of metadata found in a source. `value` is shown to the person who opened the file, and never logged or recorded. */
export interface MetadataItem {
  readonly kind: MetadataKind;
  /** Fixed technical name, such as `APP1 Exif`, `GPSLatitude`, `tEXt`, `after IEND`. */
  readonly name: string;
  /** Bytes that it takes in the file; 0 for a field inside a block that is listed itself. */
  readonly sizeBytes: number;
  /** Content-bearing text for display only, at most 200 characters; `null` where there is none to show. */
  readonly value: string | null;
  /** Sort as which the policy can keep it; left out for all that always goes. */
  readonly keeps?: KeptMetadata;
}

/** Blocks of a lossy codec in stored pixels: pixels of one block depend on each other, `margin` more are reached by filters. */
export interface CodecBlocks extends Size {
  readonly margin: number;
}

/** How one picture is stored: what a mask plan needs to know of it. */
export interface PictureStorage {
  /** Size as stored, before orientation. */
  readonly storedSize: Size;
  /** Size as displayed, after orientation. */
  readonly size: Size;
  readonly orientation: Orientation;
  readonly hasAlpha: boolean;
  /** JPEG: the MCU (16x16 for 4:2:0, 16x8 for 4:2:2, 8x8 for 4:4:4 …) and margin 2; lossy WebP, AVIF and HEIF: their superblocks; `null` for lossless. */
  readonly blocks: CodecBlocks | null;
}

/** The sound of a video. */
export interface SoundTrack {
  /** Codec as WebCodecs calls its family: `aac`, `opus`, `mp3` … */
  readonly codec: string;
  readonly channels: number;
  /** Samples a second. */
  readonly sampleRate: number;
}

/** What kind of pictures a file holds: one, the frames of an animation on one canvas, pages that may differ in size, or the frames of a video. */
export type Sequence =
  | { readonly kind: 'still' }
  | {
      readonly kind: 'animation';
      /** Milliseconds each frame is shown, as the file says, in order; one for each frame. */
      readonly durations: readonly number[];
      /** Times that the animation plays; 0 means for ever. */
      readonly plays: number;
    }
  | { readonly kind: 'pages'; /** In order, at least two. */ readonly pages: readonly PictureStorage[] }
  | {
      readonly kind: 'video';
      /** Milliseconds each frame is shown, in the order of showing; one for each frame, with fractions. */
      readonly durations: readonly number[];
      /** Seconds at which players show the first frame; left out for 0. */
      readonly startSeconds?: number;
      /** Codec of the pictures as WebCodecs calls its family: `avc`, `vp9` … */
      readonly codec: string;
      /** The first track of sound; `null` where the file is silent. */
      readonly sound: SoundTrack | null;
    };

/** What the structure of a source says, read from its bytes without decoding a pixel. Its own storage is that of the canvas, or of the first page. */
export interface SourceInspection extends PictureStorage {
  readonly format: SourceFormat;
  readonly sequence: Sequence;
  readonly metadata: readonly MetadataItem[];
  /** What the policy can keep of it; left out where there is nothing. */
  readonly kept?: KeptValues;
}

/** Something in an output that the allow-list does not have. */
export interface StructureFinding {
  /** `segment`: a segment, chunk or box that may not be there. `trailer`: bytes after the structural end. `malformed`: not walkable. `size`: other dimensions than planned. */
  readonly kind: 'segment' | 'trailer' | 'malformed' | 'size';
  /** Fixed technical name. */
  readonly name: string;
  readonly offset: number;
  readonly sizeBytes: number;
}
