import type { DecisionState, FillStyle } from '../../../core/review/decision.ts';
import { count, states, fills } from './terms.ts';

/** What is said to people who don’t see the screen. */
export const saysWords = {
  says: {
    opened: (n: number): string => `${count(n, 'file', 'files')} opened.`,
    found: (name: string, n: number, pending: number): string => `${name}: ${count(n, 'region', 'regions')}, ${pending} to decide.`,
    refused: (name: string, sentence: string): string => `${name}: ${sentence}`,
    decided: (name: string, state: DecisionState): string => `${name} ${states[state]}.`,
    fileDecided: 'Everything in this file is decided.',
    nextFile: (name: string): string => `Next file: ${name}.`,
    previousFile: (name: string): string => `Previous file: ${name}.`,
    undone: 'Undone.',
    redone: 'Redone.',
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
    fill: (fill: FillStyle | null): string => (fill === null ? 'Fill as the policy.' : `${fills[fill]} fill.`),
    opacity: (share: number): string => `Mask opacity ${Math.round(share * 100)} percent.`,
    before: 'Showing the original.',
    after: 'Showing the masks.',
    noUncertain: 'Nothing left to decide.',
    cancelled: 'Cancelled. Nothing was written.',
  },
};
