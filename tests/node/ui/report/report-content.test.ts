import { afterEach, describe, expect, it } from 'vitest';
import type { ExportRecord, RecordedRegion } from '../../../../src/core/export/export-record.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import { frameClock, type FrameClock } from '../../../../src/ui/timeline/frame-clock.ts';
import { closingSection, reportSections, type ReportSection } from '../../../../src/ui/report/report-content.ts';
import { setWords } from '../../../../src/ui/words.ts';
import { german } from '../../../../src/ui/words/de/german.ts';
import { english } from '../../../../src/ui/words/en/english.ts';
import { releasedOutcome } from '../outcomes.ts';

const box = { left: 10, top: 20, width: 30.4, height: 40 } as RecordedRegion['box'];
const face: RecordedRegion = { id: 'r1', kind: 'face', origin: 'detector', score: 0.873, state: 'accepted', decidedBy: 'policy', box, maskBox: box, shape: 'ellipse', fill: 'solid', irreversible: true, leak: null };
const record = (changes: Partial<ExportRecord> = {}): ExportRecord => ({ ...releasedOutcome().record, ...changes });
const section = (of: ExportRecord, heading: string, clock: FrameClock | null = null): ReportSection => {
  const found = reportSections(of, clock).find((candidate) => candidate.heading === heading);
  if (found === undefined) throw new Error(`no section ${heading}`);
  return found;
};
const facts = (of: ReportSection): Readonly<Record<string, string>> => Object.fromEntries(of.facts.map(({ name, value }) => [name, value]));

afterEach(() => setWords(english));

