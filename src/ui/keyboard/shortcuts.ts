/** One key or chord. `Mod` is Ctrl, or Command on a Mac. */
export interface Chord {
  /** `KeyboardEvent.key`, letters in lower case. */
  readonly key: string;
  readonly mod?: boolean;
  /** `undefined`: either way, for characters that sit on different keys in different layouts. */
  readonly shift?: boolean;
  /** Matched against `KeyboardEvent.code` instead of the character. */
  readonly code?: string;
}

/** Everything that a key can start. */
export const SHORTCUTS = {
  selectTool: { group: 'tools', chords: [{ key: 'v', shift: false }], shown: ['V'] },
  boxTool: { group: 'tools', chords: [{ key: 'b', shift: false }], shown: ['B'] },
  ellipseTool: { group: 'tools', chords: [{ key: 'e', shift: false }], shown: ['E'] },
  polygonTool: { group: 'tools', chords: [{ key: 'p', shift: false }], shown: ['P'] },
  brushTool: { group: 'tools', chords: [{ key: 'r', shift: false }], shown: ['R'] },
  zoneTool: { group: 'tools', chords: [{ key: 'z', shift: false }], shown: ['Z'] },
  insert: { group: 'tools', chords: [], shown: ['Enter'] },
  crosshair: { group: 'tools', chords: [], shown: ['Arrows', 'Shift+Arrows', 'Alt+Arrows'] },
  place: { group: 'tools', chords: [], shown: ['Space'] },
  finish: { group: 'tools', chords: [], shown: ['Enter'] },
  takeBack: { group: 'tools', chords: [], shown: ['Backspace'] },
  line: { group: 'tools', chords: [], shown: ['Shift+Click', 'Shift+Space'] },
  brushSmaller: { group: 'tools', chords: [{ key: '[' }], shown: ['['] },
  brushLarger: { group: 'tools', chords: [{ key: ']' }], shown: [']'] },
  snap: { group: 'tools', chords: [{ key: 's', shift: false }], shown: ['S'] },
  nextUncertain: { group: 'review', chords: [{ key: 'n', shift: false }], shown: ['N'] },
  previousUncertain: { group: 'review', chords: [{ key: 'n', shift: true }], shown: ['Shift+N'] },
  accept: { group: 'review', chords: [{ key: 'Enter', shift: false }], shown: ['Enter'] },
  reject: { group: 'review', chords: [{ key: 'x', shift: false }, { key: 'c', shift: false }], shown: ['X', 'C'] },
  changeFill: { group: 'review', chords: [{ key: 'm', shift: false }], shown: ['M'] },
  duplicate: { group: 'review', chords: [{ key: 'd', mod: true, shift: false }], shown: ['Mod+D'] },
  remove: { group: 'review', chords: [{ key: 'Delete' }, { key: 'Backspace' }], shown: ['Delete'] },
  selectMore: { group: 'review', chords: [], shown: ['Shift+Click', 'Shift+Enter'] },
  selectAll: { group: 'review', chords: [{ key: 'a', mod: true, shift: false }], shown: ['Mod+A'] },
  nudge: { group: 'review', chords: [], shown: ['Arrows', 'Shift+Arrows'] },
  resize: { group: 'review', chords: [], shown: ['Alt+Arrows'] },
  turn: { group: 'review', chords: [], shown: ['Mod+Arrows', 'Shift+Mod+Arrows'] },
  playPause: { group: 'video', chords: [{ key: 'l', shift: false }], shown: ['L'] },
  splitTrack: { group: 'video', chords: [{ key: 't', shift: false }], shown: ['T'] },
  joinTracks: { group: 'video', chords: [{ key: 'u', shift: false }], shown: ['U'] },
  keyframe: { group: 'video', chords: [{ key: 'f', shift: false }], shown: ['F'] },
  beginHere: { group: 'video', chords: [{ key: 'i', shift: true }], shown: ['Shift+I'] },
  endHere: { group: 'video', chords: [{ key: 'o', shift: true }], shown: ['Shift+O'] },
  partFrom: { group: 'video', chords: [{ key: 'i', shift: false }], shown: ['I'] },
  partTo: { group: 'video', chords: [{ key: 'o', shift: false }], shown: ['O'] },
  maskPart: { group: 'video', chords: [{ key: 'w', shift: false }], shown: ['W'] },
  maskRest: { group: 'video', chords: [{ key: 'w', shift: true }], shown: ['Shift+W'] },
  mutePart: { group: 'video', chords: [{ key: 'q', shift: false }], shown: ['Q'] },
  unmutePart: { group: 'video', chords: [{ key: 'q', shift: true }], shown: ['Shift+Q'] },
  undo: { group: 'file', chords: [{ key: 'z', mod: true, shift: false }], shown: ['Mod+Z'] },
  redo: { group: 'file', chords: [{ key: 'z', mod: true, shift: true }, { key: 'y', mod: true }], shown: ['Shift+Mod+Z'] },
  nextFrame: { group: 'view', chords: [{ key: '.' }], shown: ['.'] },
  previousFrame: { group: 'view', chords: [{ key: ',' }], shown: [','] },
  gallery: { group: 'view', chords: [{ key: 'g', shift: false }], shown: ['G'] },
  nextFile: { group: 'file', chords: [{ key: 'j', shift: false }], shown: ['J'] },
  previousFile: { group: 'file', chords: [{ key: 'k', shift: false }], shown: ['K'] },
  export: { group: 'file', chords: [{ key: 's', mod: true, shift: false }], shown: ['Mod+S'] },
  zoomIn: { group: 'view', chords: [{ key: '+' }, { key: '=' }], shown: ['+'] },
  zoomOut: { group: 'view', chords: [{ key: '-' }, { key: '_' }], shown: ['-'] },
  zoomFit: { group: 'view', chords: [{ key: '0', code: 'Digit0', shift: false }, { key: '0', code: 'Numpad0' }], shown: ['0'] },
  zoomActual: { group: 'view', chords: [{ key: '0', code: 'Digit0', shift: true }], shown: ['Shift+0'] },
  zoomSelection: { group: 'view', chords: [{ key: '1', code: 'Digit1', shift: true }], shown: ['Shift+1'] },
  panHold: { group: 'view', chords: [], shown: ['Space'] },
  compare: { group: 'view', chords: [{ key: '\\' }], shown: ['\\'] },
  opacity: { group: 'view', chords: [], shown: ['1 … 9'] },
  nextPanel: { group: 'view', chords: [{ key: 'F6', shift: false }], shown: ['F6'] },
  previousPanel: { group: 'view', chords: [{ key: 'F6', shift: true }], shown: ['Shift+F6'] },
  help: { group: 'view', chords: [{ key: '?' }], shown: ['?'] },
  back: { group: 'view', chords: [{ key: 'Escape' }], shown: ['Esc'] },
} as const satisfies Record<string, Shortcut>;

