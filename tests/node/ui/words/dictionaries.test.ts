import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import { PRESETS } from '../../../../src/core/policy/presets.ts';
import { german } from '../../../../src/ui/words/de/german.ts';
import { english } from '../../../../src/ui/words/en/english.ts';
import { declaredParameters, leavesOf } from './declared-words.ts';
import { argumentsOf, NAME } from './samples.ts';

const parameters = new Map([
  ...declaredParameters(new URL('../../../../src/ui/words/en/', import.meta.url)),
  // These come from the formats of the language.
  ['bytes', ['number']], ['count', ['number', 'string', 'string']], ['list', ['readonly string[]']], ['share', ['number']], ['percent', ['number']],
] as const);

/** German has more forms of each kind than English needs. */
const MORE_FORMS = /^kinds\.[a-z-]+\.(?:a|no|ofMany)$/u;

/** Texts that are the same in both languages, and why that is right: names, abbreviations, and words that both share. */
const SAME = [
  'Cloakroom', 'Build', 'System', 'SHA-256', 'Format', 'Code', 'Codes', 'Person', 'Text', 'Name', 'Zone', 'Ellipse', 'Polygon',
  'Video', 'Videos', 'JSON', 'CSV', 'JPEG', 'PNG', 'WebP', 'WebM', 'AVIF', 'EXIF', 'XMP', 'IPTC',
  // Patterns of nothing but what was passed in.
  `Version ${NAME}`, `${NAME}: ${NAME}`, `${NAME} → ${NAME}`, NAME, `${NAME}, ${NAME}2, ${NAME}3`,
];

interface Said {
  readonly path: string;
  readonly given: readonly unknown[];
  readonly text: unknown;
}

/** Everything that a dictionary can say: its texts, and what its functions return for every sample. */
function saidBy(dictionary: object): readonly Said[] {
  return [...leavesOf(dictionary)].filter(([path]) => !MORE_FORMS.test(path)).flatMap(([path, leaf]): Said[] => {
    if (typeof leaf !== 'function') return [{ path, given: [], text: leaf }];
    const types = parameters.get(path);
    if (types === undefined) throw new Error(`${path} is a function whose parameters are not known.`);
    return argumentsOf(types).map((given) => ({ path, given, text: (leaf as (...all: unknown[]) => unknown)(...given) }));
  });
}

const inEnglish = saidBy(english);
const inGerman = saidBy(german);
const keyOf = ({ path, given }: Said): string => `${path} ${JSON.stringify(given)}`;
const germanFor = new Map(inGerman.map((said) => [keyOf(said), said.text]));
const pairs = inEnglish.map((said) => ({ key: keyOf(said), given: said.given, en: String(said.text), de: String(germanFor.get(keyOf(said))) }));

