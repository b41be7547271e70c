import { describe, expect, it } from 'vitest';
import type { SearchOptions } from '../../../../src/engine/detect/detector.ts';
import type { Reading, TextLine } from '../../../../src/engine/detect/evidence.ts';
import { textLineDetector, type FindPersonal } from '../../../../src/engine/detect/text-lines.ts';
import type { CloseTextSource } from '../../../../src/engine/detect/text-source.ts';

const picture = { width: 400, height: 200, data: new Uint8ClampedArray(4) };
const line = (left: number, top: number, width: number, score = 0.9): TextLine => ({ box: { left, top, width, height: 20 }, angle: 0, score });
const reading = (text: string, score = 0.95): Reading => ({
  text,
  score,
  characters: Array.from(text, (one, index) => ({ text: one, score, from: index / text.length, to: (index + 1) / text.length })),
});

/** Lines with what they say. */
function sourceOf(said: ReadonlyMap<TextLine, Reading>): { source: CloseTextSource; read: TextLine[] } {
  const read: TextLine[] = [];
  return {
    read,
    source: {
      models: [],
      lines: () => Promise.resolve([...said.keys()]),
      read: (_, one) => {
        read.push(one);
        return Promise.resolve(said.get(one)!);
      },
      linesIn: () => Promise.resolve([]),
      inferences: () => 1,
      scales: () => [1],
    },
  };
}
const options = (scoreThresholds: SearchOptions['scoreThresholds']): SearchOptions => ({ scoreThresholds, view: 'first', onFraction: () => undefined });
/** Takes every run of digits, and the word after `Name:`, also on the next row. */
const findPersonal: FindPersonal = (text) => [
  ...[...text.matchAll(/\d{4,}/g)].map((match) => ({ start: match.index, end: match.index + match[0].length, kind: 'number', score: 0.8, reason: 'digits' })),
  ...[...text.matchAll(/(?<=Name:\s)\w+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length, kind: 'name', score: 0.6, reason: 'after a label' })),
];

describe('textLineDetector', () => {
  it('gives every line without reading one where only text is wanted', async () => {
    const { source, read } = sourceOf(new Map([[line(0, 0, 100), reading('hello')], [line(0, 40, 100, 0.35), reading('faint')]]));
    const run = await textLineDetector(source, findPersonal).detect(picture, options({ text: 0.4 }));
    expect(run.detections).toEqual([{ kind: 'text', score: 0.9, box: { left: 0, top: 0, width: 100, height: 20 }, angle: 0, detector: 'text-lines' }]);
    expect(read).toEqual([]);
  });

  it('gives the personal part of a line with one character more on each side, and says why', async () => {
    const { source } = sourceOf(new Map([[line(100, 0, 200), reading('Card no 123456 valid')]]));
    const run = await textLineDetector(source, findPersonal).detect(picture, options({ 'personal-text': 0.3 }));
    expect(run.detections).toHaveLength(1);
    const [find] = run.detections;
    expect(find).toMatchObject({ kind: 'personal-text', score: 0.8, reason: 'digits' });
    expect(find!.box.left).toBeCloseTo(100 + 7 * 10);
    expect(find!.box.width).toBeCloseTo(8 * 10);
  });

  it('sees a value right of its label and one below it', async () => {
    const beside = new Map([[line(0, 0, 50), reading('Name:')], [line(100, 2, 80), reading('Ada')]]);
    const below = new Map([[line(0, 0, 50), reading('Name:')], [line(200, 0, 50), reading('Date')], [line(0, 26, 80), reading('Ada')], [line(200, 26, 50), reading('May')]]);
    for (const said of [beside, below]) {
      const run = await textLineDetector(sourceOf(said).source, findPersonal).detect(picture, options({ 'personal-text': 0.3 }));
      expect(run.detections.map(({ box }) => box.width)).toContain(80);
    }
  });

  it('takes the whole line where the reading is unsure', async () => {
    const { source } = sourceOf(new Map([[line(100, 0, 200), reading('Card no 123456 valid', 0.5)]]));
    const run = await textLineDetector(source, findPersonal).detect(picture, options({ 'personal-text': 0.3 }));
    expect(run.detections[0]!.box).toMatchObject({ left: 100, width: 200 });
  });

  it('reports a find of rows and columns once', async () => {
    const { source } = sourceOf(new Map([[line(0, 0, 100), reading('Customer')], [line(0, 26, 100), reading('no. 445566')]]));
    const run = await textLineDetector(source, findPersonal).detect(picture, options({ 'personal-text': 0.3 }));
    expect(run.detections).toHaveLength(1);
  });

  it('keeps to the threshold and never says what it read', async () => {
    const { source } = sourceOf(new Map([[line(0, 0, 100), reading('Name: Ada')]]));
    const detector = textLineDetector(source, findPersonal);
    expect((await detector.detect(picture, options({ 'personal-text': 0.7 }))).detections).toEqual([]);
    const run = await detector.detect(picture, options({ 'personal-text': 0.5 }));
    expect(run.detections).toHaveLength(1);
    expect(JSON.stringify(run)).not.toContain('Ada');
  });

  it('costs nothing where neither kind is wanted', async () => {
    const { source, read } = sourceOf(new Map([[line(0, 0, 100), reading('1234')]]));
    expect(await textLineDetector(source, findPersonal).detect(picture, options({ face: 0.2 }))).toEqual({ detections: [], scales: [], inferences: 0 });
    expect(read).toEqual([]);
  });
});
