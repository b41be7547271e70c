import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countRfbPriors, decodeRfb } from '../../../../../src/core/detect/decode-rfb.ts';
import { decodeAnchorFree } from '../../../../../src/core/detect/packs/decode-anchor-free.ts';
import { decodeAnchors } from '../../../../../src/core/detect/packs/decode-anchors.ts';
import { decodeCentrePoints } from '../../../../../src/core/detect/packs/decode-centre-points.ts';
import { decodePack } from '../../../../../src/core/detect/packs/decode-pack.ts';
import { decodeYolo } from '../../../../../src/core/detect/packs/decode-yolo.ts';
import type { AnchorDecoder, AnchorFreeDecoder, CentreDecoder, YoloDecoder } from '../../../../../src/core/detect/packs/pack-manifest.ts';
import { parsePackManifest } from '../../../../../src/core/detect/packs/parse-pack-manifest.ts';
import { yunetJson } from './manifest.ts';

const FACE = [{ column: 0, label: 'face', kind: 'face' }] as const;
const PAIR = [{ column: 1, label: 'face', kind: 'face' }] as const;
const INPUT = { width: 64, height: 32 };

const anchors: AnchorDecoder = {
  type: 'anchor-based', outputs: { scores: 's', boxes: 'b' }, centreVariance: 0.1, sizeVariance: 0.2, columns: 2, activation: 'none',
  priors: [{ stride: 8, sides: [10, 16, 24] }, { stride: 16, sides: [32, 48] }, { stride: 32, sides: [64, 96] }, { stride: 64, sides: [128, 192, 256] }],
};
const free: AnchorFreeDecoder = {
  type: 'anchor-free', heads: [{ stride: 16, scores: 's', objectness: 'o', boxes: 'b' }], columns: 1, perCell: 1, activation: 'none', combine: 'root', boxes: 'centre-exp', offset: 0,
};
const centre: CentreDecoder = {
  type: 'centre-point', outputs: { heat: 'h', sizes: 's', offsets: null }, layout: 'NHWC', stride: 16, columns: 1, activation: 'none', boxes: 'ltrb', unit: 'pixels',
};
const yolo: YoloDecoder = { type: 'yolo', output: 'y', arrangement: 'rows', objectness: true, columns: 2, activation: 'none', unit: 'pixels' };

const floats = (length: number, low: number, high: number) => fc.array(fc.float({ min: Math.fround(low), max: Math.fround(high), noNaN: true }), { minLength: length, maxLength: length }).map((values) => Float32Array.from(values));

describe('anchor-based', () => {
  const size = { width: 128, height: 64 };
  const count = countRfbPriors(size);
  it('gives what the decoder of the shipped detector gives', () => {
    fc.assert(
      fc.property(floats(count * 2, 0, 1), floats(count * 4, -3, 3), (scores, boxes) => {
        const ours = decodeAnchors({ s: scores, b: boxes }, anchors, PAIR, size, 0.6);
        expect(ours).toEqual(decodeRfb(scores, boxes, size, 0.6).map((find) => ({ ...find, kind: 'face' })));
      }),
      { numRuns: 10 },
    );
  });
  it('applies a softmax over the columns', () => {
    const scores = new Float32Array(count * 2);
    scores[1] = Math.log(3);
    const finds = decodeAnchors({ s: scores, b: new Float32Array(count * 4) }, { ...anchors, activation: 'softmax' }, PAIR, size, 0.6);
    expect(finds.map(({ score }) => score)).toEqual([expect.closeTo(0.75, 5)]);
  });
});

describe('anchor-free', () => {
  const cells = 8;
  it('finds the box of one cell by centre and size', () => {
    const s = new Float32Array(cells);
    const o = new Float32Array(cells);
    const b = new Float32Array(cells * 4);
    s[6] = 0.81;
    o[6] = 1;
    b.set([0.5, 0.25, Math.log(2), 0], 24);
    // Cell 6 of 4 x 2: column 2, row 1.
    expect(decodeAnchorFree({ s, o, b }, free, FACE, INPUT, 0.5)).toEqual([{ kind: 'face', score: expect.closeTo(0.9, 5), box: { left: expect.closeTo(24, 4), top: 12, width: expect.closeTo(32, 4), height: 16 } }]);
  });
  it('reads distances from the middle of the cell, with several predictions a cell', () => {
    const s = new Float32Array(cells * 2);
    const b = new Float32Array(cells * 8);
    s[11] = 0.9;
    b.set([1, 0.5, 2, 1], 44);
    const decoder: AnchorFreeDecoder = { ...free, heads: [{ stride: 16, scores: 's', objectness: null, boxes: 'b' }], perCell: 2, combine: 'product', boxes: 'distances', offset: 0.5 };
    // Prediction 11 belongs to cell 5: column 1, row 1, whose middle is 24, 24.
    expect(decodeAnchorFree({ s, b }, decoder, FACE, INPUT, 0.5)).toEqual([{ kind: 'face', score: expect.closeTo(0.9, 5), box: { left: 8, top: 16, width: 48, height: 24 } }]);
  });
});