describe('the dictionaries', () => {
  it('have the same keys', () => {
    expect(inGerman.map(keyOf).sort()).toEqual(inEnglish.map(keyOf).sort());
  });

  it.each([['English', inEnglish], ['German', inGerman]] as const)('%s: says something for every sample, and nothing that is no sentence', (_, all) => {
    const wrong = all.filter(({ text }) => typeof text !== 'string' || /undefined|NaN|\[object|=>/u.test(text));
    expect(wrong).toEqual([]);
  });

  it('leave the same texts empty', () => {
    expect(pairs.filter(({ en, de }) => (en === '') !== (de === ''))).toEqual([]);
  });

  it('leave no English in German', () => {
    const left = pairs.filter(({ en, de }) => en === de && /\p{L}{3}/u.test(en) && !SAME.includes(en.replace(/ [\d,.]+$/u, '')));
    expect(left.filter(({ key }) => !/^(?:count|bytes|keyCaps) /u.test(key)).map(({ key, en }) => `${key}: ${en}`)).toEqual([]);
  });

  it('say every name that they are given in both languages', () => {
    const said = (text: string): number => text.split(NAME).length - 1;
    expect(pairs.filter(({ en, de }) => said(en) !== said(de))).toEqual([]);
  });

  it('say every number that they are given in both languages, each as it is written there', () => {
    const digits = (text: string): readonly string[] => (text.match(/\d+(?:[.,]\d{3})*/gu) ?? []).map((found) => found.replace(/[.,]/gu, ''));
    const wrong = pairs.filter(({ given, en, de }) => given.some((value) => {
      if (typeof value !== 'number' || value < 2) return false;
      return digits(en).includes(String(value)) !== digits(de).includes(String(value));
    }));
    expect(wrong).toEqual([]);
  });

  it('never raise their voice, and never promise what nobody can keep', () => {
    for (const { text, path } of [...inEnglish, ...inGerman]) {
      expect(text, path).not.toMatch(/!|military|garantier|guarantee|100 ?% (?:sicher|safe|anonym)/iu);
    }
  });

  it('use the quotation marks of German in German', () => {
    expect(inGerman.filter(({ text, given }) => /[“"]/u.test(String(text).replaceAll(/„[^“]*“/gu, '').replace('"pack": 1', '')) && given.length >= 0)).toEqual([]);
  });
});

describe('German', () => {
  it('tells one from many', () => {
    expect(german.exportBar.export(1)).toBe('1 Datei exportieren');
    expect([german.exportBar.briefKinds(['face', 'licence-plate']), german.exportBar.briefFill.solid].join(' ')).toBe('Gesichter und Kennzeichen: einfarbig');
    expect([english.exportBar.briefKinds(['face', 'licence-plate']), english.exportBar.briefFill.solid].join(' ')).toBe('Faces, number plates: solid fill');
    expect(german.exportBar.export(1204)).toBe('1.204 Dateien exportieren');
    expect(german.exportSheet.masked([{ kind: 'head', n: 2 }])).toBe('2 Köpfe maskiert');
    expect(german.exportSheet.masked([{ kind: 'face', n: 5 }, { kind: 'area', n: 1 }])).toBe('5 Gesichter und 1 Fläche maskiert');
    expect(english.exportSheet.masked([{ kind: 'face', n: 5 }, { kind: 'area', n: 1 }])).toBe('5 faces and 1 area masked');
    expect(german.settings.detectors.searchAgain(1)).not.toBe(german.settings.detectors.searchAgain(2));
  });

  it('gives every kind its gender and case', () => {
    expect(german.region.notThis('head')).toBe('Kein Kopf');
    expect(german.region.notThis('person')).toBe('Keine Person');
    expect(german.exportSheet.heldSurvivor('licence-plate', 'upper-left', null)).toContain('wie ein Kennzeichen aussieht, ist oben links noch sichtbar');
    expect(german.exportSheet.heldSurvivor('face', 'upper-left', '0:04.120')).toContain('wie ein Gesicht aussieht, ist ab 0:04.120 oben links noch sichtbar');
    expect(german.settings.detectors.useFor('face')).toContain('nach Gesichtern');
  });

  it('has a label for every reason that Cloakroom brings, and leaves one alone that someone rewrote', () => {
    const policies = [DEFAULT_POLICY, ...PRESETS.map(({ policy }) => policy)];
    for (const { id, label } of policies.flatMap(({ review }) => review.reasons)) expect(german.reasonLabel(id, label), id).not.toBe(label);
    expect(german.reasonLabel('consent', 'Signed form 7')).toBe('Signed form 7');
    expect(german.reasonLabel('constructor', 'Own')).toBe('Own');
  });

  it('writes numbers, shares, sizes and keys as German does', () => {
    expect(german.bytes(1_400_000)).toBe('1,4 MB');
    expect(german.share(0.87)).toBe('87\u00a0%');
    expect([['A'], ['A', 'B'], ['A', 'B', 'C']].map(german.list)).toEqual(['A', 'A und B', 'A, B und C']);
    expect(german.keyCaps('Shift+Ctrl+Z')).toBe('Umschalt+Strg+Z');
    expect(german.keyCaps('+')).toBe('+');
  });
});

describe('English', () => {
  it('writes numbers, shares and sizes as English does', () => {
    expect([0, 812, 999, 1000, 1_400_000, 12_345_678, 9_960_000, 2_000_000_000].map(english.bytes)).toEqual(['0 B', '812 B', '999 B', '1.0 kB', '1.4 MB', '12 MB', '10.0 MB', '2.0 GB']);
    expect(english.share(0.87)).toBe('87%');
    expect(english.count(1204, 'file', 'files')).toBe('1,204 files');
    expect(english.list(['A', 'B', 'C'])).toBe('A, B, C');
  });
});
