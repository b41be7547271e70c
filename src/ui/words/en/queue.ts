import { number } from './terms.ts';

/** The list of files. */
export const queueWords = {
  queue: {
    title: 'Files',
    add: 'Add files',
    addFolder: 'Add folder',
    remove: (name: string): string => `Close ${name}`,
    cancel: 'Cancel',
    cancelAll: 'Cancel all',
    cancelOne: (name: string): string => `Cancel ${name}`,
    retry: 'Try again',
    retryOne: (name: string): string => `Try ${name} again`,
    waiting: 'Waiting',
    detecting: 'Searching',
    loadingModel: 'Getting the detector ready',
    decoding: 'Decoding',
    toDecide: (n: number): string => `${n} to decide`,
    ready: (n: number): string => (n === 0 ? 'No masks' : `${n} masked`),
    failed: 'Can’t be opened',
    notSearched: 'Not searched',
    cancelled: 'Cancelled',
    exported: 'Exported',
    held: 'Held',
    notExported: 'Not exported',
    exporting: 'Exporting',
    searched: (searched: number, total: number): string => `${number.format(searched)} of ${number.format(total)} searched`,
    summary: (ready: number, total: number): string => `${number.format(ready)} of ${number.format(total)} ready`,
    left: (clock: string): string => `about ${clock} left`,
  },
};
