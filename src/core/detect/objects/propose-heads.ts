import { area, intersectionArea, type Box, type Size } from '../../geometry/box.ts';

/** A person as far as a head needs it. */
export interface PersonBox {
  /** Calibrated, 0..1. */
  readonly score: number;
  readonly box: Box<'source'>;
}

/** A head that a person box makes plausible. */
export interface HeadProposal {
  /** Calibrated, 0..1. */
  readonly score: number;
  readonly box: Box<'source'>;
}

/**
 * Where a head lies in a person box, in widths of that box: it is the width that stays the same whether a person is seen
 * whole or from the waist up. Measured where 375 labelled faces lie in their person boxes: the face's centre at .49
 * (middle half .38 to .58), its top at .17, its height .37 (.29 to .44), for boxes from 2.5 times as high as wide to square.
 * The box covers hair above such a face and half the spread beside it.
 */
const HEAD = { width: 0.48, height: 0.52, top: 0.04 } as const;

/** Wider boxes are arms, groups, or people lying down: their head is not where a standing person's is. */
const WIDEST = 1.1;
/** How near to the picture's edge, in pixels, a box counts as cut by it. */
const EDGE_REACH = 1.5;
/**
 * A box that lies in a larger person by `share` and starts lower by `drop` of its height is a hand or a lap. The larger one
 * must be at least `area` times as large and score at least `score` times as much.
 */
const PART = { share: 0.75, drop: 0.12, area: 1.3, score: 0.5 } as const;
/**
 * Share of proposals that show a head, by looking at 164 of them in 62 crowd pictures: nearly the same whatever the person's
 * score. Outside crowds a person of low score is seldom one, so that the score keeps its say.
 */
const HEAD_SHARE = 0.78;

/**
 * Proposes a head for every person whose box can tell where it is.
 * @param persons - every person of the picture, also those of low score
 * @param picture - its size in pixels
 * @returns proposals in the order of the persons, whether a face was found there or not
 */
export function proposeHeads(persons: readonly PersonBox[], picture: Size): HeadProposal[] {
  return persons
    .filter((person) => showsHead(person.box, picture) && !persons.some((other) => isPart(person, other)))
    .map(({ score, box }) => ({ score: score * HEAD_SHARE, box: headOf(box) }));
}

function headOf(person: Box<'source'>): Box<'source'> {
  const width = person.width * HEAD.width;
  return {
    left: person.left + (person.width - width) / 2,
    top: person.top + person.width * HEAD.top,
    width,
    height: person.width * HEAD.height,
  };
}

function showsHead({ left, top, width, height }: Box<'source'>, picture: Size): boolean {
  const cut = top < EDGE_REACH || left < EDGE_REACH || left + width > picture.width - EDGE_REACH;
  return !cut && width < height * WIDEST;
}

function isPart(person: PersonBox, whole: PersonBox): boolean {
  return (
    whole !== person &&
    whole.score >= person.score * PART.score &&
    area(whole.box) > area(person.box) * PART.area &&
    intersectionArea(whole.box, person.box) > area(person.box) * PART.share &&
    person.box.top - whole.box.top > whole.box.height * PART.drop
  );
}

/** The person box that a proposal was made from, without its lower end, which the head does not tell. */
function shouldersOf(head: Box<'source'>): { readonly left: number; readonly top: number; readonly width: number } {
  const width = head.width / HEAD.width;
  return { width, left: head.left + (head.width - width) / 2, top: head.top - width * HEAD.top };
}

/** A face belongs to a person when its centre lies in this part of the box, in widths of it. */
const ZONE = { left: 0.05, right: 0.95, above: 0.05, below: 0.9 } as const;
/** Where a face's centre is to be expected, in widths of the person box. */
const FACE = { x: 0.5, y: 0.4 } as const;
/** A face that overlaps a head by this share of the smaller one is that head's. */
const SAME_SHARE = 0.3;

/**
 * Drops the heads whose face was found. A face speaks for one person only, the one whose head should be nearest to it, so
 * that a head behind a neighbour's face stays.
 * @param heads - from {@link proposeHeads}
 * @param faces - found faces, in the same pixels
 * @returns the heads that no face speaks for, in their order
 */
export function dropHeadsWithFaces<T extends { readonly box: Box<'source'> }>(heads: readonly T[], faces: readonly { readonly box: Box<'source'> }[]): T[] {
  const pairs = heads.flatMap((head) => faces.flatMap((face) => pairOf(head, face.box))).sort((a, b) => a.distance - b.distance);
  const spoken = new Set<T>();
  const used = new Set<Box<'source'>>();
  for (const { head, face } of pairs) {
    if (spoken.has(head) || used.has(face)) continue;
    spoken.add(head);
    used.add(face);
  }
  return heads.filter((head) => !spoken.has(head) && !faces.some((face) => overlapShare(head.box, face.box) > SAME_SHARE));
}

function pairOf<T extends { readonly box: Box<'source'> }>(head: T, face: Box<'source'>): { head: T; face: Box<'source'>; distance: number }[] {
  const { left, top, width } = shouldersOf(head.box);
  const x = (face.left + face.width / 2 - left) / width;
  const y = (face.top + face.height / 2 - top) / width;
  const inZone = x > ZONE.left && x < ZONE.right && y > -ZONE.above && y < ZONE.below;
  return inZone ? [{ head, face, distance: Math.hypot(x - FACE.x, y - FACE.y) }] : [];
}

function overlapShare(a: Box<'source'>, b: Box<'source'>): number {
  const smaller = Math.min(area(a), area(b));
  return smaller > 0 ? intersectionArea(a, b) / smaller : 0;
}
