import { useMemo, type ReactElement } from 'react';
import { DECISION_STATES } from '../../core/review/decision.ts';
import { groupForReview, numberRegions } from '../../core/review/review-names.ts';
import { useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import type { Job } from '../workspace.ts';
import { RegionForm } from './RegionForm.tsx';
import { RegionRow } from './RegionRow.tsx';
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

const TITLES = { pending: words.inspector.toDecide, accepted: words.inspector.masked, rejected: words.inspector.keptClear } as const;

/** The regions of a file, doubtful ones first, and what was looked for. */
export function RegionList({ job, picture, frames, actions, onShow }: RegionListProps): ReactElement {
  const policy = useWorkspace((state) => state.policy);
  const { session, search } = job;
  const decisions = session?.decisions;
  const numbers = useMemo(() => numberRegions(decisions ?? []), [decisions]);
  const groups = useMemo(() => groupForReview(decisions ?? []), [decisions]);
  if (session === null || search === null) return <p className="soft">{job.stage === 'failed' ? words.inspector.never : words.inspector.notYet}</p>;
  const only = session.selected.length === 1 ? session.selected[0] : undefined;
  return (
    <div className="region-list">
      <p className={session.decisions.length === 0 ? 'search-report search-report-empty' : 'search-report'} data-testid="search-report">
        {session.decisions.some((decision) => decision.origin !== 'person') ? words.inspector.looked(search) : words.inspector.nothing(search)}
      </p>
      {job.inspection?.format === 'jpeg' && groups.accepted.length > 0 ? <p className="field-hint">{words.inspector.stepped}</p> : null}
      {session.selected.length > 1 ? (
        <div className="region-many">
          <span>{words.region.selected(session.selected.length)}</span>
          <Button size="small" shortcut="accept" onClick={() => actions.decide('accepted')}>{words.region.accept}</Button>
          <Button size="small" shortcut="reject" onClick={() => actions.decide('rejected')}>{words.region.reject}</Button>
        </div>
      ) : null}
      {DECISION_STATES.filter((state) => groups[state].length > 0).map((state) => (
        <section key={state} className="region-group" data-state={state}>
          <div className="region-group-head">
            <h3>{TITLES[state]}</h3>
            <span className="soft">{groups[state].length}</span>
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
              const here = frames.here.find((candidate) => candidate.id === decision.id) ?? null;
              return number === undefined ? null : (
                <li key={decision.id}>
                  <RegionRow decision={here ?? decision} number={number} picture={here === null ? null : picture} sequence={frames.sequence.kind} selected={session.selected.includes(decision.id)} actions={actions} onShow={onShow} />
                  {decision.id === only && picture !== null ? <RegionForm decision={here ?? decision} frames={frames} isHere={here !== null} size={picture.size} policy={policy} actions={actions} /> : null}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
