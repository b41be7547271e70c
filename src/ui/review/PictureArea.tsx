import { lazy, Suspense, useMemo, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { WireError } from '../../core/errors.ts';
import type { ZoneEffect } from '../../core/review/decision.ts';
import { numberRegions } from '../../core/review/review-names.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { announce } from '../announcer.ts';
import { goToStage } from '../keyboard/panels.ts';
import { settings } from '../settings/settings.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import type { Ground } from './draft.ts';
import { FrameBar } from './FrameBar.tsx';
import { hullOfAll } from './selection.ts';
import { Split } from './Split.tsx';
import { hintOf, Stage } from './Stage.tsx';
import { StageOverlay } from './StageOverlay.tsx';
import { Toolbar, type Comparison, type PanelSwitches } from './Toolbar.tsx';
import { ToolOptions } from './ToolOptions.tsx';
import { isBoxTool, drawnBox, stepBrush, type Tool } from './tools.ts';
import { useDrawing } from './use-drawing.ts';
import type { Frames } from './use-frames.ts';
import type { Picture } from './use-picture.ts';
import { usePictureKeys } from './use-picture-keys.ts';
import { usePreview } from './use-preview.ts';
import type { ReviewActions } from './use-review-actions.ts';
import { useStageKeys } from './use-stage-keys.ts';
import type { Viewport } from './use-viewport.ts';

interface PictureAreaProps {
  readonly job: Job;
  /** In force for the file. */
  readonly policy: Policy;
  readonly picture: Picture | null;
  /** Why there is no picture. */
  readonly error: WireError | null;
  readonly frames: Frames;
  readonly viewport: Viewport;
  readonly actions: ReviewActions;
  readonly panels: PanelSwitches;
}

const Timeline = lazy(async () => ({ default: (await import('../timeline/Timeline.tsx')).Timeline }));

const NOTHING = [] as const;
/** Diameter of the brush at first: a share of the picture's shorter side. */
const FIRST_BRUSH = 1 / 24;

/** The toolbar, the picture with its regions, and its frames: where regions are drawn and changed. */
export function PictureArea({ job, policy, picture, error, frames, viewport, actions, panels }: PictureAreaProps): ReactElement {
  const decisions = job.session?.decisions ?? NOTHING;
  const selected = job.session?.selected ?? NOTHING;
  const numbers = useMemo(() => numberRegions(decisions), [decisions]);
  const patches = usePreview(picture === null ? null : job, frames.here, policy, frames.frame);
  const [tool, setTool] = useState<Tool>('select');
  const [effect, setEffect] = useState<ZoneEffect>('ignore');
  const [ownBrush, setBrush] = useState<number | null>(null);
  const snaps = useStore(settings, ({ snap }) => snap);
  const [opacity, setOpacity] = useState(1);
  const [comparison, setComparison] = useState<Comparison>('after');
  const [split, setSplit] = useState(0.5);
  const ground = useMemo((): Ground | null => (picture === null ? null : { size: picture.size, frame: picture.frame }), [picture]);
  const brush = ownBrush ?? (ground === null ? 0 : Math.max(16, Math.min(120, Math.round(Math.min(ground.size.width, ground.size.height) * FIRST_BRUSH))));
  const chosen = useMemo(() => frames.here.filter((decision) => selected.includes(decision.id)), [frames.here, selected]);
  const only = chosen.length === 1 && selected.length === 1 ? (chosen[0] ?? null) : null;

  const drawing = useDrawing({
    tool, effect, brush, ground, scale: viewport.view.scale, selected: only,
    onDrawn: (drawn, frame) => {
      actions.add(drawn, frame, tool === 'brush');
      if (tool !== 'brush') setTool('select');
    },
    onExtended: (region, brushed, frame) => actions.extend(region.id, brushed, frame),
    onEnded: () => actions.select([]),
  });
  const changeTool = (next: Tool): void => {
    if (next === tool) return;
    drawing.cancel();
    // The brush goes on with the selected region, which should be one that it began itself.
    if (next === 'brush') actions.select([]);
    setTool(next);
  };
  /** With a tool for drawing, the arrow keys mean its cross, which only the picture itself has. */
  const changeToolByKey = (next: Tool): void => {
    changeTool(next);
    const hint = next === 'select' || goToStage() ? '' : ` ${hintOf(next)}`;
    announce(`${words.says.tool(words.tools[next])}${hint}`);
  };
  const changeComparison = (next: Comparison): void => {
    setComparison(next);
    announce(next === 'before' ? words.says.before : words.says.after);
  };
  const changeBrush = (direction: 1 | -1): void => {
    if (tool !== 'brush') return;
    const next = stepBrush(brush, direction);
    setBrush(next);
    announce(words.says.brushSize(next));
  };
  const changeSnap = (): void => {
    settings.setState({ snap: !snaps });
    announce(words.says.snap(!snaps));
  };
  const zoomSelection = (): void => {
    const hull = hullOfAll(chosen);
    if (hull !== null) viewport.zoomTo(hull);
  };
  const onKey = useStageKeys({
    viewport, ground, decisions: frames.here, selected, tool, drawing, actions,
    onInsert: (box) => {
      if (!isBoxTool(tool)) return;
      actions.add(drawnBox(tool, box, effect), frames.frame);
      setTool('select');
    },
  });
  usePictureKeys({
    actions, drawing, frames, viewport, tool, onTool: changeToolByKey, comparison, onComparison: changeComparison, onBrush: changeBrush, onSnap: changeSnap, onOpacity: setOpacity, onZoomSelection: zoomSelection,
  });

  return (
    <>
      <Toolbar
        tool={tool} onTool={changeTool} comparison={comparison} onComparison={changeComparison} viewport={viewport} panels={panels}
        onZoomSelection={chosen.length === 0 ? null : zoomSelection} onUndo={actions.undo} onRedo={actions.redo}
      />
      <Stage
        viewport={viewport} picture={picture} ground={ground} decisions={frames.here} numbers={numbers} selected={selected} patches={patches} policy={policy}
        tool={tool} drawing={drawing} brush={brush} snaps={snaps} opacity={opacity} before={comparison === 'before'} split={comparison === 'split' ? split : null}
        onPress={frames.pause} onSelect={actions.select} onBox={actions.setBox} onMove={actions.move} onTurn={actions.turn} onKey={onKey}
      >
        {comparison === 'split' && picture !== null ? <Split share={split} onShare={setSplit} /> : null}
        <ToolOptions tool={tool} drawing={drawing} effect={effect} onEffect={setEffect} brush={brush} onBrush={setBrush} isBrushed={only?.outline?.type === 'brush'} />
        <StageOverlay job={job} here={frames.here} numbers={numbers} loading={picture === null} error={error} actions={actions} hidden={comparison !== 'after' || tool !== 'select'} />
      </Stage>
      {frames.sequence.kind === 'video' ? (
        <Suspense fallback={null}>
          <Timeline key={job.id} job={job} frames={frames} durations={frames.sequence.durations} hasSound={frames.sequence.sound !== null} numbers={numbers} policy={policy} actions={actions} />
        </Suspense>
      ) : (
        <FrameBar key={job.id} frames={frames} decisions={decisions} ready={picture !== null} />
      )}
    </>
  );
}
