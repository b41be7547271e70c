import type { KeptMetadata } from '../policy/policy.ts';
import type { MetadataItem } from './inspection.ts';

/** What one or several items say, as one row of a list. */
export interface MetadataRow {
  /** Technical name: of the item, or of what several items in places of different names say. */
  readonly name: string;
  readonly value: string | null;
  /** Of all of them together. */
  readonly sizeBytes: number;
  /** How many items it stands for. */
  readonly places: number;
  /** Sort as which all of them can be kept; left out for what always goes. */
  readonly keeps?: KeptMetadata;
}

/** The headers of a film and of each of its tracks, which all have the same two times. */
const HEADER_OF_TIME = /^(?:mvhd|tkhd|mdhd) (?=(?:creation|modification) time$)/;

/**
 * Items of one kind, those that say the same put together: the headers of a film's tracks repeat its times, and muxers write the same tags for every
 * track. What says something else keeps a row of its own. Only for display: records count every item.
 * @param items - of one kind
 * @returns in the order in which each is met first
 */
export function metadataRows(items: readonly MetadataItem[]): readonly MetadataRow[] {
  const rows = new Map<string, MetadataRow>();
  for (const { name, value, sizeBytes, keeps } of items) {
    const said = name.replace(HEADER_OF_TIME, '');
    const key = JSON.stringify([said, value, keeps ?? null]);
    const before = rows.get(key);
    rows.set(key, before === undefined
      ? { name, value, sizeBytes, places: 1, ...(keeps === undefined ? {} : { keeps }) }
      : { ...before, name: before.name === name ? name : said, sizeBytes: before.sizeBytes + sizeBytes, places: before.places + 1 });
  }
  return [...rows.values()];
}