/** One entry of the list. */
export interface Shortcut {
  readonly group: ShortcutGroup;
  /** Empty where the key only works in place, on the picture. */
  readonly chords: readonly Chord[];
  /** As shown to people. */
  readonly shown: readonly string[];
}

/** Groups of the list, in order. */
export const SHORTCUT_GROUPS = ['review', 'tools', 'video', 'file', 'view'] as const;
/** Group of the list. */
export type ShortcutGroup = (typeof SHORTCUT_GROUPS)[number];

/** Name of something that a key starts. */
export type ShortcutName = keyof typeof SHORTCUTS;

/** The parts of a keyboard event that matter. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/**
 * What a key press starts.
 * @param press - the key press
 * @param singleKeys - whether printing characters alone count (WCAG 2.1.4 lets people switch them off)
 * @returns the name of the action, `null` for a key that means nothing here
 */
export function matchShortcut(press: Press, singleKeys: boolean): ShortcutName | null {
  if (press.alt) return null;
  const entries = Object.entries(SHORTCUTS) as [ShortcutName, Shortcut][];
  const found = entries.find(([, shortcut]) => shortcut.chords.some((chord) => matches(chord, press)));
  if (found === undefined) return null;
  return !singleKeys && !press.mod && press.key.length === 1 ? null : found[0];
}

/** Opacity 0..1 that a digit key asks for, `null` for other keys. 9 is fully covered. */
export function matchOpacity(press: Press, singleKeys: boolean): number | null {
  if (!singleKeys || press.mod || press.alt || press.shift || !/^[1-9]$/.test(press.key)) return null;
  return press.key === '9' ? 1 : Number(press.key) / 10;
}

/**
 * The `aria-keyshortcuts` value of an action.
 * @param singleKeys - whether printing characters alone count
 * @returns `undefined` where no key starts it
 */
export function ariaKeys(name: ShortcutName, singleKeys: boolean): string | undefined {
  const keys = liveKeys(name, singleKeys).join(' ').replaceAll('Mod', 'Control').replaceAll('\\', 'Backslash');
  return keys === '' ? undefined : keys;
}

/**
 * The first key of an action as text, with the platform's own name for the modifier.
 * @param singleKeys - whether printing characters alone count
 * @returns empty where no key starts it
 */
export function shownKeys(name: ShortcutName, isMac: boolean, singleKeys: boolean): string {
  return liveKeys(name, singleKeys)[0]?.replace('Mod', isMac ? '⌘' : 'Ctrl') ?? '';
}

/** Shift alone makes no chord: what it gives is a printing character again. */
function liveKeys(name: ShortcutName, singleKeys: boolean): readonly string[] {
  return SHORTCUTS[name].shown.filter((key) => singleKeys || !/^(Shift\+)?(.|1 … 9)$/u.test(key));
}

function matches(chord: Chord, press: Press): boolean {
  if ((chord.mod ?? false) !== press.mod) return false;
  if (chord.shift !== undefined && chord.shift !== press.shift) return false;
  return chord.code === undefined ? chord.key === (press.key.length === 1 ? press.key.toLowerCase() : press.key) : chord.code === press.code;
}
