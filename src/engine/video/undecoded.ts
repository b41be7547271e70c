import type { InputVideoTrack } from 'mediabunny';
import type { ErrorCode } from '../../core/errors.ts';

/**
 * Codecs by the names that the library or a container gives them, and the code whose sentence names each.
 * @see https://mp4ra.org/registered-types/sampleentries
 * @see https://www.rfc-editor.org/rfc/rfc9559, 27.1, Matroska codec IDs
 */
const NAMED: readonly (readonly [name: RegExp, code: ErrorCode])[] = [
  [/^hevc$/u, 'input/video-hevc'],
  [/^avc$/u, 'input/video-avc'],
  [/^av1$/u, 'input/video-av1'],
  [/^vp9$/u, 'input/video-vp9'],
  [/^vp8$/u, 'input/video-vp8'],
  [/^(?:prores|ap[4c][chnosx]|V_PRORES)$/u, 'input/video-prores'],
  [/^(?:jpeg|mjp[2ab]|MJPG|V_MJPEG)$/u, 'input/video-mjpeg'],
  [/^(?:mp4v|XVID|DIVX|DX50|V_MPEG4\/(?:ISO\/(?:SP|ASP|AP)|MS\/V3))$/u, 'input/video-mpeg4'],
  [/^(?:m[12]v1|mp[12]v|mpeg|hdv[1-9]|xdv[1-9a-f]|mx[345][np]|V_MPEG[12])$/u, 'input/video-mpeg2'],
  [/^(?:[sh]263|H263)$/u, 'input/video-h263'],
];

/** Which refusal tells a person what the pictures of a video are that this browser can't decode. */
export async function undecodedCode(video: InputVideoTrack): Promise<ErrorCode> {
  const id = await video.getInternalCodecId();
  const names = [await video.getCodec(), typeof id === 'string' ? id : null];
  return NAMED.find(([pattern]) => names.some((name) => name !== null && pattern.test(name)))?.[1] ?? 'input/video-codec';
}
