import type { Decision, DecisionState, FillStyle, Shape } from '../core/review/decision.ts';
import type { Kind, SearchReport } from '../core/detect/detection.ts';
import type { Place, RegionNumber } from '../core/review/review-names.ts';
import type { OutputFormat } from '../core/review/policy.ts';
import type { MetadataKind } from '../core/structure/inspection.ts';
import type { Stage } from '../protocol/engine-api.ts';
import type { ShortcutGroup, ShortcutName } from './keyboard/shortcuts.ts';

const number = new Intl.NumberFormat('en-GB');

const count = (n: number, one: string, many: string): string => `${number.format(n)} ${n === 1 ? one : many}`;
/** No detector is certain, so 99 is the most that is said. */
const whole = (share: number): number => Math.min(99, Math.round(share * 100));
const percent = (share: number): string => `${whole(share)} percent`;

const kinds: Readonly<Record<Kind, { readonly one: string; readonly many: string }>> = { face: { one: 'face', many: 'faces' } };
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const states: Readonly<Record<DecisionState, string>> = { pending: 'to decide', accepted: 'masked', rejected: 'kept clear' };

const places: Readonly<Record<Place, string>> = {
  'upper-left': 'at the upper left', top: 'at the top', 'upper-right': 'at the upper right', left: 'on the left', centre: 'in the middle',
  right: 'on the right', 'lower-left': 'at the lower left', bottom: 'at the bottom', 'lower-right': 'at the lower right',
};

const fills: Readonly<Record<FillStyle, string>> = { solid: 'Solid', soft: 'Soft blur', pixelate: 'Pixelate' };
const shapes: Readonly<Record<Shape, string>> = { ellipse: 'Ellipse', rectangle: 'Rectangle' };

