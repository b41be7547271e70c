import { createStore } from 'zustand/vanilla';
import { LANGUAGE_CHOICES, languageOf, putInForce, type LanguageChoice } from '../words/language.ts';

/** Colour schemes to choose from. */
export const THEMES = ['system', 'light', 'dark'] as const;
/** Colour scheme. */
export type Theme = (typeof THEMES)[number];

/** What a person set for this browser. */
export interface Settings {
  readonly theme: Theme;
  readonly language: LanguageChoice;
  /** Whether printing characters alone are shortcuts. */
  readonly singleKeys: boolean;
  /** Whether edges snap to other edges while something is drawn, moved or resized. Off by default: masks lie where a person puts them. */
  readonly snap: boolean;
  /** Whether the installed app stands in the system's share sheet. Off by default: see docs/zero-upload.md. */
  readonly shareTarget: boolean;
}

const DEFAULTS: Settings = { theme: 'system', language: 'system', singleKeys: true, snap: false, shareTarget: false };
const STORAGE_KEY = 'cloakroom.settings';

/** Reads what an earlier visit stored; anything else becomes the defaults. */
export function parseSettings(untrusted: string | null): Settings {
  if (untrusted === null) return DEFAULTS;
  try {
    const parsed: unknown = JSON.parse(untrusted);
    if (typeof parsed !== 'object' || parsed === null) return DEFAULTS;
    const { theme, language, singleKeys, snap, shareTarget } = parsed as Record<string, unknown>;
    return {
      theme: THEMES.find((known) => known === theme) ?? DEFAULTS.theme,
      language: LANGUAGE_CHOICES.find((known) => known === language) ?? DEFAULTS.language,
      singleKeys: typeof singleKeys === 'boolean' ? singleKeys : DEFAULTS.singleKeys,
      snap: typeof snap === 'boolean' ? snap : DEFAULTS.snap,
      shareTarget: typeof shareTarget === 'boolean' ? shareTarget : DEFAULTS.shareTarget,
    };
  } catch {
    return DEFAULTS;
  }
}

/** The settings in force. Only these choices are stored in the browser, nothing about files. */
export const settings = createStore<Settings>(() => DEFAULTS);

/**
 * Takes the stored settings over, shows them on the page, and stores every later change.
 * @returns resolves once the words of the chosen language are in force, or can't be had
 */
export function openSettings(): Promise<void> {
  settings.subscribe((next, last) => {
    show(next);
    if (next.language !== last.language) void speak(next);
  });
  try {
    settings.setState(parseSettings(localStorage.getItem(STORAGE_KEY)));
    settings.subscribe(store);
  } catch {
    // Storage can be switched off in the browser; the defaults work.
  }
  show(settings.getState());
  window.addEventListener('languagechange', () => void speak(settings.getState()));
  return speak(settings.getState());
}

function store(next: Settings): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(next));
  } catch {
    // A disk that is full: what was set is in force in this tab, and only there.
  }
}

function speak({ language }: Settings): Promise<void> {
  return putInForce(languageOf(language, navigator.languages));
}

/** The app's descriptions for installing it: the second one adds a place in the share sheet. */
const MANIFESTS = { plain: 'manifest.webmanifest', share: 'manifest-share.webmanifest' } as const;

function show(next: Settings): void {
  document.querySelector('link[rel="manifest"]')?.setAttribute('href', next.shareTarget ? MANIFESTS.share : MANIFESTS.plain);
  if (next.theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next.theme;
}
