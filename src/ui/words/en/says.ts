import type { DecisionState, FillStyle } from '../../../core/review/decision.ts';
import { count, states, fills } from './terms.ts';

/** Where a step of undo was: in one file, which is named where others are open, or in several. */
const within = (files: number, file: string | null): string => (files > 1 ? ` in ${count(files, 'file', 'files')}` : file === null ? '' : ` in ${file}`);

/** What is said to people who don’t see the screen. */
export const saysWords = {
  says: {
    opened: (n: number): string => `${count(n, 'file', 'files')} opened.`,
    more: (n: number): string => `${count(n, 'file', 'files')} added.`,
    found: (name: string, n: number, pending: number): string => `${name}: ${count(n, 'region', 'regions')}, ${pending} to decide.`,
    closed: (n: number): string => `${count(n, 'file', 'files')} closed.`,
    again: (n: number): string => `${count(n, 'file waits', 'files wait')} for another try.`,
    stopped: (n: number): string => `${count(n, 'search', 'searches')} cancelled.`,
    refused: (name: string, sentence: string): string => `${name}: ${sentence}`,
    decided: (name: string, state: DecisionState): string => `${name} ${states[state]}.`,
    fileDecided: 'Everything in this file is decided.',
    nextFile: (name: string): string => `Next file: ${name}.`,
    previousFile: (name: string): string => `Previous file: ${name}.`,
    undone: (file: string | null): string => `Undone${within(1, file)}.`,
    redone: (file: string | null): string => `Redone${within(1, file)}.`,
    undoneMany: (regions: number, files: number, file: string | null): string => `Undone: ${count(regions, 'region', 'regions')}${within(files, file)}.`,
    redoneMany: (regions: number, files: number, file: string | null): string => `Redone: ${count(regions, 'region', 'regions')}${within(files, file)}.`,
    moved: (name: string): string => `${name} moved or resized.`,
    mutedChanged: 'Other parts of the sound are muted now.',
    nothingToUndo: 'Nothing to undo.',
    nothingToRedo: 'Nothing to redo.',
    added: 'Region added.',
    zoneAdded: 'Zone added.',
    duplicated: (n: number): string => `${count(n, 'region', 'regions')} duplicated.`,
    corner: (n: number): string => `Corner ${n} set.`,
    cornerBack: (n: number): string => `Corner taken back, ${n} left.`,
    nothingEnclosed: 'These corners enclose nothing.',
    givenUp: 'Drawing given up.',
    brushEnded: 'Region ended. The next stroke begins another.',
    turned: (degrees: number): string => `Turned to ${Math.round(degrees)} degrees.`,
    brushSize: (pixels: number): string => `Brush ${pixels} px.`,
    removed: 'Region deleted.',
    snap: (on: boolean): string => (on ? 'Snapping on.' : 'Snapping off.'),
    tool: (name: string): string => `${name} tool.`,
    cross: (x: number, y: number): string => `Cross at ${x}, ${y}.`,
    at: (left: number, top: number): string => `Left ${left}, top ${top}.`,
    size: (width: number, height: number): string => `Width ${width}, height ${height}.`,
    fill: (fill: FillStyle | null): string => (fill === null ? 'Fill as the policy.' : `${fills[fill]} fill.`),
    opacity: (share: number): string => `Mask opacity ${Math.round(share * 100)} percent.`,
    before: 'Showing the original.',
    after: 'Showing the masks.',
    noUncertain: 'Nothing left to decide.',
    cancelled: 'Cancelled. Nothing was written.',
  },
};
