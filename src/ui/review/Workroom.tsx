import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { Decision, RegionId } from '../../core/review/decision.ts';
import { numberRegions } from '../../core/review/review-names.ts';
import { boxAt } from '../../core/track/path.ts';
import { announce } from '../announcer.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { QueuePanel } from '../detect/QueuePanel.tsx';
import { ExportBar } from '../export/ExportBar.tsx';
import { stepPanel } from '../keyboard/panels.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { words } from '../words.ts';
import { currentJob } from '../workspace.ts';
import { FrameBar } from './FrameBar.tsx';
import { Inspector, type InspectorTab } from './Inspector.tsx';
import { moveBox, resizeBox, insertedBox } from './region-box.ts';
import { Split } from './Split.tsx';
import { Stage } from './Stage.tsx';
import { StageOverlay } from './StageOverlay.tsx';
import { Toolbar, type Comparison } from './Toolbar.tsx';
import { useFrames, useFrameSteps } from './use-frames.ts';
import { usePicture } from './use-picture.ts';
import { usePreview } from './use-preview.ts';
import { useReviewActions } from './use-review-actions.ts';
import type { Tool } from './use-stage-gestures.ts';
import { useViewport } from './use-viewport.ts';
import { toPicture } from './viewport.ts';
import './review.css';
import './stage.css';

const ExportSheet = lazy(async () => ({ default: (await import('../export/ExportSheet.tsx')).ExportSheet }));

const NO_DECISIONS = [] as const;

