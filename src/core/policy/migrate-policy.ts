import { FIRST_VERSION, SECOND_VERSION } from './policy-form.ts';
import { fieldPath, type ProblemList } from './policy-problem.ts';
import { isSection, ownField, type Fields } from './read-form.ts';

/**
 * Translates a document of version 1 into one of version 2, without checking values: what version 1 had is where it was, what
 * came later takes its defaults. Version 1 rounded colours and numbers of blocks, version 2 takes whole ones only.
 * @param untrusted - with `version` 1
 * @param problems - takes fields that version 1 did not have, also those that version 2 has: such a document is neither
 */
export function migrateFirst(untrusted: Fields, problems: ProblemList): Fields {
  const document = onlyKnown(untrusted, FIRST_VERSION.fields, '', problems);
  const output = ownField(document, 'output');
  const settings = ownField(document, 'settings');
  return {
    ...document,
    version: 2,
    ...(isSection(output) ? { output: onlyKnown(output, FIRST_VERSION.output, 'output', problems) } : {}),
    ...(isSection(settings) ? { settings: roundedSettings(settings) } : {}),
  };
}

/**
 * Translates a document of version 2 into one of version 3, without checking values: its part about sound was reserved, and it had
 * none about videos.
 * @param untrusted - with `version` 2
 * @param problems - takes fields that version 2 did not have
 */
export function migrateSecond(untrusted: Fields, problems: ProblemList): Fields {
  const document = onlyKnown(untrusted, SECOND_VERSION.fields, '', problems);
  const audio = ownField(document, 'audio');
  return { ...document, version: 3, ...(isSection(audio) ? { audio: onlyKnown(audio, SECOND_VERSION.audio, 'audio', problems) } : {}) };
}

function onlyKnown(section: Fields, known: readonly string[], path: string, problems: ProblemList): Fields {
  for (const name of Object.keys(section)) {
    if (problems.isFull) break;
    if (!known.includes(name)) problems.add(fieldPath(path, name), 'unknown-field', { type: 'fields', fields: known });
  }
  return Object.fromEntries(known.filter((name) => Object.hasOwn(section, name)).map((name) => [name, section[name]]));
}

function roundedSettings(settings: Fields): Fields {
  const color = ownField(settings, 'solidColor');
  const blocks = ownField(settings, 'pixelateBlocks');
  return {
    ...settings,
    ...(isSection(color) ? { solidColor: Object.fromEntries(Object.entries(color).map(([name, value]) => [name, rounded(value, 0, 255)])) } : {}),
    ...(blocks === undefined ? {} : { pixelateBlocks: rounded(blocks, 2, 16) }),
  };
}

/** Rounds as version 1 did: only what lies in the range. */
function rounded(untrusted: unknown, from: number, to: number): unknown {
  return typeof untrusted === 'number' && untrusted >= from && untrusted <= to ? Math.round(untrusted) : untrusted;
}