describe('what a report says', () => {
  it('names the file by its size and its hash, and when and by what it was made', () => {
    const output = { format: 'mp4', width: 1280, height: 720, sizeBytes: 1_234_567, sha256: 'ab'.repeat(32) } as const;
    const of = record({ output, createdAt: '2026-01-02T03:04:05.678Z', media: 'video', sound: 'dropped', source: { format: 'webm', width: 1280, height: 720, frames: 250, sizeBytes: 9 } });
    expect(facts(section(of, 'The finished file'))).toEqual({
      Format: 'MP4', Size: '1,280 × 720 pixels', 'Frames or pages': '250', 'Size in bytes': '1,234,567', 'SHA-256': output.sha256, Sound: 'No sound', 'Exported (UTC)': '2026-01-02 03:04:05', 'Made with': 'test',
    });
    expect(facts(section(of, 'The source'))).toMatchObject({ Format: 'WEBM', 'Size in bytes': '9' });
  });

  it('says what was looked for by which models, and promises nothing', () => {
    const search = { kinds: ['face', 'text'], detectors: [{ name: 'face-x', version: '2', sha256: 'cd'.repeat(32) }], smallestHeight: 11.6, scales: [1], thorough: true, video: [{ kind: 'face', everyNth: 3, holdSeconds: 1.5 }], inferences: 4 } as const;
    const { notes, ...of } = section(record({ search }), 'What was looked for');
    expect(facts({ notes, ...of })).toEqual({
      'Looked for': 'faces, lines of text', 'Down to a height of': '12 pixels', 'Thorough search': 'yes', Faces: 'one frame in 3, masks held for 1.5 s', 'face-x 2': 'cd'.repeat(32),
    });
    expect(notes).toEqual([english.report.limits]);
    expect(section(record({ search: { ...search, kinds: [] } }), 'What was looked for').facts).toEqual([]);
  });

  it('lists each region as it was found, decided and masked', () => {
    const regions: RecordedRegion[] = [
      face,
      { ...face, id: 'r2', origin: 'person', score: null, decidedBy: 'person', kind: 'area', fill: 'pixelate', irreversible: false, reason: 'missed' },
      { ...face, id: 'r3', state: 'rejected', decidedBy: 'person', maskBox: null, fill: null, irreversible: null, reason: 'gone' },
      { ...face, id: 'r4', origin: 'recheck', score: 1, state: 'pending', maskBox: null, fill: null, irreversible: null },
      { ...face, id: 'z1', origin: 'person', score: null, zone: 'ignore', fill: null },
    ];
    const { table, notes } = section(record({ regions }), 'What was found, and what was decided');
    expect(table?.columns.map(({ title }) => title)).toEqual(['No.', 'What', 'How', 'Decided', 'Mask', 'Left, top; width × height', 'Reason']);
    expect(table?.columns.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(table?.rows).toEqual([
      ['1', 'Face', 'search, 87%', 'masked by the policy', 'Solid', '10, 20; 30 × 40', ''],
      ['2', 'Area', 'drawn', 'masked by a person', 'Pixelate, can be undone in part', '10, 20; 30 × 40', 'The search missed it'],
      ['3', 'Face', 'search, 87%', 'kept clear by a person', '', '10, 20; 30 × 40', 'gone'],
      ['4', 'Face', 'second look, 99%', 'not decided, left clear', '', '10, 20; 30 × 40', ''],
      ['5', 'Zone', 'drawn', 'Ignore zone', '', '10, 20; 30 × 40', ''],
    ]);
    expect(notes).toEqual(['5 regions. The numbers are those on the pictures.']);
  });

  it('gives the frames of what moves, and says where a source spreads traces beside masks', () => {
    const moving = { ...face, irreversible: false, path: { first: 4, last: 19, keys: [{ frame: 4, box }] } };
    const once = { ...moving, path: { ...moving.path, last: 4 } };
    const { table, notes } = section(record({ regions: [moving, once], source: { ...record().source, frames: 30 } }), 'What was found, and what was decided');
    expect(table?.rows.map((row) => row[5])).toEqual(['5–20', '5']);
    expect(table?.rows[0]?.[4]).toBe('Solid');
    expect(notes).toContain(english.report.traces);
    expect(section(record({ regions: [face] }), 'What was found, and what was decided').notes).not.toContain(english.report.traces);
  });

  it('gives the times of what moves as well where the file has some', () => {
    const moving = { ...face, path: { first: 4, last: 19, keys: [{ frame: 4, box }] } };
    const of = record({ regions: [moving, face], source: { ...record().source, frames: 30 } });
    const { table } = section(of, 'What was found, and what was decided', frameClock(Array.from({ length: 30 }, () => 40)));
    expect(table?.columns.map(({ title }) => title).slice(5, 7)).toEqual(['Frames', 'Time']);
    expect(table?.columns.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(table?.rows.map((row) => row[6])).toEqual(['0:00.16–0:00.80', '']);
    expect(section(of, 'What was found, and what was decided').table?.columns.map(({ title }) => title)).not.toContain('Time');
  });

  it('tells what was checked, what metadata went, whose policy it was and who reviewed', () => {
    const of = record({
      recheck: { regionsCompared: 480, search: record().search, explained: 2, segmentsWalked: 22, framesSearched: 5 }, source: { ...record().source, frames: 120 },
      metadataRemoved: [{ kind: 'gps', count: 2, sizeBytes: 0 }, { kind: 'exif', count: 1, sizeBytes: 1500 }], metadataKept: ['resolution'],
      policy: { ...DEFAULT_POLICY, name: 'Newsroom' }, review: { reviewer: '0123456789abcdef', secondReviewer: 'fedcba9876543210' },
    });
    expect(facts(section(of, 'Check of the finished file'))).toMatchObject({ 'Masks compared with the plan': '480, over 120 frames', 'Frames searched again': '5', 'Looked for': 'faces', 'Segments of the file walked': '22, all on the allow-list' });
    expect(facts(section(of, 'Metadata of the source'))).toEqual({ Removed: 'Place: 2 entries; EXIF: 1 entry, 1.5 kB', 'Kept by choice': 'Keep the resolution (dpi)' });
    expect(facts(section(of, 'Policy'))).toEqual({ Name: 'Newsroom' });
    expect(section(of, 'Policy').table?.rows).toEqual([['Faces', '28%', '9%', '130%', 'Solid']]);
    expect(facts(section(of, 'Review'))).toEqual({ Reviewer: '0123456789abcdef', 'Second reviewer': 'fedcba9876543210' });
    expect(facts(section(record(), 'Review'))).toEqual({ Reviewer: 'nobody gave a name' });
  });

  it('speaks the language in force', () => {
    setWords(german);
    expect(reportSections(record({ regions: [face] }), null).map(({ heading }) => heading)).toEqual([
      'Die fertige Datei', 'Die Quelldatei', 'Wonach gesucht wurde', 'Was gefunden und was entschieden wurde', 'Metadaten der Quelldatei', 'Prüfung der fertigen Datei', 'Richtlinie', 'Durchsicht',
    ]);
    expect(closingSection().notes).toContain(german.report.unsigned);
  });
});
