/**
 * Every code an anonymisation job can fail with, and the one fixed sentence that goes with it.
 * Codes are `area/reason`, stable once released. Sentences never carry names, text, pixels or values.
 */
export const ERROR_SENTENCES = {
  'input/empty': 'This file is empty. Copy it again from where it came from.',
  'input/unsupported': 'This kind of file is not supported. Cloakroom goes by what is in a file, not by its name, and reads JPEG, PNG, WebP, GIF, BMP, AVIF, HEIC and TIFF pictures, and MP4, MOV, MKV and WebM videos. Convert it to one of these on your device first.',
  'input/animated': 'This kind of animated picture is not supported yet, and frames are never dropped silently. Cloakroom reads animated GIF, PNG and WebP, and MP4, MOV, MKV and WebM videos. Convert it to one of these on your device first.',
  'input/too-many-frames': 'This file has more frames or pages than a browser tab can work through safely. Split it on your device first, or convert a long animation to a video.',
  'input/corrupt': 'This file is damaged, so it can’t be read safely. If a player or another program on your device opens it, save or convert it there and open the copy here.',
  'input/truncated': 'This file ends in the middle of its data, so it can’t be read safely. Copy it again from where it came from, or, if a player or another program on your device opens it, save what is there as a copy and open that.',
  'input/too-large': 'The picture of this file, or a frame of it, is larger than 100 megapixels, more than a browser tab can hold safely. Reduce its size on your device first.',
  'input/too-many-bytes': 'This file is larger than 512 MB, and no video in MP4, MOV, MKV or WebM, which may be larger. Reduce its size on your device first, or convert a video to one of these.',
  'input/no-pixels': 'This file has no picture in it, still or moving. If another program on your device shows one, save it there as JPEG or PNG.',
  'input/undecodable': 'Your browser can’t decode this picture: it is damaged, or of a sort that the browser doesn’t know. If another program opens it, save it there as JPEG or PNG.',
  'input/video-codec': 'Your browser can’t decode the pictures of this video. Convert it to H.264 or VP9 on your device, or open it in a browser that decodes it.',
  'input/video-hevc': 'This video is HEVC (H.265), which your browser can’t decode. Convert it to H.264 or VP9 on your device, or open it in a browser that decodes HEVC.',
  'input/video-avc': 'This video is H.264 of a sort that your browser can’t decode, with 10 bits or other finer colours perhaps. Convert it to ordinary H.264 on your device, or open it in another browser.',
  'input/video-av1': 'This video is AV1, which your browser can’t decode. Convert it to H.264 or VP9 on your device, or open it in a browser that decodes AV1.',
  'input/video-vp9': 'This video is VP9 of a sort that your browser can’t decode. Convert it to H.264 on your device, or open it in another browser.',
  'input/video-vp8': 'This video is VP8, which your browser can’t decode. Convert it to H.264 on your device, or open it in another browser.',
  'input/video-prores': 'This video is ProRes, which browsers don’t decode. Convert it to H.264 or VP9 on your device first.',
  'input/video-mjpeg': 'This video is Motion JPEG, which browsers don’t decode. Convert it to H.264 or VP9 on your device first.',
  'input/video-mpeg4': 'This video is MPEG-4 Part 2, as DivX, Xvid and older cameras write it, which browsers don’t decode. Convert it to H.264 or VP9 on your device first.',
  'input/video-mpeg2': 'This video is MPEG-2 or MPEG-1, which browsers don’t decode. Convert it to H.264 or VP9 on your device first.',
  'input/video-h263': 'This video is H.263, as early phones write it, which browsers don’t decode. Convert it to H.264 or VP9 on your device first.',
  'input/video-alpha': 'This video is stored with transparency, which can’t be kept. Save it as H.264, on a background, with another program on your device, and open that copy.',
  'input/video-edits': 'This video has a list of edits by which players show parts of it twice, in another order or at another speed, and a copy from here would not. Save it anew with an editing program on your device, with its pictures encoded again, and open that copy.',
  'input/sound-codec': 'Your browser can’t decode the sound of this video, so voices in it can’t be changed, and no part of it can be muted. Keep it as it is or drop it, open the video in another browser, or convert its sound to AAC on your device.',
  'input/unreadable': 'The file can’t be read any more. It may have been moved or deleted. Choose it again.',
  'input/archive-unreadable': 'This archive is damaged or not an ordinary ZIP, so nothing in it was opened. Unpack it with another program on your device and drop the folder.',
  'input/archive-too-many': 'This archive lists more than 10,000 files. Split it on your device first.',
  'input/archive-entry': 'This file is damaged inside its archive, so it was not unpacked. Copy the archive again from where it came from, or unpack it with another program on your device.',
  'input/archive-encrypted': 'This file is locked with a password inside its archive. Unpack it on your device first.',
  'input/archive-method': 'This file is packed in a way that is not supported. Unpack the archive on your device first.',
  'input/archive-nested': 'An archive inside an archive is not opened. Unpack it on your device first.',
  'input/archive-ratio': 'This file unpacks to far more than a picture or video of its packed size would, so it was not unpacked. If you trust it, unpack the archive on your device and drop the file.',
  'input/archive-full': 'The files of this archive unpack to more than 1 GB together, so this one was not unpacked. Unpack the archive on your device and drop the folder.',
  'model/integrity': 'A detection model is missing or damaged, so nothing was looked for. Reload the page while you are online. If you added it yourself, remove it in the settings.',
  'model/failed': 'The detector stopped with a fault, so nothing was masked.',
  'pack/invalid': 'This is not a detector’s manifest, or not one that can be used.',
  'pack/mismatch': 'The ONNX file is not the one that the manifest names: its size or its SHA-256 is another.',
  'pack/unusable': 'The ONNX file does not run the way its manifest says, so it was not added.',
  'pack/name-taken': 'A detector that ships with Cloakroom has this name.',
  'pack/storage': 'This browser has no room for the detector, or does not let the page store it.',
  'codec/integrity': 'A part that reads or writes this format is missing or damaged. Reload the page while you are online.',
  'policy/invalid': 'The policy is not valid.',
  'policy/too-new': 'This policy was made by a later version of Cloakroom.',
  'policy/weak-fill': 'The policy gives a kind a fill that can be undone in part, and does not allow that for this kind.',
  'policy/sound': 'This video has sound, and nobody has said yet what happens to it. Choose whether it is kept as it is, kept with changed voices, or dropped. Of what is kept, single parts can be muted.',
  'policy/mute': 'A part to be muted lies behind the end of this video. Name parts that lie in it, or leave that one out.',
  'plan/invalid': 'The mask plan does not fit this file.',
  'plan/weak-fill': 'A region has a fill that can be undone in part, and the policy does not allow that for its kind. Choose solid or soft blur for it.',
  'plan/undecided': 'Some regions are not decided yet.',
  'export/encode': 'The browser could not encode the masked picture or video.',
  'export/sound': 'The sound of this video can’t be written into MP4 or WebM like this: they don’t take it, or your browser can’t encode it. Drop it, or convert it to AAC on your device first.',
  'export/structure': 'The finished file carries something that it should not, so it was held back.',
  'export/pixels': 'The masks in the finished file are not what was planned, so it was held back.',
  'export/survivor': 'Something that should be masked is still visible, so the file was held back.',
  'save/quota': 'There is not enough room left for this file, so it was not saved. Make room on the device, or choose another folder; closing finished files makes room, too.',
  'save/denied': 'The browser may not write into this folder, so this file was not saved.',
  'save/gone': 'The folder is not there any more, so this file was not saved.',
  'save/failed': 'This file could not be written there, and nothing of it was left behind.',
  'save/report': 'The report about this file could not be made, so nothing of it was saved. It can be saved without a report.',
  'save/cancelled': 'Cancelled. What was not saved yet was left out.',
  'engine/crashed': 'The engine stopped in the middle of this file. The file itself is untouched.',
  'engine/memory': 'There was not enough memory for this file.',
  'engine/cancelled': 'Cancelled. Nothing was written.',
  'engine/unknown-job': 'This file is no longer open in the engine.',
  'engine/unavailable': 'The engine can’t start in this browser. It needs WebAssembly and module workers.',
  'engine/internal': 'Something unexpected went wrong, so nothing was written.',
} as const;

