import { describe, expect, it } from 'vitest';
import { ERROR_SENTENCES, type ErrorCode } from '../../../../src/core/errors.ts';
import { errors as german } from '../../../../src/ui/words/de/errors.ts';

const refusals = (Object.keys(ERROR_SENTENCES) as ErrorCode[]).filter((code) => code.startsWith('input/'));

/** What a person can do, on the own device, said to them in the sentence behind what is wrong. */
const ENGLISH = /[.,] (?:If [^.]*, )?(?:convert|save|copy|choose|unpack|split|reduce|keep)\b.*\.$/i;
const GERMAN = /\. (?:Wenn [^.]*, )?(?:wandeln|speichern|konvertieren|kopieren|wählen|entpacken|teilen|verkleinern|behalten) Sie\b.*\.$/i;

describe('a file that is refused', () => {
  it.each(refusals)('%s names a way out in both languages', (code) => {
    expect(ERROR_SENTENCES[code]).toMatch(ENGLISH);
    expect(german[code]).toMatch(GERMAN);
  });
});
