import { readMeta } from './avif-items.ts';
import { fourCharacters, u16be } from './binary-reads.ts';
import { findBox } from './iso-boxes.ts';
import { topBoxes } from './iso-picture.ts';

/** What a picture's colours mean: an ICC profile, or code points of ITU-T H.273. */
export type HeifColor =
  | { readonly kind: 'icc'; readonly profile: Uint8Array }
  | { readonly kind: 'coded'; readonly primaries: number; readonly transfer: number };

/**
 * Colour information of a HEIF file's primary picture, or of its first tile where the grid itself has none.
 * @param bytes - a file that was inspected already
 * @returns a view of the profile's bytes; `null` where the file says nothing
 * @throws AnonymizerError `input/corrupt` or `input/truncated` for a file that was not inspected
 */
export function heifColor(bytes: Uint8Array): HeifColor | null {
  const box = findBox(topBoxes(bytes).boxes, 'meta');
  if (box === undefined) {
    return null;
  }
  const meta = readMeta(bytes, box);
  const tile = meta.references.find(({ type, from }) => type === 'dimg' && from === meta.primaryId)?.to[0];
  const properties = [meta.primaryId, tile ?? meta.primaryId].flatMap((id) => meta.properties.get(id) ?? []);
  const boxes = properties.filter(({ type }) => type === 'colr');
  // A profile says more than code points do.
  const profile = boxes.find(({ dataStart }) => ['prof', 'rICC'].includes(fourCharacters(bytes, dataStart)));
  if (profile !== undefined) {
    return { kind: 'icc', profile: bytes.subarray(profile.dataStart + 4, profile.end) };
  }
  const coded = boxes.find(({ dataStart, end }) => fourCharacters(bytes, dataStart) === 'nclx' && end - dataStart >= 8);
  return coded === undefined
    ? null
    : { kind: 'coded', primaries: u16be(bytes, coded.dataStart + 4), transfer: u16be(bytes, coded.dataStart + 6) };
}
