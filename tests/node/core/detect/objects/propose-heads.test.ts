import { describe, expect, it } from 'vitest';
import { dropHeadsWithFaces, proposeHeads } from '../../../../../src/core/detect/objects/propose-heads.ts';
import { sourceBox } from '../../../../../src/core/geometry/box.ts';

const PICTURE = { width: 1000, height: 800 };
const person = (left: number, top: number, width: number, height: number, score = 0.9) => ({ score, box: sourceBox(left, top, width, height) });
const face = (left: number, top: number, width: number, height: number) => ({ box: sourceBox(left, top, width, height) });
const headsOf = (...persons: ReturnType<typeof person>[]) => proposeHeads(persons, PICTURE);

describe('proposeHeads', () => {
  it('puts a head in the middle of the top, as wide as half the shoulders', () => {
    const [head] = headsOf(person(100, 50, 200, 500));
    expect(head!.box.left + head!.box.width / 2).toBeCloseTo(200, 6);
    expect(head!.box.top).toBeCloseTo(58, 6);
    expect(head!.box.width).toBeCloseTo(96, 6);
    expect(head!.box.height).toBeCloseTo(104, 6);
    expect(head!.score).toBeLessThan(0.9);
  });

  it('makes the same head of a person who is seen from the waist up', () => {
    expect(headsOf(person(100, 50, 200, 220))[0]!.box).toEqual(headsOf(person(100, 50, 200, 500))[0]!.box);
  });

  it('proposes none where the picture cuts the person or the box is wider than a standing person', () => {
    expect(headsOf(person(100, 0, 200, 500))).toEqual([]);
    expect(headsOf(person(0, 50, 200, 500))).toEqual([]);
    expect(headsOf(person(800, 50, 200, 500))).toEqual([]);
    expect(headsOf(person(100, 50, 300, 250))).toEqual([]);
    expect(headsOf(person(100, 300, 200, 500))).toHaveLength(1);
  });

  it('proposes none for a part of another person', () => {
    expect(headsOf(person(100, 50, 300, 600), person(150, 400, 120, 200))).toHaveLength(1);
    expect(headsOf(person(100, 50, 300, 600, 0.2), person(150, 400, 120, 200, 0.9))).toHaveLength(2);
    expect(headsOf(person(100, 50, 300, 600), person(150, 70, 120, 200))).toHaveLength(2);
  });
});

describe('dropHeadsWithFaces', () => {
  const [head] = headsOf(person(100, 50, 200, 500));

  it('drops a head whose face was found, also beside the middle', () => {
    expect(dropHeadsWithFaces([head!], [face(165, 85, 65, 75)])).toEqual([]);
    expect(dropHeadsWithFaces([head!], [face(235, 120, 50, 60)])).toEqual([]);
  });

  it('keeps a head when the only face lies at the belt or beside the person', () => {
    expect(dropHeadsWithFaces([head!], [face(165, 300, 65, 75)])).toEqual([head]);
    expect(dropHeadsWithFaces([head!], [face(330, 85, 65, 75)])).toEqual([head]);
    expect(dropHeadsWithFaces([head!], [])).toEqual([head]);
  });

  it('lets one face speak for one person: the head behind it stays', () => {
    const heads = headsOf(person(100, 100, 200, 500), person(150, 90, 200, 500));
    const left = dropHeadsWithFaces(heads, [face(150, 150, 70, 80)]);
    expect(left).toEqual([heads[1]]);
    expect(dropHeadsWithFaces([...heads].reverse(), [face(150, 150, 70, 80)])).toEqual([heads[1]]);
    expect(dropHeadsWithFaces(heads, [face(150, 150, 70, 80), face(230, 140, 70, 80)])).toEqual([]);
  });

  it('drops a head that a larger face covers', () => {
    expect(dropHeadsWithFaces([head!], [face(0, 0, 600, 700)])).toEqual([]);
  });
});
