import { count, list } from './terms.ts';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** Work that an earlier visit left, and closing with work open. */
export const unfinishedWords = {
  unfinished: {
    title: 'Unfinished work',
    /** `days` is 0 for today and 1 for yesterday. */
    from: (at: Date, days: number): string => `From ${days === 0 ? 'today' : days === 1 ? 'yesterday' : day.format(at)}, ${time.format(at)}`,
    sum: ({ files, saved, decided, pending }: { readonly files: number; readonly saved: number; readonly decided: number; readonly pending: number }): string =>
      list([
        count(files, 'file', 'files'),
        ...(saved === 0 ? [] : [`${saved} of them saved`]),
        decided === 0 ? 'nothing decided by you' : `${count(decided, 'region', 'regions')} decided by you`,
        ...(pending === 0 ? [] : [`${pending} to decide`]),
      ]),
    how: 'Open the same files again to go on, in any way: your decisions are put back. No picture and no name is kept, so Cloakroom can’t open them by itself.',
    chooseFiles: 'Choose the files',
    chooseFolder: 'Choose the folder',
    discard: 'Discard',
    discardThis: (label: string): string => `Discard the unfinished work: ${label}`,
    discarded: 'The unfinished work is deleted.',
    tooNew: 'A later version of Cloakroom left unfinished work here. This version can’t read it and leaves it alone.',
    tooNewAll: 'A later version of Cloakroom left unfinished work here. This version can’t read it and leaves it alone, so it can keep nothing itself until that is discarded.',
    restored: (n: number): string => `The decisions of ${count(n, 'file', 'files')} are back as you left them.`,
    problems: {
      full: 'This browser has no room left, so your latest decisions are kept in this tab only. The work goes on; export before you close the page.',
      unavailable: 'This browser doesn’t let the page keep anything, so your decisions live in this tab only. The work goes on; export before you close the page.',
      lost: 'This browser has cleared what was kept of your unfinished work. Open the files again to start afresh; the files themselves are untouched.',
    },
    closing: (n: number): string => `${count(n, 'file has', 'files have')} decisions that aren’t exported. They are kept on this device until you return.`,
    closingLost: (n: number): string => `${count(n, 'file has', 'files have')} decisions that aren’t exported. They are gone when you close this page.`,
    close: 'Close this notice',
  },
};
