import { describe, expect, it } from 'vitest';
import { countRemoved } from '../../../../src/engine/export/record.ts';
import type { MetadataItem } from '../../../../src/core/structure/inspection.ts';
import { metadataRows } from '../../../../src/core/structure/metadata-rows.ts';
import { inspectMp4 } from '../../../../src/core/structure/video/inspect-mp4.ts';
import { memorySource } from '../../../../src/core/structure/video/byte-source.ts';
import { LEAP_DAY, source, track } from './video/source-films.ts';

const item = (name: string, value: string | null, sizeBytes = 4): MetadataItem => ({ kind: 'time', name, value, sizeBytes });

describe('metadataRows', () => {
  it('tells the times of a film’s headers once, with the number of places, and leaves the record every one of them', async () => {
    const one = (id: number, handler: string, codec: string, created: number): Uint8Array => track({ id, handler, codec, created });
    const film = source([one(1, 'vide', 'avc1', LEAP_DAY), one(2, 'soun', 'mp4a', LEAP_DAY), one(3, 'meta', 'mebx', LEAP_DAY), one(4, 'meta', 'mebx', LEAP_DAY + 60)], [], [], LEAP_DAY);
    const { metadata } = await inspectMp4(memorySource(film));
    const times = metadata.filter(({ kind }) => kind === 'time');
    expect(metadataRows(times).map(({ name, value, places, sizeBytes }) => [name, value, places, sizeBytes])).toEqual([
      ['creation time', '2024-02-29 13:05:09 UTC', 7, 28],
      ['modification time', '2024-02-29 13:05:09 UTC', 7, 28],
      ['creation time', '2024-02-29 13:06:09 UTC', 2, 8],
      ['modification time', '2024-02-29 13:06:09 UTC', 2, 8],
    ]);
    expect(countRemoved({ metadata }, []).find(({ kind }) => kind === 'time')).toEqual({ kind: 'time', count: 18, sizeBytes: 72 });
  });

  it('puts together what is called alike and says the same, as tags of every track do', () => {
    const rows = metadataRows([item('Tag _statistics_writing_date_utc', '2024'), item('Tag date', '2024'), item('Tag _statistics_writing_date_utc', '2024'), item('Tag date', '2023')]);
    expect(rows.map(({ name, value, places }) => [name, value, places])).toEqual([['Tag _statistics_writing_date_utc', '2024', 2], ['Tag date', '2024', 1], ['Tag date', '2023', 1]]);
  });

  it('keeps the name of what is there once, and apart what may be kept from what may not', () => {
    expect(metadataRows([item('mvhd creation time', '2024')])).toEqual([{ name: 'mvhd creation time', value: '2024', sizeBytes: 4, places: 1 }]);
    expect(metadataRows([item('DateTime', '2024'), { ...item('DateTime', '2024'), keeps: 'capture-time' }])).toHaveLength(2);
    expect(metadataRows([item('mvhd timescale', null), item('tkhd timescale', null)])).toHaveLength(2);
  });
});
