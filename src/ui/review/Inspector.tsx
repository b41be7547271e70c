import { ChevronDown, ChevronUp } from 'lucide-react';
import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import { IconButton } from '../controls/Button.tsx';
import { ErrorBoundary } from '../controls/ErrorBoundary.tsx';
import { PolicyPanel } from '../mask/PolicyPanel.tsx';
import { words } from '../words.ts';
import { undecidedCount, type Job } from '../workspace/job.ts';
import { MetadataPanel } from './MetadataPanel.tsx';
import { RegionList } from './RegionList.tsx';
import type { Frames } from './use-frames.ts';
import type { Picture } from './use-picture.ts';
import type { ReviewActions } from './use-review-actions.ts';

/** Tabs of the inspector. */
export const INSPECTOR_TABS = ['regions', 'masks', 'metadata'] as const;
/** Tab of the inspector. */
export type InspectorTab = (typeof INSPECTOR_TABS)[number];

interface InspectorProps {
  readonly job: Job;
  readonly picture: Picture | null;
  readonly frames: Frames;
  readonly actions: ReviewActions;
  readonly onShow: (id: string) => void;
  readonly tab: InspectorTab;
  readonly onTab: (tab: InspectorTab) => void;
  /** Height of the sheet on narrow screens: 0 low, 1 half, 2 high. */
  readonly sheet: 0 | 1 | 2;
  readonly onSheet: (sheet: 0 | 1 | 2) => void;
}

/** Regions, masks and metadata of the shown file. */
export function Inspector({ job, picture, frames, actions, onShow, tab, onTab, sheet, onSheet }: InspectorProps): ReactElement {
  const tabs = useRef(new Map<InspectorTab, HTMLButtonElement>());
  const counts: Readonly<Record<InspectorTab, number>> = {
    regions: job.session?.decisions.length ?? 0, masks: 0, metadata: job.inspection?.metadata.length ?? 0,
  };
  const move = (event: KeyboardEvent): void => {
    const onwards = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const step = event.key === 'ArrowRight' ? onwards : event.key === 'ArrowLeft' ? -onwards : 0;
    if (step === 0) return;
    const next = INSPECTOR_TABS[(INSPECTOR_TABS.indexOf(tab) + step + INSPECTOR_TABS.length) % INSPECTOR_TABS.length];
    if (next === undefined) return;
    event.preventDefault();
    onTab(next);
    tabs.current.get(next)?.focus();
  };
  return (
    <aside className="inspector" aria-label={words.inspector.title} data-panel="inspector" data-sheet={sheet}>
      <h2 className="visually-hidden">{words.inspector.title}</h2>
      <div className="tabs-row">
        <div className="tabs" role="tablist" onKeyDown={move}>
          {INSPECTOR_TABS.map((name) => (
            <button
              key={name}
              ref={(element) => {
                if (element === null) tabs.current.delete(name);
                else tabs.current.set(name, element);
              }}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={tab === name}
              aria-controls="inspector-panel"
              tabIndex={tab === name ? 0 : -1}
              onClick={() => {
                onTab(name);
                if (sheet === 0) onSheet(1);
              }}
            >
              {words.inspector[name]}
              {counts[name] > 0 ? <span className="tab-count">{counts[name]}</span> : null}
              {name === 'regions' && undecidedCount(job) > 0 ? <span className="tab-mark" aria-hidden="true" /> : null}
            </button>
          ))}
        </div>
        <span className="narrow-only">
          <IconButton icon={ChevronUp} label={words.inspector.sheetUp} disabled={sheet === 2} onClick={() => onSheet(sheet === 0 ? 1 : 2)} />
          <IconButton icon={ChevronDown} label={words.inspector.sheetDown} disabled={sheet === 0} onClick={() => onSheet(sheet === 2 ? 1 : 0)} />
        </span>
      </div>
      <div key={tab} className="inspector-panel" id="inspector-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        <ErrorBoundary>
          {tab === 'regions' ? <RegionList job={job} picture={picture} frames={frames} actions={actions} onShow={onShow} /> : null}
          {tab === 'masks' ? <PolicyPanel /> : null}
          {tab === 'metadata' ? <MetadataPanel job={job} /> : null}
        </ErrorBoundary>
      </div>
    </aside>
  );
}
