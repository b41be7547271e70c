import type { MetadataKind } from '../inspection.ts';
import type { VideoTrack } from './video-structure.ts';

/** How tracks besides one of pictures and one of sound are listed. */
export const FURTHER_TRACKS: Readonly<Record<VideoTrack['kind'], { readonly kind: MetadataKind; readonly name: string }>> = {
  video: { kind: 'second-image', name: 'further video track' },
  audio: { kind: 'other', name: 'further audio track' },
  subtitle: { kind: 'text', name: 'subtitle track' },
  timecode: { kind: 'time', name: 'timecode track' },
  metadata: { kind: 'other', name: 'metadata track' },
  chapters: { kind: 'text', name: 'chapter track' },
  other: { kind: 'other', name: 'other track' },
};
