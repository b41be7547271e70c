import type { Kind } from '../../../core/detect/detection.ts';
import type { Place } from '../../../core/review/review-names.ts';
import type { Stage } from '../../../protocol/engine-api.ts';
import { count, kinds, places, number } from './terms.ts';

/** The bar at the bottom, and the export sheet. */
export const exportingWords = {
  exportBar: {
    export: (n: number): string => (n === 1 ? 'Export 1 file' : `Export ${number.format(n)} files`),
    none: 'Export',
    toDecide: (n: number): string => `${count(n, 'region', 'regions')} to decide`,
    allDecided: 'Everything is decided',
    mixedFills: 'Several fills',
    looksFor: (found: readonly Kind[]): string => (found.length === 0 ? 'nothing is looked for' : found.map((kind) => kinds[kind].many).join(', ')),
  },
  exportSheet: {
    title: 'Export',
    undecided: (regions: number, files: number): string =>
      `${count(regions, 'region is', 'regions are')} not decided yet, in ${count(files, 'file', 'files')}. What should happen to ${regions === 1 ? 'it' : 'them'}?`,
    maskThem: (n: number): string => (n === 1 ? 'Mask it and export' : 'Mask them and export'),
    leaveThem: (n: number): string => (n === 1 ? 'Leave it clear and export' : 'Leave them clear and export'),
    goBack: 'Go back and look',
    notReady: (n: number): string => (n === 0 ? '' : `${count(n, 'file is', 'files are')} not searched yet and ${n === 1 ? 'is' : 'are'} left out.`),
    notOpened: (n: number): string => (n === 0 ? '' : `${count(n, 'file', 'files')} could not be worked on and ${n === 1 ? 'is' : 'are'} left out.`),
    start: (n: number): string => `Export ${count(n, 'file', 'files')}`,
    busy: (at: number, total: number): string => `Exporting ${number.format(at)} of ${number.format(total)}`,
    cancel: 'Cancel export',
    close: 'Close',
    done: (released: number, held: number, failed: number): string =>
      [
        released === 0 ? 'Nothing to save yet.' : `${count(released, 'file', 'files')} checked and ready to save.`,
        held > 0 ? `${count(held, 'file is', 'files are')} held.` : '',
        failed > 0 ? `${count(failed, 'file', 'files')} failed.` : '',
      ].filter(Boolean).join(' '),
    save: 'Save',
    saveOne: (name: string): string => `Save ${name}`,
    saveZip: 'Save as ZIP',
    saveFolder: 'Save into a folder',
    copy: 'Copy picture',
    copied: 'The anonymised picture is on the clipboard, as PNG.',
    copyFailed: 'The browser did not let this page write to the clipboard.',
    saved: 'Saved',
    savedCount: (n: number): string => `${count(n, 'file', 'files')} saved.`,
    saveFailed: 'Saving did not finish. The files are still here: try again, or choose another place.',
    records: 'Put a record beside each file in the ZIP or folder (JSON: what was masked and checked; no names, no pixels)',
    record: 'Record',
    recordOne: (name: string): string => `Save the record of ${name}`,
    masked: (n: number, kind: Kind): string => `${count(n, kinds[kind].one, kinds[kind].many)} masked`,
    maskedNone: 'nothing masked',
    metadataRemoved: (n: number): string => (n === 0 ? 'no metadata in the source' : `${count(n, 'metadata entry', 'metadata entries')} removed`),
    rechecked: (regions: number, segments: number): string =>
      `${count(regions, 'region', 'regions')} re-checked, ${count(segments, 'segment', 'segments')} walked`,
    sizes: (before: string, after: string): string => `${before} → ${after}`,
    hash: 'SHA-256',
    heldSurvivor: (kind: Kind, place: Place): string =>
      `Held: what looks like a ${kinds[kind].one} is still visible ${places[place]}. Mask it, or mark it as not a ${kinds[kind].one}.`,
    heldStructure: (names: string): string => `Held: the finished file carries more than the picture (${names}). It was not let out. Try PNG as the format.`,
    heldPixels: 'Held: the masks in the finished file are not what was planned. It was not let out. Try PNG as the format.',
    heldResolved: 'Decided. Export it again to have it checked.',
    maskIt: 'Mask it',
    exportAgain: 'Export again',
    show: 'Show it',
    queued: 'Waiting',
  },
  stages: { load: 'Getting ready', decode: 'Decoding', detect: 'Looking', mask: 'Masking', encode: 'Encoding', verify: 'Re-checking' } satisfies Record<Stage, string>,
};
