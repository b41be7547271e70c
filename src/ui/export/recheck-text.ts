import type { ExportRecord } from '../../core/export/export-record.ts';
import { words } from '../words.ts';

/**
 * What was checked in the finished file, in a few words. In a video each mask is compared on every frame that it is on, and the detectors look
 * again at some frames only.
 * @param record - of an export
 */
export function recheckText({ media, source, recheck }: Pick<ExportRecord, 'media' | 'source' | 'recheck'>): string {
  const { regionsCompared, framesSearched = 0, segmentsWalked } = recheck;
  return media === 'video'
    ? words.exportSheet.recheckedVideo(regionsCompared, source.frames, framesSearched, segmentsWalked)
    : words.exportSheet.rechecked(regionsCompared, segmentsWalked);
}
