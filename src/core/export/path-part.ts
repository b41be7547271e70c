/** Control characters, lone surrogates, unassigned and private ones, separators of lines, and all that shows nothing: direction marks, joiners, selectors. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Characters that Windows refuses in names. @see https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const REFUSED = /[<>:"/\\|?*]/g;
/** Names of devices on Windows, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)/i;
/** A leading dot hides a file, a leading dash looks like an option. */
const LOOSE_START = /^[\s.-]+/u;
/** One character of those that Windows drops at the end. */
const LOOSE = /[\s.]/u;

/**
 * Makes untrusted text safe as one part of a path: nothing unseen, no slashes, nothing that a file system refuses or drops.
 * @param text - any text
 * @param maxBytes - most UTF-8 bytes of the result
 * @returns possibly empty; may still be the name of a device, see {@link notADevice}
 */
export function cleanPart(text: string, maxBytes: number): string {
  const shown = text.replace(UNSEEN, '').normalize('NFC').replace(REFUSED, '_');
  return withoutLooseEnds(cutToBytes(withoutLooseEnds(shown), maxBytes));
}

/** Puts an underscore before what Windows takes for a device, such as `CON` or `nul.txt`. */
export function notADevice(part: string): string {
  return DEVICE.test(part) ? `_${part}` : part;
}

/** Walks back from the end, because a pattern for it would start anew at every dot and space of a long name. */
function withoutLooseEnds(text: string): string {
  let end = text.length;
  while (end > 0 && LOOSE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).replace(LOOSE_START, '');
}

/** The longest beginning that fits, in whole characters. */
function cutToBytes(text: string, maxBytes: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += utf8Bytes(character.codePointAt(0) ?? 0);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}

/** @see RFC 3629, section 3 */
function utf8Bytes(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
