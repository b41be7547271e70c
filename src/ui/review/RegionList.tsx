import { useMemo, useState, type ReactElement } from 'react';
import { DECISION_STATES, isZone } from '../../core/review/decision.ts';
import { groupForReview, numberRegions } from '../../core/review/review-names.ts';
import { useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { policyFor } from '../workspace/workspace-state.ts';
import { listedRegions } from './listed-regions.ts';
import { RegionForm } from './RegionForm.tsx';
import { RegionRow } from './RegionRow.tsx';
import { ZoneList } from './ZoneList.tsx';
import type { Frames } from './use-frames.ts';
import type { Picture } from './use-picture.ts';
import type { ReviewActions } from './use-review-actions.ts';

interface RegionListProps {
  readonly job: Job;
  readonly picture: Picture | null;
  readonly frames: Frames;
  readonly actions: ReviewActions;
  readonly onShow: (id: string) => void;
}

/** The regions of a file, doubtful ones first, and what was looked for. */
export function RegionList({ job, picture, frames, actions, onShow }: RegionListProps): ReactElement {
  const policy = useWorkspace((state) => policyFor(state, job.id));
  const { session, search } = job;
  const titles = { pending: words.inspector.toDecide, accepted: words.inspector.masked, rejected: words.inspector.keptClear };
  const decisions = session?.decisions;
  const numbers = useMemo(() => numberRegions(decisions ?? []), [decisions]);
  const everything = useMemo(() => groupForReview(decisions ?? []), [decisions]);
  const here = useMemo(() => new Map(frames.here.map((decision) => [decision.id, decision])), [frames.here]);
  const selected = useMemo(() => new Set(session?.selected), [session?.selected]);
  const [allOf, setAllOf] = useState<string | null>(null);
  const short = useMemo(() => listedRegions(everything, (id) => here.has(id) || selected.has(id), frames.count), [everything, here, selected, frames.count]);
  if (session === null || search === null) return <p className="soft">{job.stage === 'failed' ? words.inspector.never : words.inspector.notYet}</p>;
  const { kind } = frames.sequence;
  const text = kind === 'still' ? null : words.frames[kind];
  const zones = session.decisions.filter(isZone);
  const showsAll = allOf === job.id;
  const groups = showsAll ? everything : short.groups;
  const selectedHere = session.selected.filter((id) => here.has(id)).length;
  const only = session.selected.length === 1 ? session.selected[0] : undefined;
  return (
    <div className="region-list">
      <p className={session.decisions.length === 0 ? 'search-report search-report-empty' : 'search-report'} data-testid="search-report">
        {session.decisions.some((decision) => decision.origin !== 'person') ? words.inspector.looked(search) : words.inspector.nothing(search)}
      </p>
      {job.inspection?.format === 'jpeg' && everything.accepted.length > 0 ? <p className="field-hint">{words.inspector.stepped}</p> : null}
      {session.selected.length > 1 ? (
        <div className="region-many">
          <span>
            {words.region.selected(session.selected.length)}
            {text === null || selectedHere === session.selected.length ? null : `, ${text.selectedHere(selectedHere)}`}
          </span>
          <Button size="small" shortcut="accept" onClick={() => actions.decide('accepted')}>{words.region.accept}</Button>
          <Button size="small" shortcut="reject" onClick={() => actions.decide('rejected')}>{words.region.reject}</Button>
        </div>
      ) : null}
      {text === null || short.left === 0 ? null : (
        <p className="region-more">
          <span className="soft">{showsAll ? words.frames.listedAll : text.more(short.left)}</span>
          <Button size="small" onClick={() => setAllOf(showsAll ? null : job.id)}>{showsAll ? text.onlyHere : words.frames.listAll}</Button>
        </p>
      )}
      {DECISION_STATES.filter((state) => everything[state].length > 0).map((state) => (
        <section key={state} className="region-group" data-state={state}>
          <div className="region-group-head">
            <h3>{titles[state]}</h3>
            <span className="soft">{everything[state].length}</span>
            {state === 'pending' && groups.pending.length > 1 ? (
              <span className="region-group-actions">
                <Button size="small" onClick={() => actions.decideAllPending('accepted')}>{words.inspector.maskAll}</Button>
                <Button size="small" onClick={() => actions.decideAllPending('rejected')}>{words.inspector.clearAll}</Button>
              </span>
            ) : null}
          </div>
          <ul>
            {groups[state].map((decision) => {
              const number = numbers.get(decision.id);
              const shown = here.get(decision.id) ?? null;
              return number === undefined ? null : (
                <li key={decision.id} data-part={`region-${decision.id}`}>
                  <RegionRow job={job.id} decision={shown ?? decision} number={number} picture={shown === null ? null : picture} sequence={kind} selected={selected.has(decision.id)} actions={actions} onShow={onShow} />
                  {decision.id === only && picture !== null ? <RegionForm decision={shown ?? decision} name={words.region.short(number)} frames={frames} isHere={shown !== null} size={picture.size} policy={policy} actions={actions} /> : null}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      <ZoneList job={job} decisions={zones} frames={frames} size={picture?.size ?? null} policy={policy} actions={actions} onShow={onShow} />
    </div>
  );
}
