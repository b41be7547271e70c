import { describe, expect, it } from 'vitest';
import { ariaKeys, matchOpacity, matchShortcut, shownKeys, SHORTCUTS, type Chord, type Press, type Shortcut, type ShortcutName } from '../../../../src/ui/keyboard/shortcuts.ts';

const press = (key: string, change: Partial<Press> = {}): Press => ({ key, code: '', mod: false, shift: false, alt: false, ...change });

describe('matchShortcut', () => {
  it('tells a key from the same key with Shift or Ctrl', () => {
    expect(matchShortcut(press('n'), true)).toBe('nextUncertain');
    expect(matchShortcut(press('N', { shift: true }), true)).toBe('previousUncertain');
    expect(matchShortcut(press('z', { mod: true }), true)).toBe('undo');
    expect(matchShortcut(press('Z', { mod: true, shift: true }), true)).toBe('redo');
    expect(matchShortcut(press('z'), true)).toBe('zoneTool');
    expect(matchShortcut(press('Z', { shift: true }), true)).toBeNull();
  });

  it('knows 0 and Shift+0 by the key’s place, because Shift changes its character', () => {
    expect(matchShortcut(press('0', { code: 'Digit0' }), true)).toBe('zoomFit');
    expect(matchShortcut(press('=', { code: 'Digit0', shift: true }), true)).not.toBeNull();
    expect(matchShortcut(press(')', { code: 'Digit0', shift: true }), true)).toBe('zoomActual');
    expect(matchShortcut(press('!', { code: 'Digit1', shift: true }), true)).toBe('zoomSelection');
    expect(matchShortcut(press('1', { code: 'Digit1' }), true)).toBeNull();
  });

  it('leaves browser chords alone', () => {
    expect(matchShortcut(press('n', { mod: true }), true)).toBeNull();
    expect(matchShortcut(press('v', { mod: true }), true)).toBeNull();
    expect(matchShortcut(press('0', { code: 'Digit0', mod: true }), true)).toBeNull();
  });

  it('keeps named keys and chords when single characters are switched off', () => {
    expect(matchShortcut(press('x'), false)).toBeNull();
    expect(matchShortcut(press('?', { shift: true }), false)).toBeNull();
    expect(matchShortcut(press('Enter'), false)).toBe('accept');
    expect(matchShortcut(press('F6', { shift: true }), false)).toBe('previousPanel');
    expect(matchShortcut(press('s', { mod: true }), false)).toBe('export');
  });

  it('steps frames also where a layout needs Shift for the full stop or the comma', () => {
    expect(matchShortcut(press('.'), true)).toBe('nextFrame');
    expect(matchShortcut(press('.', { shift: true }), true)).toBe('nextFrame');
    expect(matchShortcut(press(',', { shift: true }), true)).toBe('previousFrame');
    expect(matchShortcut(press('.', { mod: true }), true)).toBeNull();
  });

  it('has no chord that starts two things', () => {
    const chords = Object.entries(SHORTCUTS as Record<string, Shortcut>).flatMap(([name, { chords: list }]) => list.map((chord) => ({ name, ...chord })));
    const clashes = chords.flatMap((a, at) =>
      chords.slice(at + 1).flatMap((b) => {
        const isSameKey = a.code === b.code && (a.code !== undefined || a.key === b.key);
        const isSameMod = (a.mod ?? false) === (b.mod ?? false);
        const isSameShift = a.shift === undefined || b.shift === undefined || a.shift === b.shift;
        return isSameKey && isSameMod && isSameShift ? [[a.name, b.name]] : [];
      }),
    );
    expect(clashes).toEqual([]);
  });
});

describe('matchOpacity', () => {
  it('makes 9 fully covered and lower digits tenths', () => {
    expect(matchOpacity(press('9'), true)).toBe(1);
    expect(matchOpacity(press('3'), true)).toBe(0.3);
    expect(matchOpacity(press('3'), false)).toBeNull();
    expect(matchOpacity(press('3', { mod: true }), true)).toBeNull();
  });
});

describe('names of keys', () => {
  const names = Object.keys(SHORTCUTS) as ShortcutName[];
  const started = ({ key, mod, shift, code }: Chord, singleKeys: boolean) => matchShortcut(press(key, { mod: mod ?? false, shift: shift ?? false, code: code ?? '' }), singleKeys);

  it('name for screen readers what a key press starts', () => {
    expect(ariaKeys('boxTool', true)).toBe('B');
    expect(ariaKeys('undo', true)).toBe('Control+Z');
    expect(ariaKeys('compare', true)).toBe('Backslash');
    expect(shownKeys('undo', true, true)).toBe('⌘+Z');
  });

  it('name no printing character while single characters are switched off', () => {
    for (const name of ['boxTool', 'reject', 'previousUncertain', 'zoomIn', 'zoomActual', 'compare', 'help', 'opacity'] as const) {
      expect([ariaKeys(name, false), shownKeys(name, false, false)]).toEqual([undefined, '']);
    }
    expect([ariaKeys('accept', false), ariaKeys('redo', false), ariaKeys('previousPanel', false), ariaKeys('place', false)]).toEqual(['Enter', 'Shift+Control+Z', 'Shift+F6', 'Space']);
  });

  it('are given exactly where a key press still starts something', () => {
    for (const name of names) {
      const { chords } = SHORTCUTS[name] as Shortcut;
      if (chords.length > 0) expect([name, ariaKeys(name, false) !== undefined]).toEqual([name, chords.some((chord) => started(chord, false) === name)]);
    }
  });
});
