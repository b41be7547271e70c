import { useStore } from 'zustand';
import { announce } from '../announcer.ts';
import { useApp, type App } from '../app-context.ts';
import { words } from '../words.ts';
import type { WorkspaceStore } from '../workspace-store.ts';
import { groupAside } from './group-aside.ts';
import { PeopleGrouping } from './people-grouping.ts';
import type { PeopleState } from './people-state.ts';

/** One for each workspace: it goes on while another view is shown. */
const groupings = new WeakMap<WorkspaceStore, PeopleGrouping>();

function groupingOf({ engine, store }: App): PeopleGrouping {
  const known = groupings.get(store);
  if (known !== undefined) return known;
  const made = new PeopleGrouping(engine, store, {
    now: () => performance.now(),
    yieldToPage: () => new Promise((resolve) => setTimeout(resolve)),
    group: groupAside,
    announce: (event) => announce(event.type === 'grouped' ? words.people.grouped(event.people, event.faces) : words.people.askedLater(event.asked)),
  });
  groupings.set(store, made);
  return made;
}

/** The grouping of the open files, and what is shown of it. */
export function usePeople(): { readonly grouping: PeopleGrouping; readonly people: PeopleState } {
  const grouping = groupingOf(useApp());
  return { grouping, people: useStore(grouping.api) };
}