/** Bytes for people: `812 B`, `1.4 MB`. Decimal units, as file managers show them. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'] as const;
  const step = Math.min(Math.floor(Math.log10(bytes) / 3), units.length);
  const value = bytes / 1000 ** step;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[step - 1] ?? 'B'}`;
}

/** Every sentence and label of the interface, in British English. */
export const words = {
  product: 'Cloakroom',
  count,
  percent,
  kinds,
  states,
  fills,
  shapes,
  start: {
    title: 'Anonymise photos without sending them anywhere.',
    lead: 'Faces are found and masked, metadata is removed, and every file is checked again before you get it. All of it happens in this tab.',
    drop: 'Drop photos or a folder here',
    dropNow: 'Let go to open them',
    formats: 'JPEG, PNG, WebP, AVIF, BMP and still GIF, up to 100 megapixels each',
    chooseFiles: 'Choose files',
    chooseFolder: 'Choose folder',
    paste: 'Paste',
    pasteHint: 'Ctrl+V works too',
    pasteEmpty: 'There is no picture on the clipboard.',
    pasteDenied: 'The browser did not let this page read the clipboard. Press Ctrl+V (or ⌘V) instead.',
    nothingDropped: 'There was no file in what you dropped.',
    samples: 'Or try one of these',
    sample: (title: string): string => `Try the sample “${title}”`,
    sampleFailed: 'This sample could not be opened. You can still drop a photo of your own.',
    limitsTitle: 'What it doesn’t do',
    limits: 'It looks for faces only. Number plates, names, tattoos, clothes and places stay as they are unless you draw a box over them. No detector finds every face, so look each photo over.',
    proof: 'How do I know nothing leaves?',
    loading: 'Getting ready …',
  },
  header: {
    offline: {
      unsupported: ['Online only', 'This browser can’t keep an offline copy of the app.'],
      installing: ['Preparing for offline use', 'The app’s own parts are being stored on this device and checked.'],
      ready: ['Works offline', 'Every part of the app is stored on this device. You can unplug the network.'],
      'update-waiting': ['Update ready', 'A newer build is stored and checked. It starts when you say so.'],
      failed: ['No offline copy', 'A part of the app could not be stored and checked. It works while you are online.'],
    } as const,
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
  settings: {
    title: 'Settings',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' } as const,
    singleKeys: 'Single-letter keys',
    singleKeysHint: 'Letters and digits act at once, such as N for the next uncertain region. Switch them off if you use speech input.',
    about: 'Build',
  },
  proof: {
    title: 'How do I know nothing leaves?',
    witness: 'What this page asked the network for',
    witnessSince: (n: number, blocked: number): string =>
      `${count(n, 'request', 'requests')} since you opened files. ${count(blocked, 'attempt', 'attempts')} stopped by the browser.`,
    witnessBefore: 'No files are open yet, so nothing is counted. The requests below fetched the app itself.',
    path: 'Address',
    kind: 'Asked by',
    answered: 'Answered by',
    device: 'this device',
    network: 'network',
    noRequests: 'No requests were seen.',
    enforced: 'What the browser enforces',
    enforcedList: [
      'A Content-Security-Policy on the page, its workers and the service worker: they may load their own parts from this address and nothing else.',
      'A Connection-Allowlist in Chromium browsers: links, forms, redirects, WebRTC and DNS look-ups to other places are stopped as well.',
      'A service worker that answers from the stored, checked copy of the app once it is installed, and doesn’t ask the network.',
      'Detection models whose SHA-256 must match the one in this build. A wrong model is refused, not used.',
    ],
    test: 'Test it yourself',
    testList: [
      'Wait until “Works offline” is shown at the top.',
      'Pull the network cable, or switch on flight mode.',
      'Reload this page, open a photo, and export it. Everything works as before.',
      'Or open the browser’s developer tools, choose Network, and watch while you work.',
    ],
    limits: 'What this can’t promise',
    limitsList: [
      'The list above shows what the browser tells the page. The measured proof is a test that runs the whole journey in a sealed network and counts packets.',
      'Firefox and Safari don’t know Connection-Allowlist. There, the Content-Security-Policy and the app’s own code keep requests in.',
      'A browser extension with access to this page can read what is on it. Use a profile without extensions for sensitive photos.',
      'Files that you save may be copied by your own system, such as a cloud-synced downloads folder.',
    ],
  },
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
    detecting: 'Looking for faces',
    loadingModel: 'Getting the detector ready',
    decoding: 'Decoding',
    toDecide: (n: number): string => `${n} to decide`,
    ready: (n: number): string => (n === 0 ? 'No masks' : `${n} masked`),
    failed: 'Can’t be opened',
    cancelled: 'Cancelled',
    exported: 'Exported',
    held: 'Held',
    notExported: 'Not exported',
    exporting: 'Exporting',
    searched: (searched: number, total: number): string => `${number.format(searched)} of ${number.format(total)} searched`,
    summary: (ready: number, total: number): string => `${number.format(ready)} of ${number.format(total)} ready`,
    left: (clock: string): string => `about ${clock} left`,
  },
  stage: {
    label: 'Picture',
    heading: (name: string): string => `Review of ${name}`,
    hint: 'Arrow keys move the picture. Tab reaches the regions.',
    hintBox: 'Drag to draw, or press Enter to put one in the middle.',
    loading: 'Opening the picture',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit',
    actual: '100 %',
    before: 'Before',
    after: 'After',
    compare: 'Compare',
    showQueue: 'Show files',
    hideQueue: 'Hide files',
    showInspector: 'Show inspector',
    hideInspector: 'Hide inspector',
    cancelledText: 'This file was not looked at, and nothing was written.',
    failedTitle: 'This file can’t be opened',
    othersGoOn: (n: number): string => (n === 1 ? 'The other file goes on.' : `The other ${number.format(n)} files go on.`),
    handle: {
      nw: 'upper left', n: 'top', ne: 'upper right', e: 'right', se: 'lower right', s: 'bottom', sw: 'lower left', w: 'left',
    } as const,
  },
  tools: { label: 'Tools', select: 'Select', box: 'Box', ellipse: 'Ellipse', undo: 'Undo', redo: 'Redo' },
  region: {
    name: (decision: Decision, n: RegionNumber): string => {
      const confidence = decision.score === null ? 'drawn by you' : `confidence ${percent(decision.score)}`;
      return `${capital(kinds[decision.kind].one)} ${n.number} of ${n.total}, ${confidence}, ${states[decision.state]}`;
    },
    middle: (decision: Decision, n: RegionNumber): string => ` of ${n.total}, ${decision.score === null ? '' : 'confidence '}`,
    short: (n: RegionNumber): string => `${capital(kinds[n.kind].one)} ${n.number}`,
    drawn: 'drawn',
    recheck: 'seen in the re-check',
    confidence: (score: number): string => `${whole(score)} %`,
    accept: 'Mask',
    reject: 'Keep clear',
    notThis: (kind: Kind): string => `Not a ${kinds[kind].one}`,
    duplicate: 'Duplicate',
    remove: 'Delete',
    fill: 'Fill',
    fillPolicy: 'As the policy',
    shape: 'Outline',
    left: 'Left',
    top: 'Top',
    width: 'Width',
    height: 'Height',
    selected: (n: number): string => `${number.format(n)} selected`,
    grown: (scale: number): string => `The mask is ${Math.round(scale * 100)} % of this box, to cover hair and chin.`,
  },
  inspector: {
    title: 'Inspector',
    regions: 'Regions',
    masks: 'Masks',
    metadata: 'Metadata',
    toDecide: 'To decide',
    masked: 'Masked',
    keptClear: 'Kept clear',
    maskAll: 'Mask all',
    clearAll: 'Keep all clear',
    nothing: (search: SearchReport): string =>
      `Looked for ${search.kinds.map((kind) => kinds[kind].many).join(', ')} down to ${Math.round(search.smallestHeight)} px. Nothing reached your threshold. Look it over before you share it.`,
    looked: (search: SearchReport): string =>
      `Looked for ${search.kinds.map((kind) => kinds[kind].many).join(', ')} down to ${Math.round(search.smallestHeight)} px high. Smaller, turned or covered ones can be missed: look the picture over.`,
    notYet: 'Regions appear here once this file was searched.',
    sheetUp: 'More',
    sheetDown: 'Less',
  },
  metadata: {
    none: 'No metadata was found in this file. The export is written by an allow-list all the same.',
    lead: (n: number): string => `${count(n, 'entry', 'entries')} found. All of it will be removed.`,
    removed: 'will be removed',
    rotated: 'The stored orientation is applied to the pixels, so the picture stays upright.',
    kinds: {
      exif: 'EXIF', gps: 'Place', camera: 'Camera', time: 'Time', 'serial-number': 'Serial number', person: 'Person', 'maker-note': 'Maker note',
      thumbnail: 'Thumbnail', xmp: 'XMP', iptc: 'IPTC', icc: 'Colour profile', c2pa: 'Content credentials', 'second-image': 'Second picture',
      comment: 'Comment', text: 'Text', application: 'Application data', trailer: 'Data after the end', other: 'Other',
    } as const satisfies Record<MetadataKind, string>,
  },
  policy: {
    appliesToAll: 'These apply to every file in the queue.',
    find: 'Find',
    look: 'Mask',
    output: 'Output',
    enabled: 'Look for faces',
    maskThreshold: 'Mask without asking from',
    maskThresholdHint: 'Lower masks more, and more that is no face.',
    reviewThreshold: 'Ask me from',
    reviewThresholdHint: 'Anything between the two waits for your decision.',
    growth: 'Size of the mask',
    growthHint: 'Relative to what was found.',
    fill: 'Style',
    fillHints: {
      solid: 'One colour. Nothing of what was there is left.',
      soft: 'Drawn only from the pixels around the mask. Nothing of what was there is left.',
      pixelate: 'Keeps coarse colours of what was there, so it can be undone in part. Never use it for text.',
    } as const satisfies Record<FillStyle, string>,
    pixelateMark: 'can be undone in part',
    shape: 'Outline',
    color: 'Colour',
    blocks: 'Blocks across',
    softness: 'Smoothness',
    format: 'Format',
    formats: { source: 'As the source', jpeg: 'JPEG', png: 'PNG', webp: 'WebP' } as const satisfies Record<OutputFormat, string>,
    quality: 'Quality',
    pattern: 'File names',
    patternHint: '{n} is the running number. {name} is the source’s own name, which can say who or where: use it only if you mean it.',
    patternCarriesName: 'The output carries the source’s name.',
    patternExample: (name: string): string => `For example ${name}`,
    reset: 'Back to the defaults',
    overridden: (n: number): string => `${count(n, 'region has', 'regions have')} a fill of their own in this file.`,
    applyAll: 'Use the policy’s fill for all regions',
  },
  exportBar: {
    export: (n: number): string => (n === 1 ? 'Export 1 file' : `Export ${number.format(n)} files`),
    none: 'Export',
    toDecide: (n: number): string => `${count(n, 'region', 'regions')} to decide`,
    allDecided: 'Everything is decided',
    from: (share: number): string => `masks from ${Math.round(share * 100)} % confidence`,
  },
  exportSheet: {
    title: 'Export',
    undecided: (regions: number, files: number): string =>
      `${count(regions, 'region is', 'regions are')} not decided yet, in ${count(files, 'file', 'files')}. What should happen to ${regions === 1 ? 'it' : 'them'}?`,
    maskThem: 'Mask them',
    leaveThem: 'Leave them clear',
    goBack: 'Go back and look',
    notReady: (n: number): string => `${count(n, 'file is', 'files are')} not ready and ${n === 1 ? 'is' : 'are'} left out.`,
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
      `Held: a ${kinds[kind].one}-like region is still visible ${places[place]}. Mask it, or mark it as not a ${kinds[kind].one}.`,
    heldStructure: (names: string): string => `Held: the finished file carries more than the picture (${names}). It was not let out. Try PNG as the format.`,
    heldPixels: 'Held: the masks in the finished file are not what was planned. It was not let out. Try PNG as the format.',
    heldResolved: 'Decided. Export it again to have it checked.',
    maskIt: 'Mask it',
    exportAgain: 'Export again',
    show: 'Show it',
    queued: 'Waiting',
  },
  stages: { load: 'Getting ready', decode: 'Decoding', detect: 'Looking', mask: 'Masking', encode: 'Encoding', verify: 'Re-checking' } as const satisfies Record<Stage, string>,
  help: {
    title: 'Keyboard shortcuts',
    off: 'Single-letter keys are switched off in the settings.',
    close: 'Close',
    groups: { review: 'Regions', tools: 'Tools', file: 'Files', view: 'View' } as const satisfies Record<ShortcutGroup, string>,
    actions: {
      selectTool: 'Select', boxTool: 'Draw a box', ellipseTool: 'Draw an ellipse', insert: 'Put a region in the middle (drawing tools)',
      nextUncertain: 'Next region to decide', previousUncertain: 'Previous region to decide', accept: 'Mask', reject: 'Keep clear',
      changeFill: 'Change the fill', duplicate: 'Duplicate', remove: 'Delete a drawn region, keep a found one clear', selectAll: 'Select all regions',
      nudge: 'Move by 1 px, by 10 px', resize: 'Resize', undo: 'Undo', redo: 'Redo', nextFile: 'Next file', previousFile: 'Previous file',
      export: 'Export', zoomIn: 'Zoom in', zoomOut: 'Zoom out', zoomFit: 'Fit', zoomActual: '100 %', panHold: 'Hold to drag the picture',
      compare: 'Before and after', opacity: 'Mask opacity, 9 is full', nextPanel: 'Next panel', previousPanel: 'Previous panel', help: 'This list', back: 'Back',
    } as const satisfies Record<ShortcutName, string>,
  },
  says: {
    opened: (n: number): string => `${count(n, 'file', 'files')} opened.`,
    found: (name: string, n: number, pending: number): string => `${name}: ${count(n, 'region', 'regions')}, ${pending} to decide.`,
    refused: (name: string, sentence: string): string => `${name}: ${sentence}`,
    decided: (name: string, state: DecisionState): string => `${name} ${states[state]}.`,
    fileDecided: 'Everything in this file is decided.',
    nextFile: (name: string): string => `Next file: ${name}.`,
    undone: 'Undone.',
    redone: 'Redone.',
    nothingToUndo: 'Nothing to undo.',
    nothingToRedo: 'Nothing to redo.',
    added: 'Region added.',
    removed: 'Region deleted.',
    fill: (fill: FillStyle | null): string => (fill === null ? 'Fill as the policy.' : `${fills[fill]} fill.`),
    opacity: (share: number): string => `Mask opacity ${Math.round(share * 100)} percent.`,
    before: 'Showing the original.',
    after: 'Showing the masks.',
    noUncertain: 'Nothing left to decide.',
    cancelled: 'Cancelled. Nothing was written.',
  },
} as const;
