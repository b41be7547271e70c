import type { Size } from '../geometry/box.ts';
import type { Sidecar } from '../policy/policy.ts';
import type { ExportRecord, RecordedRegion } from './export-record.ts';

/** The picture that the regions lie in: the output's, whose pixels are the oriented source's. */
export interface SidecarPicture extends Size {
  /** Frames or pages; 1 for a still picture. */
  readonly frames: number;
}

/**
 * Columns of the CSV, in order. `left`, `top`, `width`, `height`: what was found or drawn, before growth and before its turn by `angle`,
 * in pixels of the output. `mask…`: hull of the covered pixels, empty where nothing is masked. `firstFrame`, `lastFrame`: from 0. `score`: 0..1,
 * empty for what was drawn. `fill`: empty where nothing is masked. `reason`: id of one of the policy's reasons. `zone`: effect of
 * an area with a rule, whose `kind` is empty.
 */
export const SIDECAR_COLUMNS = [
  'id', 'kind', 'state', 'score', 'shape', 'left', 'top', 'width', 'height', 'angle', 'firstFrame', 'lastFrame',
  'maskLeft', 'maskTop', 'maskWidth', 'maskHeight', 'fill', 'reason', 'zone',
] as const;

/** One cell of a row. */
type Cell = string | number | null;
type Row = Readonly<Record<(typeof SIDECAR_COLUMNS)[number], Cell>>;

/**
 * The list of regions that goes beside an output, with its ending.
 * @param name - of the output, with its extension
 * @param sidecar - which form
 */
export function sidecarName(name: string, sidecar: Exclude<Sidecar, 'none'>): string {
  return `${name}.regions.${sidecar}`;
}

/**
 * The list of regions of one exported picture, as its policy asks for it.
 * @param record - of the export
 * @returns `null` where the policy asks for none
 */
export function sidecarText(record: Pick<ExportRecord, 'regions' | 'source' | 'output'>, sidecar: Sidecar): string | null {
  if (sidecar === 'none') return null;
  const picture = { width: record.output.width, height: record.output.height, frames: record.source.frames };
  return sidecar === 'json' ? regionsAsJson(record.regions, picture) : regionsAsCsv(record.regions, picture);
}

/**
 * Regions as JSON: the size of the picture and one object per region with the fields of {@link SIDECAR_COLUMNS}. Where a region moves,
 * `keys` has its box on each frame on which it was found or put; where it is no box, `outline` has its form in shares of its box.
 * No names, no text, no pixels.
 * @param regions - as recorded
 * @param picture - that they lie in
 * @returns JSON with a line break at the end
 */
export function regionsAsJson(regions: readonly RecordedRegion[], picture: SidecarPicture): string {
  const { width, height, frames } = picture;
  const list = regions.map((region) => ({
    ...rowOf(region, picture),
    ...(region.path === undefined ? {} : { keys: region.path.keys.map(({ frame, box }) => ({ frame, left: box.left, top: box.top, width: box.width, height: box.height })) }),
    ...(region.outline === undefined ? {} : { outline: region.outline }),
  }));
  return `${JSON.stringify({ version: 1, width, height, frames, regions: list }, null, 2)}\n`;
}

/**
 * Regions as CSV: a row of names, then one row per region, with the columns of {@link SIDECAR_COLUMNS}. Numbers have a decimal point.
 * Texts that a spreadsheet would take for a formula begin with an apostrophe.
 * @see RFC 4180
 * @param regions - as recorded
 * @param picture - that they lie in
 */
export function regionsAsCsv(regions: readonly RecordedRegion[], picture: SidecarPicture): string {
  const rows = regions.map((region) => {
    const row = rowOf(region, picture);
    return SIDECAR_COLUMNS.map((column) => csvCell(row[column]));
  });
  return [SIDECAR_COLUMNS, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

function rowOf(region: RecordedRegion, picture: SidecarPicture): Row {
  const { id, kind, state, score, shape, box, angle, path, maskBox, fill, reason, zone } = region;
  return {
    id, kind: zone === undefined ? kind : null, state, score, shape,
    left: box.left, top: box.top, width: box.width, height: box.height, angle: angle ?? 0,
    firstFrame: path?.first ?? 0, lastFrame: path?.last ?? picture.frames - 1,
    maskLeft: maskBox?.left ?? null, maskTop: maskBox?.top ?? null, maskWidth: maskBox?.width ?? null, maskHeight: maskBox?.height ?? null,
    fill, reason: reason ?? null, zone: zone ?? null,
  };
}

/** What spreadsheets begin formulas with, also after white space that they skip. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

/**
 * One cell of a CSV file; what a spreadsheet would take for a formula begins with an apostrophe.
 * @param value - `null` is an empty cell
 * @see RFC 4180
 */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  // A number is no formula, whatever its sign.
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
