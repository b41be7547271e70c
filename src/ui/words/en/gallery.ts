import type { DecisionState, RegionKind } from '../../../core/review/decision.ts';
import type { GalleryOrder } from '../../../core/review/gallery.ts';
import type { RegionNumber } from '../../../core/review/review-names.ts';
import { capital, count, kinds, number, percent, states } from './terms.ts';

/** All regions of all files, side by side. */
export const galleryWords = {
  gallery: {
    title: 'All regions',
    open: 'All regions',
    backToPicture: 'Picture',
    views: 'What is shown',
    list: 'Regions of all files',
    hint: 'Arrow keys, J and K move. Enter masks, X keeps clear, Space selects, Shift extends. O opens the picture.',
    order: 'Order',
    orders: { uncertain: 'Uncertain first', confidence: 'Most confident first', kind: 'By kind', file: 'By file' } satisfies Record<GalleryOrder, string>,
    state: 'Show',
    stateAll: 'Every state',
    stateNames: { pending: 'To decide', accepted: 'Masked', rejected: 'Kept clear' } satisfies Record<DecisionState, string>,
    kind: 'Kind',
    kindAll: 'Every kind',
    sortAgain: 'Sort again',
    count: (shown: number, undecided: number): string => `${count(shown, 'region', 'regions')}, ${number.format(undecided)} to decide`,
    none: 'There is no such region in the open files.',
    noneYet: 'Regions appear here as files are searched.',
    tile: (n: RegionNumber, file: number, files: number, score: number | null, state: DecisionState): string =>
      `${capital(kinds[n.kind].one)} ${n.number} of ${n.total}, file ${number.format(file)} of ${number.format(files)}, ${score === null ? 'drawn by you' : `confidence ${percent(score)}`}, ${states[state]}`,
    short: (file: number): string => `File ${number.format(file)}`,
    select: (name: string): string => `Select: ${name}`,
    selected: (n: number): string => `${number.format(n)} selected`,
    selectNone: 'Select none',
    mask: 'Mask',
    clear: 'Keep clear',
    reason: 'Reason',
    reasonNone: 'No reason',
    show: 'Show in its file',
    decided: (n: number, state: DecisionState): string => `${count(n, 'region', 'regions')} ${states[state]}.`,
    allDecided: 'Nothing left to decide here.',
    ofKind: (kind: RegionKind): string => capital(kinds[kind].many),
  },
};
