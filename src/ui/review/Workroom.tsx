import { lazy, Suspense, useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import type { Decision, RegionId } from '../../core/review/decision.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { QueuePanel } from '../detect/QueuePanel.tsx';
import { NO_EXTRAS } from '../export/export-extras.ts';
import { ExportBar } from '../export/ExportBar.tsx';
import { goToStage, stepPanel } from '../keyboard/panels.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { words } from '../words.ts';
import { currentJob, policyFor } from '../workspace/workspace-state.ts';
import { Inspector, type InspectorTab } from './Inspector.tsx';
import { PictureArea } from './PictureArea.tsx';
import { regionThere } from './region-there.ts';
import { StepNotice } from './StepNotice.tsx';
import { useFrames, useFrameSteps } from './use-frames.ts';
import { usePicture } from './use-picture.ts';
import { useReviewActions } from './use-review-actions.ts';
import { useViewport } from './use-viewport.ts';
import './review.css';
import './stage.css';

const Gallery = lazy(async () => ({ default: (await import('../gallery/Gallery.tsx')).Gallery }));
const ExportSheet = lazy(async () => ({ default: (await import('../export/ExportSheet.tsx')).ExportSheet }));

/** Queue, picture and inspector: where files are reviewed. */
export function Workroom(): ReactElement | null {
  const { store } = useApp();
  const job = useWorkspace(currentJob);
  const policy = useWorkspace((state) => (state.currentId === null ? state.policy : policyFor(state, state.currentId)));
  const steps = useFrameSteps(job);
  const { picture, error } = usePicture(job !== null && job.stage !== 'failed' ? job : null, steps.wanted);
  const frames = useFrames(job, steps, picture?.frame ?? null);
  const viewport = useViewport(picture?.size ?? null, job?.id ?? null);
  const [panels, setPanels] = useState({ queue: true, inspector: true });
  const [tab, setTab] = useState<InspectorTab>('regions');
  const [sheet, setSheet] = useState<0 | 1 | 2>(0);
  const [exporting, setExporting] = useState(false);
  const [extras, setExtras] = useState(NO_EXTRAS);
  const [view, setView] = useState<'picture' | 'gallery'>('picture');
  const toggleView = (): void => setView((now) => (now === 'picture' ? 'gallery' : 'picture'));
  /** Who asks for a view by a key wants to work in it: the focus follows from the stage of one to that of the other. */
  const leaveView = (leave: () => void): void => {
    goToStage();
    leave();
  };

  const [wanted, setWanted] = useState<WantedRegion | null>(null);
  const { goTo } = frames;
  const reveal = useCallback(
    (id: RegionId, takesFocus = true) => {
      // The store knows the file that a step has just gone to; what was rendered last is the one before.
      const shown = currentJob(store.getState());
      const decision = shown?.session?.decisions.find((candidate) => candidate.id === id);
      if (shown !== null && decision !== undefined) goTo(shown.id, decision);
      setWanted({ id, takesFocus });
    },
    [store, goTo],
  );
  const revealed = useCallback(() => setWanted(null), []);
  useReveal(wanted, revealed, regionThere(wanted?.id ?? null, frames, picture !== null), viewport.reveal);
  const actions = useReviewActions(reveal, frames);

  useShortcuts({
    nextFile: () => actions.stepFile(1),
    previousFile: () => actions.stepFile(-1),
    export: () => setExporting(true),
    gallery: () => leaveView(toggleView),
    ...(view === 'picture' ? {} : { undo: actions.undo, redo: actions.redo, back: () => leaveView(() => setView('picture')) }),
    nextPanel: () => stepPanel(1),
    previousPanel: () => stepPanel(-1),
  });

  if (job === null) return null;
  return (
    <>
      <StepNotice />
      <main className="workroom" id="main" data-view={view} data-queue={panels.queue} data-inspector={panels.inspector} data-sheet={sheet}>
        <h1 className="visually-hidden">{words.stage.heading(job.name)}</h1>
        {panels.queue ? <QueuePanel /> : null}
        {view === 'gallery' ? (
          <Suspense fallback={<p className="app-loading">{words.start.loading}</p>}>
            <Gallery
              onOpen={(id, region) => {
                setView('picture');
                store.dispatch({ type: 'job-selected', id });
                actions.select([region]);
                reveal(region);
              }}
            />
          </Suspense>
        ) : (
          <div className="workroom-middle">
            <PictureArea
              job={job} policy={policy} picture={picture} error={error} frames={frames} viewport={viewport} actions={actions}
              panels={{
                queueShown: panels.queue,
                inspectorShown: panels.inspector,
                onQueue: () => setPanels((now) => ({ ...now, queue: !now.queue })),
                onInspector: () => setPanels((now) => ({ ...now, inspector: !now.inspector })),
              }}
            />
          </div>
        )}
        {panels.inspector && view === 'picture' ? (
          <Inspector
            job={job} picture={picture} frames={frames} actions={actions} tab={tab} onTab={setTab} sheet={sheet} onSheet={setSheet}
            onShow={(id) => {
              actions.select([id]);
              // Whoever goes through the list stays in it.
              reveal(id, false);
            }}
          />
        ) : null}
        <ExportBar
          view={view}
          onView={toggleView}
          onExport={() => setExporting(true)}
          onUndecided={() => {
            setView('picture');
            actions.stepUncertain(1);
          }}
          onPolicy={() => {
            setView('picture');
            setPanels((now) => ({ ...now, inspector: true }));
            setTab('masks');
            setSheet(1);
          }}
        />
        <Suspense fallback={null}>
          {exporting ? (
            <ExportSheet
              extras={extras} onExtras={setExtras}
              onClose={() => setExporting(false)}
              onShow={(jobId, regionId) => {
                setExporting(false);
                setView('picture');
                store.dispatch({ type: 'job-selected', id: jobId });
                if (regionId === null) actions.stepUncertain(1);
                else if (regionId !== '') {
                  actions.select([regionId]);
                  reveal(regionId);
                }
              }}
            />
          ) : null}
        </Suspense>
      </main>
    </>
  );
}

/** A region that is gone to. */
interface WantedRegion {
  readonly id: RegionId;
  readonly takesFocus: boolean;
}

/** Brings a region into sight, and gives it the focus where it takes it, once it is on the screen, and once only. */
function useReveal(wanted: WantedRegion | null, done: () => void, there: Decision | null, reveal: ReturnType<typeof useViewport>['reveal']): void {
  const latest = useRef({ reveal, there });
  useEffect(() => {
    latest.current = { reveal, there };
  });
  const isThere = there !== null;
  useEffect(() => {
    const decision = latest.current.there;
    if (wanted === null || !isThere || decision === null) return;
    latest.current.reveal(decision.box);
    const frame = requestAnimationFrame(() => {
      if (wanted.takesFocus) document.querySelector<HTMLElement>(`button[data-region="${CSS.escape(wanted.id)}"]`)?.focus({ preventScroll: true });
      done();
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, done, isThere]);
}
