import type { Decision } from '../../core/review/decision.ts';
import type { PeopleState } from './people-state.ts';
import type { Person } from './person-groups.ts';

/** Parts of the list, from top to bottom. */
export const SECTION_TYPES = ['asked', 'person', 'once', 'unclear', 'waiting', 'others'] as const;

/** A part of the list of regions with a heading of its own. */
export interface PeopleSection {
  readonly id: string;
  /**
   * `asked`: may be someone who was chosen, a person decides; `once`: resembles no other; `unclear`: can't be told apart; `waiting`: not
   * compared yet; `others`: no faces.
   */
  readonly type: (typeof SECTION_TYPES)[number];
  /** For a section of a person. */
  readonly person: Person | null;
  /** First of its items in the list. */
  readonly from: number;
  readonly count: number;
}

/** An item of the list. */
export interface SectionItem {
  readonly key: string;
  readonly job: string;
  readonly decision: Decision;
}

/**
 * The list of regions by person. Among faces that wait, those that can't be told apart come last.
 * @param items - in the order shown; they keep it within a section
 */
export function peopleSections<T extends SectionItem>(items: readonly T[], { people, once, unclear, asked }: Pick<PeopleState, 'people' | 'once' | 'unclear' | 'asked'>): { readonly items: readonly T[]; readonly sections: readonly PeopleSection[] } {
  const placeOf = new Map<string, string>();
  for (const key of once) placeOf.set(key, 'once');
  for (const key of unclear) placeOf.set(key, 'unclear');
  for (const { number, faces } of people) for (const key of faces) placeOf.set(key, `person-${String(number)}`);
  const wanted = new Set(asked);
  const lists = new Map<string, T[]>();
  for (const item of items) {
    const { decision, key } = item;
    // One that was decided stays where it is; one whose step was undone goes back.
    const isAsked = wanted.has(key) && (decision.state === 'pending' || decision.decidedBy === 'person');
    const place = isAsked ? 'asked' : (placeOf.get(key) ?? (decision.kind === 'face' ? 'waiting' : 'others'));
    const list = lists.get(place);
    if (list === undefined) lists.set(place, [item]);
    else list.push(item);
  }
  const dim = new Set(unclear);
  lists.set('asked', [false, true].flatMap((isUnclear) => lists.get('asked')?.filter(({ key }) => dim.has(key) === isUnclear) ?? []));
  const all: T[] = [];
  const sections: PeopleSection[] = [];
  const listed = new Set(items.map(({ key }) => key));
  const add = (id: string, type: PeopleSection['type'], person: Person | null): void => {
    const list = lists.get(id) ?? [];
    // A person whose faces all wait at the top still needs a place where all can be decided at once.
    if (list.length === 0 && person?.faces.some((key) => listed.has(key)) !== true) return;
    sections.push({ id, type, person, from: all.length, count: list.length });
    all.push(...list);
  };
  for (const type of SECTION_TYPES) {
    if (type === 'person') for (const person of people) add(`person-${String(person.number)}`, type, person);
    else add(type, type, null);
  }
  return { items: all, sections };
}

/** How many files faces are in. */
export function filesOf(faces: readonly string[]): number {
  return new Set(faces.map((key) => key.slice(0, key.lastIndexOf('/')))).size;
}
