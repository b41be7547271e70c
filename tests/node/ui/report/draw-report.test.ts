import { inflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { drawReport, type Report, type ReportMark } from '../../../../src/ui/report/draw-report.ts';
import type { ReportSection } from '../../../../src/ui/report/report-content.ts';

const section: ReportSection = { heading: 'Heading', facts: [{ name: 'Name', value: 'Value' }], table: null, notes: ['Note'] };
const report: Report = {
  title: 'Title', lead: 'Lead', language: 'en', createdAt: '2026-01-02T03:04:05.000Z', producer: 'test', sections: [section],
  pictures: { heading: 'Pictures', notes: [], list: [] }, closing: { ...section, heading: 'Closing' }, replaced: 'Replaced.', foot: 'Foot', pageOf: (page, of) => `${String(page)}/${String(of)}`,
};

/** The head of a picture of 200 x 100 pixels, which is all that is read of it. */
const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 100, 0, 200, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xd9);

/** All text that a report shows, in order, one line each. */
function shownText(pdf: Uint8Array): readonly string[] {
  const bytes = Buffer.from(pdf);
  const lines: string[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    if (bytes.subarray(at - 3, at).toString() === 'end') continue;
    const end = bytes.indexOf('endstream', at);
    let content: string;
    try {
      content = inflateSync(bytes.subarray(at + 7, end)).toString('latin1');
    } catch {
      continue;
    }
    lines.push(...[...content.matchAll(/<([0-9A-F]*)> Tj/gu)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1')));
  }
  return lines;
}

describe('drawing a report', () => {
  it('shows each part in order, and numbers its pages', async () => {
    const text = shownText(await drawReport(report));
    expect(text).toEqual(['Title', 'Lead', 'Heading', 'Name', 'Value', 'Note', 'Closing', 'Name', 'Value', 'Note', 'Foot', '1/1']);
  });

  it('is the same file for the same record, and carries nothing but what the record has', async () => {
    const [first, second] = [await drawReport(report), await drawReport(report)];
    expect(Buffer.compare(first, second)).toBe(0);
    const read = await PDFDocument.load(first, { updateMetadata: false });
    expect([read.getTitle(), read.getAuthor(), read.getSubject(), read.getKeywords(), read.getCreator(), read.getProducer()]).toEqual(['Title', undefined, undefined, undefined, 'Cloakroom', 'test']);
    expect([read.getCreationDate(), read.getModificationDate()].map((date) => date?.toISOString())).toEqual(['2026-01-02T03:04:05.000Z', '2026-01-02T03:04:05.000Z']);
  });

  it('goes on over pages, with the names of the columns on each, and leaves no row out', async () => {
    const rows = Array.from({ length: 150 }, (_, index) => [`row ${String(index)}`, 'word '.repeat(index % 30).trim()]);
    const text = shownText(await drawReport({ ...report, sections: [{ ...section, table: { columns: [{ title: 'First', share: 0.5 }, { title: 'Second', share: 0.5 }], rows } }] }));
    const pages = Number(text.at(-1)?.split('/')[1]);
    expect(pages).toBeGreaterThan(3);
    expect(text.filter((line) => line === 'First').length).toBeGreaterThanOrEqual(pages - 1);
    expect(text.filter((line) => line.startsWith('row '))).toEqual(rows.map(([name]) => name));
    expect(text.join(' ').match(/word/gu)).toHaveLength(rows.join(' ').match(/word/gu)?.length ?? 0);
  });

  it('leaves neither the names of columns nor the last row of a table alone on a page', async () => {
    let broken = 0;
    for (let count = 2; count < 70; count += 1) {
      const rows = Array.from({ length: count }, (_, index) => [`row ${String(index)}`]);
      const text = shownText(await drawReport({ ...report, sections: [{ ...section, facts: [], notes: [], table: { columns: [{ title: 'Column', share: 1 }], rows } }] }));
      const pages = text.join('\n').split(/^Foot$/mu).map((page) => page.split('\n').filter((line) => line === 'Column' || line.startsWith('row ')));
      const ofTable = pages.filter((page) => page.length > 0);
      broken += ofTable.length - 1;
      expect(ofTable.flat().filter((line) => line !== 'Column')).toEqual(rows.flat());
      for (const page of ofTable) expect(page.slice(0, 2), `${String(count)} rows`).toEqual(['Column', expect.stringMatching(/^row /u)]);
      expect(ofTable.at(-1)?.length, `${String(count)} rows`).toBeGreaterThan(2);
    }
    expect(broken).toBeGreaterThan(0);
  });

  it('says so where characters could not be shown', async () => {
    expect(shownText(await drawReport({ ...report, sections: [{ ...section, notes: ['名'] }] }))).toEqual(expect.arrayContaining(['?', 'Replaced.']));
    expect(shownText(await drawReport({ ...report, sections: [{ ...section, notes: ['Größe – “x”…'] }] }))).not.toContain('Replaced.');
  });

  it('shows each picture with its caption and the numbers of its regions, those outside of it left out', async () => {
    const box = { left: 50, top: 10, width: 40, height: 40 } as ReportMark['box'];
    const marks: ReportMark[] = [{ number: 7, box, isMasked: true }, { number: 8, box: { ...box, left: 390 }, isMasked: false }, { number: 9, box: { ...box, left: 400 }, isMasked: true }];
    // A frame of 400 pixels, shown by a picture of half of them.
    const picture = { bytes: JPEG, frameSize: { width: 400, height: 200 }, marks };
    const pdf = await drawReport({ ...report, pictures: { heading: 'Pictures', notes: ['About them'], list: [{ ...picture, caption: 'Frame 1' }, { ...picture, caption: 'Frame 2', marks: [] }] } });
    const text = shownText(pdf);
    const shown = text.filter((line) => !['Foot', '1/2', '2/2'].includes(line));
    expect(shown.slice(shown.indexOf('Pictures'), shown.indexOf('Closing'))).toEqual(['Pictures', 'About them', 'Frame 1', '7', '8', 'Frame 2']);
    expect(Buffer.from(pdf).toString('latin1').match(/\/Subtype \/Image/gu)).toHaveLength(2);
  });

  it('leaves no heading alone at the foot of a page when its first picture goes on the next', async () => {
    const picture = { bytes: JPEG, caption: 'Frame 1', frameSize: { width: 400, height: 200 }, marks: [] };
    for (let notes = 1; notes < 60; notes += 3) {
      const sections = [{ ...section, notes: Array.from({ length: notes }, () => 'Line') }];
      const lines = shownText(await drawReport({ ...report, sections, pictures: { heading: 'Pictures', notes: ['About them'], list: [picture] } }));
      expect(lines.slice(lines.indexOf('Pictures'), lines.indexOf('Frame 1') + 1), `after ${String(notes)} lines`).toEqual(['Pictures', 'About them', 'Frame 1']);
    }
  });
});
