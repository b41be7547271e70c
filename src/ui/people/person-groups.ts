/** Keys of faces that belong to one person. */
export type FaceGroup = readonly string[];

/** What a person says about the groups, by keys of faces: that faces are of one person, or that some are not of the person of others. */
export type GroupCorrection =
  | { readonly type: 'same'; readonly faces: readonly string[] }
  | { readonly type: 'apart'; readonly faces: readonly string[]; readonly from: readonly string[] };

/** A person of the batch, without a name: a group of at least two faces. */
export interface Person {
  /** From 1; stays while the group stays, and is never given again. */
  readonly number: number;
  readonly faces: FaceGroup;
}

/** Faces of the batch by person. */
export interface PeopleOfBatch {
  /** The one with most faces first, then by number. */
  readonly people: readonly Person[];
  /** Faces that no other resembles enough. */
  readonly once: FaceGroup;
}

/**
 * Groups with what a person said about them, in the order in which it was said.
 * @param groups - every face in at most one
 */
export function correctGroups(groups: readonly FaceGroup[], corrections: readonly GroupCorrection[]): readonly FaceGroup[] {
  return corrections.reduce((now, correction) => (correction.type === 'same' ? unite(now, new Set(correction.faces)) : separate(now, correction)), groups);
}

function unite(groups: readonly FaceGroup[], faces: ReadonlySet<string>): readonly FaceGroup[] {
  const concerned = groups.filter((group) => group.some((face) => faces.has(face)));
  if (concerned.length < 2) return groups;
  return [concerned.flat(), ...groups.filter((group) => !concerned.includes(group))];
}

/** Each face that is taken out stands alone: whether two of them are one person was not said. */
function separate(groups: readonly FaceGroup[], { faces, from }: Extract<GroupCorrection, { type: 'apart' }>): readonly FaceGroup[] {
  const out = new Set(faces);
  const others = new Set(from.filter((face) => !out.has(face)));
  return groups.flatMap((group) => {
    if (!group.some((face) => others.has(face))) return [group];
    return [group.filter((face) => !out.has(face)), ...group.filter((face) => out.has(face)).map((face) => [face])];
  });
}

/**
 * Gives groups their numbers: a group takes that of the former person with most of its faces, and a new one where there is none.
 * @param groups - every face in at most one
 * @param former - people as they were numbered before
 * @param next - first number that was never given
 * @param order - place of each face in the batch
 */
export function numberGroups(groups: readonly FaceGroup[], former: readonly Person[], next: number, order: ReadonlyMap<string, number>): PeopleOfBatch & { readonly next: number } {
  const placeOf = (face: string): number => order.get(face) ?? order.size;
  const sorted = groups.map((group) => [...group].sort((a, b) => placeOf(a) - placeOf(b))).filter((group) => group.length > 0);
  const several = sorted.filter((group) => group.length > 1).sort((a, b) => b.length - a.length || placeOf(a[0] ?? '') - placeOf(b[0] ?? ''));
  const numberOf = new Map(former.flatMap(({ number, faces }) => faces.map((face) => [face, number] as const)));
  const given = new Set<number>();
  let free = next;
  const people = several.map((faces): Person => {
    const number = mostFrequent(faces.flatMap((face) => numberOf.get(face) ?? []).filter((known) => !given.has(known))) ?? free++;
    given.add(number);
    return { number, faces };
  });
  return {
    people: people.sort((a, b) => b.faces.length - a.faces.length || a.number - b.number),
    once: sorted.flatMap((group) => (group.length === 1 ? group : [])).sort((a, b) => placeOf(a) - placeOf(b)),
    next: free,
  };
}

function mostFrequent(numbers: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  let best: number | null = null;
  for (const [number, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = number;
  return best;
}
