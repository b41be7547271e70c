import { count } from './terms.ts';

/** The first screen, the header, and the fallback where a part can’t be drawn. */
export const startWords = {
  start: {
    title: 'Anonymise photos without sending them anywhere.',
    lead: 'People and what identifies them are found and masked, metadata is removed, and every file is checked again before you get it. All of it happens in this tab.',
    drop: 'Drop photos or a folder here',
    dropNow: 'Let go to open them',
    formats: 'JPEG, PNG, WebP, GIF, HEIC, AVIF, TIFF and BMP up to 100 megapixels each, animations and pages too',
    chooseFiles: 'Choose files',
    chooseFolder: 'Choose folder',
    paste: 'Paste',
    pasteHint: 'Ctrl+V works too',
    pasteEmpty: 'There is no picture on the clipboard.',
    pasteDenied: 'The browser did not let this page read the clipboard. Press Ctrl+V (or ⌘V) instead.',
    nothingDropped: 'There was no file in what you dropped.',
    kinds: 'Looks for',
    samples: 'Or try one of these',
    sample: (title: string): string => `Try the sample “${title}”`,
    sampleFailed: 'This sample could not be opened. You can still drop a photo of your own.',
    limitsTitle: 'What it doesn’t do',
    limits: 'It looks for the kinds that are switched on above, and nothing else. Tattoos, clothes and places stay as they are unless you draw a box over them. No detector finds everything, so look each photo over.',
    proof: 'How do I know nothing leaves?',
    loading: 'Getting ready …',
  },
  broken: {
    text: 'This part of the page could not be drawn. Your files and decisions are still here, and nothing was written.',
    again: 'Draw it again',
  },
  header: {
    offline: {
      unsupported: ['Online only', 'This browser can’t keep an offline copy of the app.'],
      installing: ['Preparing for offline use', 'The app’s own parts are being stored on this device and checked.'],
      ready: ['Works offline', 'Every part of the app is stored on this device. You can unplug the network.'],
      'update-waiting': ['Update ready', 'A newer build is stored and checked. It starts when you say so.'],
      failed: ['No offline copy', 'A part of the app could not be stored and checked. It works while you are online.'],
    },
    requests: (n: number): string => `${count(n, 'request', 'requests')} since you opened files`,
    requestsShort: (n: number): string => count(n, 'request', 'requests'),
    requestsNone: 'No files open yet',
    update: 'Restart to update',
    updateBusy: 'Wait until the running files are done, then restart.',
    updateOtherTabs: 'Close the other Cloakroom tabs first: they run the older build.',
    settings: 'Settings',
    help: 'Keyboard shortcuts',
    home: 'Cloakroom',
  },
};