/** A stable `area/reason` error code. */
export type ErrorCode = keyof typeof ERROR_SENTENCES;

/** Numbers, booleans and ids that describe an error without carrying content. */
export type ErrorFacts = Readonly<Record<string, number | boolean>>;

/**
 * The only error type that crosses module borders on purpose.
 * Its message is the code's fixed sentence, so it can be logged and shown anywhere.
 */
export class AnonymizerError extends Error {
  /** Stable code, `area/reason`. */
  readonly code: ErrorCode;
  /** Content-free details, such as sizes. */
  readonly facts: ErrorFacts;

  /**
   * @param code - what went wrong
   * @param facts - numbers and booleans only
   */
  constructor(code: ErrorCode, facts: ErrorFacts = {}) {
    super(ERROR_SENTENCES[code]);
    this.name = 'AnonymizerError';
    this.code = code;
    this.facts = facts;
  }
}

/** An error in the form that crosses the worker border and lands in reports. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly facts: ErrorFacts;
}

/** Outcome of a call across the worker border: exceptions never cross it. */
export type Result<T> =
  | { readonly status: 'ok'; readonly value: T }
  | { readonly status: 'failed'; readonly error: WireError };

/**
 * Turns anything thrown into its wire form.
 * @param thrown - any thrown value; only an AnonymizerError keeps its code, all else becomes `engine/internal`
 */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof AnonymizerError) {
    return { code: thrown.code, message: thrown.message, facts: thrown.facts };
  }
  const code = isOutOfMemory(thrown) ? 'engine/memory' : 'engine/internal';
  return { code, message: ERROR_SENTENCES[code], facts: {} };
}

/**
 * Rebuilds the error on the other side of the border.
 * @param wire - what {@link toWireError} made
 */
export function fromWireError(wire: WireError): AnonymizerError {
  return new AnonymizerError(wire.code, wire.facts);
}

/**
 * Marks a switch that must have handled every member of a union.
 * @param value - unreachable when the switch is complete
 * @throws AnonymizerError `engine/internal` when it is reached after all
 */
export function assertNever(value: never): never {
  void value;
  throw new AnonymizerError('engine/internal');
}

/** Browsers report a failed allocation as a RangeError or as an Error that names memory. */
function isOutOfMemory(thrown: unknown): boolean {
  return thrown instanceof RangeError || (thrown instanceof Error && /memory|allocation/i.test(thrown.message));
}
