import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordedRegion } from '../../../../src/core/export/export-record.ts';
import { regionsAsCsv, regionsAsJson, SIDECAR_COLUMNS, sidecarName, sidecarText } from '../../../../src/core/export/sidecar.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';

const region = (more: Partial<RecordedRegion> = {}): RecordedRegion => ({
  id: 'r1', kind: 'licence-plate', origin: 'detector', score: 0.75, state: 'accepted', decidedBy: 'policy', box: sourceBox(-0.5, 2, 30, 10.25),
  maskBox: sourceBox(0, 0, 32, 16), shape: 'rectangle', fill: 'solid', irreversible: true, leak: null, ...more,
});
const picture = { width: 640, height: 480, frames: 1 };

/** Reads CSV as RFC 4180 says. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('regionsAsCsv', () => {
  it('writes names of columns, then one row per region', () => {
    expect(regionsAsCsv([region(), region({ id: 'r2', kind: 'face', origin: 'person', score: null, state: 'rejected', angle: -12.5, shape: 'ellipse', maskBox: null, fill: null, reason: 'consent' })], picture)).toBe(
      'id,kind,state,score,shape,left,top,width,height,angle,firstFrame,lastFrame,maskLeft,maskTop,maskWidth,maskHeight,fill,reason,zone\r\n' +
        'r1,licence-plate,accepted,0.75,rectangle,-0.5,2,30,10.25,0,0,0,0,0,32,16,solid,,\r\n' +
        'r2,face,rejected,,ellipse,-0.5,2,30,10.25,-12.5,0,0,,,,,,consent,\r\n',
    );
  });

  it('tells zones, and the frames of what is on some or on all of them', () => {
    const path = { first: 2, last: 5, keys: [{ frame: 3, box: sourceBox(0, 0, 1, 1) }] };
    const [columns, some, all] = cellsOf(regionsAsCsv([region({ path }), region({ zone: 'mask-outside' })], { ...picture, frames: 9 }));
    const cell = (row: string[] | undefined, name: string): string | undefined => row?.[columns!.indexOf(name)];
    expect([cell(some, 'firstFrame'), cell(some, 'lastFrame'), cell(some, 'zone')]).toEqual(['2', '5', '']);
    expect([cell(all, 'firstFrame'), cell(all, 'lastFrame'), cell(all, 'zone'), cell(all, 'kind')]).toEqual(['0', '8', 'mask-outside', '']);
  });

  it('quotes what would break a row', () => {
    expect(cellsOf(regionsAsCsv([region({ reason: 'a,"b"\r\nc' })], picture))[1]?.[17]).toBe('a,"b"\r\nc');
  });

  it.each([['=1+1'], ['+1'], ['-consent'], ['@SUM(A1)'], ['\tx'], ['\rx'], [' =1'], ['＝1']])('keeps spreadsheets from reading %j as a formula', (reason) => {
    expect(cellsOf(regionsAsCsv([region({ reason })], picture))[1]?.[17]).toBe(`'${reason}`);
  });

  it('keeps every row as wide as the first, whatever texts hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { maxLength: 3 }), (reasons) => {
        const rows = cellsOf(regionsAsCsv(reasons.map((reason) => region({ reason })), picture));
        expect(rows).toHaveLength(reasons.length + 1);
        expect(rows.every((row) => row.length === SIDECAR_COLUMNS.length)).toBe(true);
        expect(rows.slice(1).map((row) => row[17]!.replace(/^'/, ''))).toEqual(reasons.map((reason) => reason.replace(/^'/, '')));
      }),
    );
  });
});

describe('regionsAsJson', () => {
  it('tells the picture’s size and every region, with the ways and outlines that a table can’t hold', () => {
    const path = { first: 0, last: 3, keys: [{ frame: 1, box: sourceBox(1, 2, 3, 4) }] };
    const outline = { type: 'polygon', points: [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 1 }] } as const;
    expect(JSON.parse(regionsAsJson([region({ path, shape: 'polygon', outline })], { ...picture, frames: 4 }))).toEqual({
      version: 1, width: 640, height: 480, frames: 4,
      regions: [{
        id: 'r1', kind: 'licence-plate', state: 'accepted', score: 0.75, shape: 'polygon', left: -0.5, top: 2, width: 30, height: 10.25, angle: 0, firstFrame: 0, lastFrame: 3,
        maskLeft: 0, maskTop: 0, maskWidth: 32, maskHeight: 16, fill: 'solid', reason: null, zone: null, keys: [{ frame: 1, left: 1, top: 2, width: 3, height: 4 }], outline,
      }],
    });
  });

  it('has in each region the columns of the table, in their order', () => {
    const { regions } = JSON.parse(regionsAsJson([region()], picture)) as { regions: object[] };
    expect(Object.keys(regions[0]!)).toEqual([...SIDECAR_COLUMNS]);
  });

  it('carries nothing of a region but what is listed', () => {
    const hung = { ...region(), text: 'canary', detector: 'canary' };
    expect(regionsAsJson([hung], picture) + regionsAsCsv([hung], picture)).not.toContain('canary');
  });
});

describe('sidecarText', () => {
  const record = { regions: [region()], source: { frames: 1 }, output: { width: 640, height: 480 } } as unknown as Parameters<typeof sidecarText>[0];

  it('writes what the policy asks for, in pixels of the output', () => {
    expect(sidecarText(record, 'none')).toBeNull();
    expect(sidecarText(record, 'json')).toBe(regionsAsJson([region()], picture));
    expect(sidecarText(record, 'csv')).toBe(regionsAsCsv([region()], picture));
  });

  it('is named after its picture', () => {
    expect([sidecarName('a.jpg', 'json'), sidecarName('a.jpg', 'csv')]).toEqual(['a.jpg.regions.json', 'a.jpg.regions.csv']);
  });
});
