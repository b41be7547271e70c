import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { isZone, REGION_KINDS, type RegionId } from '../../core/review/decision.ts';
import { byFile, type GalleryFilter, type GalleryOrder } from '../../core/review/gallery.ts';
import { numberRegions, type RegionNumber } from '../../core/review/review-names.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { announce } from '../announcer.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { PeopleBar } from '../people/PeopleBar.tsx';
import { PeopleButton } from '../people/PeopleButton.tsx';
import { PersonHead } from '../people/PersonHead.tsx';
import { usePeopleList } from '../people/use-people-list.ts';
import { words } from '../words.ts';
import { Button } from '../controls/Button.tsx';
import { GalleryBar } from './GalleryBar.tsx';
import { GalleryGrid } from './GalleryGrid.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { useGalleryItems, type ShownItem } from './use-gallery-items.ts';
import { useGallerySelection } from './use-gallery-selection.ts';
import { useMissingCrops } from './use-missing-crops.ts';
import './gallery.css';

/** The regions of all files side by side, uncertain ones first, to be decided many at a time. */
export function Gallery({ onOpen }: { readonly onOpen: (job: JobId, region: RegionId) => void }): ReactElement {
  const { store } = useApp();
  const jobs = useWorkspace((state) => state.jobs);
  const policy = useWorkspace((state) => state.policy);
  const [filter, setFilter] = useState<GalleryFilter>({ state: null, kind: null });
  const [order, setOrder] = useState<GalleryOrder>('uncertain');
  const { items: ordered, undecided, sortAgain } = useGalleryItems(jobs, policy, filter, order);
  useMissingCrops(jobs);
  const byPerson = usePeopleList(ordered);
  const { items, sections } = byPerson;
  const keys = useMemo(() => items.map(({ key }) => key), [items]);
  const selection = useGallerySelection(keys);
  const places = useMemo(() => new Map(jobs.map(({ id }, index) => [id, index + 1])), [jobs]);
  const numbers = useMemo(() => new Map(jobs.map(({ id, session }) => [id, numberRegions(session?.decisions ?? [])])), [jobs]);
  const numberOf = useCallback(({ job, decision }: ShownItem): RegionNumber | undefined => numbers.get(job)?.get(decision.id), [numbers]);
  const kinds = useMemo(() => REGION_KINDS.filter((kind) => jobs.some(({ session }) => session?.decisions.some((decision) => decision.kind === kind && !isZone(decision)) === true)), [jobs]);
  const { active, selected, reason } = selection;
  const chosen = items.filter(({ key }) => (selected.size > 0 ? selected.has(key) : key === active));

  /** For keys and buttons alike. */
  const decide = (state: 'accepted' | 'rejected'): void => {
    if (chosen.length === 0) return;
    store.dispatch({ type: 'regions-decided', regions: byFile(chosen), state, ...(reason === null ? {} : { reason }) });
    const done = new Set(chosen.map(({ key }) => key));
    const last = items.findLastIndex(({ key }) => done.has(key));
    const open = ({ key, decision }: ShownItem): boolean => decision.state === 'pending' && !done.has(key);
    const next = items.slice(last + 1).find(open) ?? items.find(open);
    announce(`${words.gallery.decided(chosen.length, state)}${next === undefined ? ` ${words.gallery.allDecided}` : ''}`);
    if (next !== undefined) selection.go(next.key, false);
    else selection.select([]);
  };

  const takeOut = (): void => {
    const done = new Set(chosen.map(({ key }) => key));
    const next = items.slice(items.findLastIndex(({ key }) => done.has(key)) + 1).find((item) => byPerson.canTakeOut([item]));
    byPerson.takeOut(chosen);
    if (next !== undefined) selection.go(next.key, false);
    else selection.select([]);
  };

  return (
    <section className="gallery" aria-label={words.gallery.title}>
      <GalleryBar filter={filter} order={order} kinds={kinds} shown={items.length} undecided={undecided} onFilter={setFilter} onOrder={setOrder} onSortAgain={sortAgain}>
        <PeopleButton />
      </GalleryBar>
      {sections === null ? null : <PeopleBar list={byPerson} reasons={policy.review.reasons} selected={selected} />}
      {items.length === 0 ? (
        <p className="gallery-none soft">{jobs.some(({ session }) => session !== null) ? words.gallery.none : words.gallery.noneYet}</p>
      ) : (
        <GalleryGrid
          items={items} selection={selection} places={places} numberOf={numberOf} sections={sections} head={(section) => <PersonHead section={section} list={byPerson} />} onDecide={decide} onOpen={(item) => onOpen(item.job, item.decision.id)}
        />
      )}
      {chosen.length > 0 ? (
        <SelectionBar
          count={chosen.length} reasons={policy.review.reasons} reason={reason} onReason={selection.setReason} onDecide={decide} onNone={() => selection.select([])}
          onOpen={chosen.length === 1 && chosen[0] !== undefined ? () => chosen[0] !== undefined && onOpen(chosen[0].job, chosen[0].decision.id) : null}
        >
          {byPerson.canTakeOut(chosen) ? <Button onClick={takeOut}>{words.people.notThis}</Button> : null}
        </SelectionBar>
      ) : null}
    </section>
  );
}
