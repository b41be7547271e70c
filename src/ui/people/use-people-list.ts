import { useCallback, useMemo, useState } from 'react';
import { announce } from '../announcer.ts';
import { useWorkspace } from '../app-context.ts';
import type { ShownItem } from '../gallery/use-gallery-items.ts';
import { words } from '../words.ts';
import { usePeople } from './people-of-app.ts';
import { filesOf, peopleSections, type PeopleSection } from './people-sections.ts';
import type { PersonWish } from './person-plan.ts';
import { clearRules } from './person-rules.ts';

/** A part of the list, with its heading in words. */
export interface TitledSection extends PeopleSection {
  readonly title: string;
}

/** The list of regions by person, and what can be done with it. */
export interface PeopleList {
  /** By person while grouping is on, else as they were. */
  readonly items: readonly ShownItem[];
  /** `null` while grouping is off. */
  readonly sections: readonly TitledSection[] | null;
  /** Numbers of the people that are marked to be joined. */
  readonly marked: ReadonlySet<number>;
  /** Numbers of the people who are also kept clear in files that come later. */
  readonly held: ReadonlySet<number>;
  /** Id of the reason for what is kept clear; empty for none. */
  readonly reason: string;
  /** What was done last, in a sentence. */
  readonly said: string;
  readonly setReason: (reason: string) => void;
  readonly mark: (number: number) => void;
  readonly decide: (number: number, wish: PersonWish) => void;
  /** Joins the marked people and some faces, or says that it takes at least two. */
  readonly join: (faces: ReadonlySet<string>) => void;
  readonly canTakeOut: (items: readonly ShownItem[]) => boolean;
  readonly takeOut: (items: readonly ShownItem[]) => void;
  readonly takeBack: () => void;
}

const NOBODY: ReadonlySet<number> = new Set();

/** Puts the regions under the people that they show, while grouping is on. */
export function usePeopleList(ordered: readonly ShownItem[]): PeopleList {
  const { grouping, people } = usePeople();
  const jobs = useWorkspace((state) => state.jobs);
  const [marked, setMarked] = useState<ReadonlySet<number>>(NOBODY);
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState('');
  const { on, people: persons, once, unclear, asked, rules } = people;
  const list = useMemo(() => {
    if (!on) return { items: ordered, sections: null };
    const { items, sections } = peopleSections(ordered, { people: persons, once, unclear, asked });
    return { items, sections: sections.map((section) => ({ ...section, title: titleOf(section) })) };
  }, [on, ordered, persons, once, unclear, asked]);
  const held = useMemo(() => {
    const faces = new Set(clearRules(rules, jobs).flatMap((rule) => [...rule.faces]));
    return new Set(persons.flatMap((person) => (person.faces.some((face) => faces.has(face)) ? [person.number] : [])));
  }, [rules, jobs, persons]);
  const say = useCallback((text: string): void => {
    setSaid(text);
    announce(text);
  }, []);
  const comparable = useMemo(() => new Set([...persons.flatMap(({ faces }) => faces), ...once]), [persons, once]);
  const facesOfMarked = persons.flatMap(({ number, faces }) => (marked.has(number) ? faces : []));
  /** Of what is selected, the faces that are not of marked people anyway. */
  const further = (faces: ReadonlySet<string>): readonly string[] => [...faces].filter((face) => comparable.has(face) && !facesOfMarked.includes(face));
  const markedCount = persons.filter(({ number }) => marked.has(number)).length;
  return {
    ...list, marked, held, reason, said, setReason,
    mark: (number) => setMarked((now) => {
      const next = new Set(now);
      if (!next.delete(number)) next.add(number);
      return next;
    }),
    decide: (number, wish) => {
      void grouping.decide(number, wish, wish === 'clear' && reason !== '' ? reason : null).then((outcome) => {
        if (outcome === null) return;
        const { files, asked: waiting, left } = outcome;
        const text = words.people;
        say(wish === 'clear' ? text.cleared(number, files, waiting, left) : wish === 'mask' ? text.masked(number, files, left) : text.othersMasked(number, files, waiting, left));
      });
    },
    join: (faces) => {
      const more = further(faces);
      if (markedCount + more.length < 2) {
        say(words.people.sameHint);
        return;
      }
      if (more.length === 0) grouping.same(facesOfMarked);
      else grouping.move(more, facesOfMarked);
      setMarked(NOBODY);
      say(words.people.joined);
    },
    canTakeOut: (items) => on && items.length > 0 && items.every(({ key }) => persons.some(({ faces }) => faces.includes(key))),
    takeOut: (items) => {
      grouping.notThisPerson(items.map(({ key }) => key));
      say(words.people.takenOut(items.length));
    },
    takeBack: () => {
      grouping.takeBackCorrection();
      say(words.people.takenBack);
    },
  };
}

function titleOf({ type, person, count }: PeopleSection): string {
  const text = words.people;
  return type === 'person' ? (person === null ? '' : text.section(person.number, person.faces.length, filesOf(person.faces))) : text[type](count);
}