describe('centre-point', () => {
  it('keeps peaks only, and measures from their cell', () => {
    const h = new Float32Array(8);
    h[5] = 0.8;
    h[6] = 0.7;
    const s = new Float32Array(32);
    s.set([10, 4, 6, 8, 10, 4, 6, 8], 20);
    expect(decodeCentrePoints({ h, s }, centre, FACE, INPUT, 0.5)).toEqual([{ kind: 'face', score: expect.closeTo(0.8, 5), box: { left: 6, top: 12, width: 16, height: 12 } }]);
  });
  it('reads planes where the layout says so', () => {
    const h = new Float32Array(8);
    h[5] = 0.8;
    const s = new Float32Array(16);
    const o = new Float32Array(16);
    s[5] = 2;
    s[13] = 1;
    o[5] = 0.5;
    o[13] = 0.5;
    const decoder: CentreDecoder = { ...centre, layout: 'NCHW', boxes: 'wh', unit: 'cells', outputs: { heat: 'h', sizes: 's', offsets: 'o' } };
    expect(decodeCentrePoints({ h, s, o }, decoder, FACE, INPUT, 0.5)[0]?.box).toEqual({ left: 8, top: 16, width: 32, height: 16 });
  });
});

describe('yolo', () => {
  const rows = Float32Array.from([30, 20, 10, 8, 0.9, 0.1, 0.8, 0, 0, 0, 0, 0, 0, 0]);
  const box = { left: 25, top: 16, width: 10, height: 8 };
  it('multiplies class scores by the objectness', () => {
    expect(decodeYolo({ y: rows }, yolo, PAIR, INPUT, 0.5)).toEqual([{ kind: 'face', score: expect.closeTo(0.72, 5), box }]);
  });
  it('gives the same from columns as from rows', () => {
    const columns = Float32Array.from({ length: 14 }, (_, at) => rows[(at % 2) * 7 + Math.floor(at / 2)] ?? 0);
    expect(decodeYolo({ y: columns }, { ...yolo, arrangement: 'columns' }, PAIR, INPUT, 0.5)).toEqual(decodeYolo({ y: rows }, yolo, PAIR, INPUT, 0.5));
  });
  it('reads shares of the input', () => {
    const shares = rows.map((value, at) => (at % 7 === 0 || at % 7 === 2 ? value / 64 : at % 7 === 1 || at % 7 === 3 ? value / 32 : value));
    expect(decodeYolo({ y: shares }, { ...yolo, unit: 'share' }, PAIR, INPUT, 0.5)[0]?.box).toEqual({ left: expect.closeTo(25, 4), top: expect.closeTo(16, 4), width: expect.closeTo(10, 4), height: expect.closeTo(8, 4) });
  });
});

describe('every decoder', () => {
  it.each([
    ['anchor-based', () => decodeAnchors({ s: new Float32Array(3), b: new Float32Array(4) }, anchors, PAIR, INPUT, 0.5)],
    ['anchor-free', () => decodeAnchorFree({ s: new Float32Array(8), o: new Float32Array(8), b: new Float32Array(31) }, free, FACE, INPUT, 0.5)],
    ['centre-point', () => decodeCentrePoints({ h: new Float32Array(8) }, centre, FACE, INPUT, 0.5)],
    ['yolo', () => decodeYolo({ y: new Float32Array(15) }, yolo, PAIR, INPUT, 0.5)],
    ['yolo without an output', () => decodeYolo({}, yolo, PAIR, INPUT, 0.5)],
  ])('%s refuses outputs that do not fit, rather than finding nothing', (_, decode) => {
    expect(decode).toThrow(expect.objectContaining({ code: 'model/failed' }));
  });

  it('gives only finite boxes with an area and scores of 0 to 1, whatever the network says', () => {
    const wild = fc.constantFrom(NaN, Infinity, -Infinity, 0, 0.9, 1e30, -5);
    const values = (length: number) => fc.array(wild, { minLength: length, maxLength: length }).map((list) => Float32Array.from(list));
    fc.assert(
      fc.property(values(8), values(8), values(32), values(14), (a, b, c, d) => {
        const finds = [
          ...decodeAnchorFree({ s: a, o: b, b: c }, free, FACE, INPUT, 0.3),
          ...decodeCentrePoints({ h: a, s: c }, centre, FACE, INPUT, 0.3),
          ...decodeYolo({ y: d }, yolo, PAIR, INPUT, 0.3),
        ];
        for (const { score, box } of finds) {
          expect(score >= 0.3 && score <= 1).toBe(true);
          expect(Number.isFinite(box.left + box.top + box.width + box.height) && box.width > 0 && box.height > 0).toBe(true);
        }
      }),
    );
  });
});

describe('decodePack', () => {
  it('suppresses within a kind and keeps another kind at the same place', () => {
    const manifest = { ...parsePackManifest(yunetJson()), decoder: { ...yolo, objectness: false }, classes: [FACE[0], { column: 1, label: 'head', kind: 'head' as const }] };
    const y = Float32Array.from([30, 20, 10, 8, 0.9, 0.6, 31, 20, 10, 8, 0.8, 0]);
    expect(decodePack({ y }, manifest, INPUT).map(({ kind, score }) => [kind, Math.round(score * 10)])).toEqual([['face', 9], ['head', 6]]);
  });
});