/** Queue, picture and inspector: where files are reviewed. */
export function Workroom(): ReactElement | null {
  const { store } = useApp();
  const job = useWorkspace(currentJob);
  const policy = useWorkspace((state) => state.policy);
  const steps = useFrameSteps(job);
  const { picture, error } = usePicture(job !== null && job.stage !== 'failed' ? job : null, steps.wanted);
  const frames = useFrames(job, steps, picture?.frame ?? null);
  const decisions = job?.session?.decisions ?? NO_DECISIONS;
  const selected = job?.session?.selected ?? NO_DECISIONS;
  const numbers = useMemo(() => numberRegions(decisions), [decisions]);
  const patches = usePreview(picture === null ? null : job, frames.here, policy, frames.frame);
  const viewport = useViewport(picture?.size ?? null, job?.id ?? null);
  const [tool, setTool] = useState<Tool>('select');
  const [opacity, setOpacity] = useState(1);
  const [comparison, setComparison] = useState<Comparison>('after');
  const [split, setSplit] = useState(0.5);
  const [panels, setPanels] = useState({ queue: true, inspector: true });
  const [tab, setTab] = useState<InspectorTab>('regions');
  const [sheet, setSheet] = useState<0 | 1 | 2>(0);
  const [exporting, setExporting] = useState(false);

  const [wanted, setWanted] = useState<{ readonly id: RegionId } | null>(null);
  const { goTo } = frames;
  const reveal = useCallback(
    (id: RegionId) => {
      // The store knows the file that a step has just gone to; what was rendered last is the one before.
      const shown = currentJob(store.getState());
      const decision = shown?.session?.decisions.find((candidate) => candidate.id === id);
      if (shown !== null && decision !== undefined) goTo(shown.id, decision);
      setWanted({ id });
    },
    [store, goTo],
  );
  const revealed = useCallback(() => setWanted(null), []);
  useReveal(wanted, revealed, frames.here, viewport.reveal, picture !== null);
  const actions = useReviewActions(reveal, frames);
  const nudge = useRef({ serial: 0, at: 0 });

  const insert = (): void => {
    if (picture === null) return;
    const { stage, view } = viewport;
    const centre = toPicture(view, { x: stage.width / 2, y: stage.height / 2 });
    const inSight = { width: stage.width / view.scale, height: stage.height / view.scale };
    actions.add(insertedBox(centre, inSight, picture.size), tool === 'ellipse' ? 'ellipse' : 'rectangle');
    setTool('select');
  };
  const changeComparison = (next: Comparison): void => {
    setComparison(next);
    announce(next === 'before' ? words.says.before : words.says.after);
  };

  useShortcuts(
    {
      selectTool: () => setTool('select'),
      boxTool: () => setTool('box'),
      ellipseTool: () => setTool('ellipse'),
      nextUncertain: () => actions.stepUncertain(1),
      previousUncertain: () => actions.stepUncertain(-1),
      accept: () => actions.decide('accepted'),
      reject: () => actions.decide('rejected'),
      changeFill: actions.cycleFill,
      duplicate: actions.duplicate,
      remove: () => actions.remove(),
      selectAll: actions.selectAll,
      undo: actions.undo,
      redo: actions.redo,
      nextFrame: () => frames.step(1),
      previousFrame: () => frames.step(-1),
      nextFile: () => actions.stepFile(1),
      previousFile: () => actions.stepFile(-1),
      export: () => setExporting(true),
      zoomIn: () => viewport.zoomBy(1.25),
      zoomOut: () => viewport.zoomBy(1 / 1.25),
      zoomFit: viewport.fit,
      zoomActual: viewport.actual,
      compare: () => changeComparison(comparison === 'before' ? 'after' : 'before'),
      nextPanel: () => stepPanel(1),
      previousPanel: () => stepPanel(-1),
      back: () => {
        if (comparison !== 'after') changeComparison('after');
        else if (tool !== 'select') setTool('select');
        else actions.select([]);
      },
    },
    (share) => {
      setOpacity(share);
      announce(words.says.opacity(share));
    },
  );

  if (job === null) return null;
  return (
    <main className="workroom" id="main" data-queue={panels.queue} data-inspector={panels.inspector} data-sheet={sheet}>
      <h1 className="visually-hidden">{words.stage.heading(job.name)}</h1>
      {panels.queue ? <QueuePanel /> : null}
      <div className="workroom-middle">
        <Toolbar
          tool={tool} onTool={setTool} comparison={comparison} onComparison={changeComparison} viewport={viewport} onUndo={actions.undo} onRedo={actions.redo}
          queueShown={panels.queue} inspectorShown={panels.inspector}
          onQueue={() => setPanels((now) => ({ ...now, queue: !now.queue }))}
          onInspector={() => setPanels((now) => ({ ...now, inspector: !now.inspector }))}
        />
        <Stage
          viewport={viewport} picture={picture} decisions={frames.here} numbers={numbers} selected={selected} patches={patches} policy={policy} tool={tool} opacity={opacity}
          before={comparison === 'before'} split={comparison === 'split' ? split : null}
          onPress={frames.pause} onSelect={actions.select} onBox={actions.setBox} onInsert={insert}
          onDraw={(box, frame) => {
            actions.add(box, tool === 'ellipse' ? 'ellipse' : 'rectangle', frame);
            setTool('select');
          }}
          onArrow={(event) => {
            const dx = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
            const dy = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
            if (event.ctrlKey || event.metaKey || (dx === 0 && dy === 0)) return false;
            const onStage = event.target === event.currentTarget;
            const decision = onStage ? undefined : frames.here.find((candidate) => selected.includes(candidate.id));
            if (decision === undefined || picture === null) {
              if (!onStage) return false;
              viewport.panBy(-48 * dx, -48 * dy);
              return true;
            }
            // A run of arrow keys without a pause is one step of undo.
            if (event.timeStamp - nudge.current.at > 700) nudge.current.serial += 1;
            nudge.current.at = event.timeStamp;
            const step = event.shiftKey ? 10 : 1;
            const box = event.altKey
              ? resizeBox(decision.box, 'se', dx * step, dy * step, picture.size)
              : moveBox(decision.box, dx * step, dy * step, picture.size);
            actions.setBox(decision.id, box, `nudge-${decision.id}-${nudge.current.serial}`);
            return true;
          }}
        >
          {comparison === 'split' && picture !== null ? <Split share={split} onShare={setSplit} /> : null}
          <StageOverlay job={job} here={frames.here} loading={picture === null} error={error} actions={actions} hidden={comparison !== 'after'} />
        </Stage>
        <FrameBar key={job.id} frames={frames} decisions={decisions} ready={picture !== null} />
      </div>
      {panels.inspector ? (
        <Inspector
          job={job} picture={picture} frames={frames} actions={actions} tab={tab} onTab={setTab} sheet={sheet} onSheet={setSheet}
          onShow={(id) => {
            actions.select([id]);
            const decision = decisions.find((candidate) => candidate.id === id);
            if (decision === undefined) return;
            goTo(job.id, decision);
            viewport.reveal(boxAt(decision, frames.frame) ?? decision.box);
          }}
        />
      ) : null}
      <ExportBar
        onExport={() => setExporting(true)}
        onUndecided={() => actions.stepUncertain(1)}
        onPolicy={() => {
          setPanels((now) => ({ ...now, inspector: true }));
          setTab('masks');
          setSheet(1);
        }}
      />
      <Suspense fallback={null}>
        {exporting ? (
          <ExportSheet
            onClose={() => setExporting(false)}
            onShow={(jobId, regionId) => {
              setExporting(false);
              store.dispatch({ type: 'job-selected', id: jobId });
              if (regionId === null) actions.stepUncertain(1);
              else {
                actions.select([regionId]);
                reveal(regionId);
              }
            }}
          />
        ) : null}
      </Suspense>
    </main>
  );
}

/** Brings a region into sight and gives it the focus, once its picture is there, and once only. */
function useReveal(wanted: { readonly id: RegionId } | null, done: () => void, here: readonly Decision[], reveal: ReturnType<typeof useViewport>['reveal'], ready: boolean): void {
  const latest = useRef({ reveal, here });
  useEffect(() => {
    latest.current = { reveal, here };
  });
  const isHere = wanted !== null && here.some((decision) => decision.id === wanted.id);
  useEffect(() => {
    const decision = latest.current.here.find((candidate) => candidate.id === wanted?.id);
    if (wanted === null || !ready || !isHere || decision === undefined) return;
    latest.current.reveal(decision.box);
    const frame = requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(`button[data-region="${CSS.escape(wanted.id)}"]`)?.focus({ preventScroll: true });
      done();
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, done, ready, isHere]);
}
