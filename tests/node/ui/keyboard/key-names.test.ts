import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Check } from 'lucide-react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Button, IconButton } from '../../../../src/ui/controls/Button.tsx';
import { Key } from '../../../../src/ui/controls/Key.tsx';
import { settings } from '../../../../src/ui/settings/settings.ts';

// Buttons ask for the platform while they load.
vi.hoisted(() => vi.stubGlobal('navigator', { platform: 'Linux' }));

const keep = settings.getInitialState();
/** Markup as it is while single-letter keys are on, or off. React reads a store's first state where nothing is drawn on a screen. */
function drawn(singleKeys: boolean): string {
  settings.getInitialState = () => ({ ...keep, singleKeys });
  return renderToStaticMarkup(
    createElement('p', {}, createElement(Button, { shortcut: 'gallery' }), createElement(IconButton, { icon: Check, label: 'Fit', shortcut: 'zoomFit' }), createElement(Button, { shortcut: 'export' }), createElement(Key, { name: 'gallery' })),
  );
}

afterEach(() => {
  settings.getInitialState = () => keep;
});

describe('buttons', () => {
  it('name their keys', () => {
    expect(drawn(true).match(/aria-keyshortcuts="[^"]*"/gu)).toEqual(['aria-keyshortcuts="G"', 'aria-keyshortcuts="0"', 'aria-keyshortcuts="Control+S"']);
    expect(drawn(true)).toContain('title="Fit (0)"');
    expect(drawn(true)).toContain('<kbd');
  });

  it('name no single letter, to nobody, once those are switched off', () => {
    expect(drawn(false).match(/aria-keyshortcuts="[^"]*"/gu)).toEqual(['aria-keyshortcuts="Control+S"']);
    expect(drawn(false)).toContain('title="Fit"');
    expect(drawn(false)).not.toContain('<kbd');
  });
});
