import { announce } from '../announcer.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { words } from '../words.ts';
import type { Comparison } from './Toolbar.tsx';
import type { Tool } from './tools.ts';
import type { Drawing } from './use-drawing.ts';
import type { Frames } from './use-frames.ts';
import type { ReviewActions } from './use-review-actions.ts';
import type { Viewport } from './use-viewport.ts';

/** What the keys start. */
interface PictureKeys {
  readonly actions: ReviewActions;
  readonly drawing: Drawing;
  readonly frames: Pick<Frames, 'step'>;
  readonly viewport: Viewport;
  readonly tool: Tool;
  readonly onTool: (tool: Tool) => void;
  readonly comparison: Comparison;
  readonly onComparison: (comparison: Comparison) => void;
  readonly onBrush: (direction: 1 | -1) => void;
  readonly onSnap: () => void;
  readonly onOpacity: (share: number) => void;
  readonly onZoomSelection: () => void;
}

/** The keys of the picture, wherever the focus is. A drawing that has begun takes some of them first. */
export function usePictureKeys({ actions, drawing, frames, viewport, tool, onTool, comparison, onComparison, onBrush, onSnap, onOpacity, onZoomSelection }: PictureKeys): void {
  useShortcuts(
    {
      selectTool: () => onTool('select'),
      boxTool: () => onTool('box'),
      ellipseTool: () => onTool('ellipse'),
      polygonTool: () => onTool('polygon'),
      brushTool: () => onTool('brush'),
      zoneTool: () => onTool('zone'),
      brushSmaller: () => onBrush(-1),
      brushLarger: () => onBrush(1),
      snap: onSnap,
      nextUncertain: () => actions.stepUncertain(1),
      previousUncertain: () => actions.stepUncertain(-1),
      accept: () => {
        if (!drawing.finish()) actions.decide('accepted');
      },
      reject: () => actions.decide('rejected'),
      changeFill: actions.cycleFill,
      duplicate: actions.duplicate,
      remove: () => {
        if (!drawing.takeBack()) actions.remove();
      },
      selectAll: actions.selectAll,
      undo: () => {
        if (!drawing.takeBack()) actions.undo();
      },
      redo: actions.redo,
      nextFrame: () => frames.step(1),
      previousFrame: () => frames.step(-1),
      zoomIn: () => viewport.zoomBy(1.25),
      zoomOut: () => viewport.zoomBy(1 / 1.25),
      zoomFit: viewport.fit,
      zoomActual: viewport.actual,
      zoomSelection: onZoomSelection,
      compare: () => onComparison(comparison === 'before' ? 'after' : 'before'),
      back: () => {
        if (drawing.cancel()) announce(words.says.givenUp);
        else if (comparison !== 'after') onComparison('after');
        else if (tool !== 'select') onTool('select');
        else actions.select([]);
      },
    },
    (share) => {
      onOpacity(share);
      announce(words.says.opacity(share));
    },
  );
}
