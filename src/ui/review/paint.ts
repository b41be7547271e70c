import type { BrushOutline } from '../../core/geometry/outline.ts';
import { planRegion } from '../../core/mask/plan-masks.ts';
import { isMasked, type Decision } from '../../core/review/decision.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Patches } from './use-preview.ts';
import type { Picture } from './use-picture.ts';
import type { View } from './viewport.ts';

/** Everything that is drawn onto the stage's canvas. */
export interface Scene {
  readonly picture: Picture;
  readonly view: View;
  readonly decisions: readonly Decision[];
  readonly patches: Patches;
  readonly policy: Policy;
  /** 0..1 */
  readonly opacity: number;
  /** Part of the stage's width, from the left, that shows the original; 1 shows only the original. */
  readonly originalShare: number;
  /** Smooth enlargement and careful reduction, for when nothing moves. */
  readonly careful: boolean;
}

/**
 * Draws the picture with its masks.
 * @param context - of a canvas with `ratio` canvas pixels per CSS pixel
 */
export function paint(context: CanvasRenderingContext2D, scene: Scene, ratio: number): void {
  const { canvas } = context;
  const { picture, view } = scene;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(view.scale * ratio, 0, 0, view.scale * ratio, view.x * ratio, view.y * ratio);
  // From 2 screen pixels a picture pixel on, single pixels are what a person wants to judge.
  context.imageSmoothingEnabled = view.scale * ratio < 2;
  context.imageSmoothingQuality = scene.careful ? 'high' : 'low';
  context.globalAlpha = 1;
  context.drawImage(picture.bitmap, 0, 0, picture.size.width, picture.size.height);
  if (scene.originalShare >= 1) return;
  context.save();
  context.beginPath();
  const from = (scene.originalShare * canvas.width) / ratio;
  context.rect((from - view.x) / view.scale, 0, picture.size.width * 1e4, picture.size.height);
  context.clip();
  if (scene.originalShare === 0) {
    context.restore();
    context.save();
  }
  context.globalAlpha = scene.opacity;
  for (const decision of scene.decisions) if (isMasked(decision)) paintMask(context, decision, scene);
  context.restore();
}

/** The engine's own pixels where they are up to date; until they arrive, a flat stand-in of the same outline. */
function paintMask(context: CanvasRenderingContext2D, decision: Decision, scene: Scene): void {
  const patch = scene.patches.get(decision.id);
  if (patch !== undefined && patch.decision === decision && patch.policy === scene.policy && patch.frame === scene.picture.frame) {
    context.drawImage(patch.canvas, patch.box.left, patch.box.top, patch.box.width, patch.box.height);
    return;
  }
  const { fill } = planRegion(decision, scene.policy);
  const { r, g, b } = scene.policy.settings.solidColor;
  context.fillStyle = fill === 'solid' ? `rgb(${r} ${g} ${b})` : 'rgb(128 128 128)';
  if (decision.outline?.type === 'brush' && decision.zone === undefined) paintBrush(context, decision, decision.outline);
  else context.fill(standIn(decision, scene), 'evenodd');
}

/** Brush strokes, drawn in radii of the tip, so that a stretched tip is one too. */
function paintBrush(context: CanvasRenderingContext2D, { box, angle = 0 }: Decision, { radiusX, radiusY, strokes }: BrushOutline): void {
  context.save();
  context.translate(box.left + box.width / 2, box.top + box.height / 2);
  context.rotate((angle * Math.PI) / 180);
  context.scale(radiusX * box.width, radiusY * box.height);
  context.beginPath();
  for (const points of strokes) {
    points.forEach(({ x, y }, index) => {
      if (index === 0) context.moveTo((x - 0.5) / radiusX, (y - 0.5) / radiusY);
      context.lineTo((x - 0.5) / radiusX, (y - 0.5) / radiusY);
    });
  }
  context.strokeStyle = context.fillStyle;
  context.lineWidth = 2;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke();
  context.restore();
}

/** The shape of a mask in picture pixels, before the codec's blocks. */
function standIn(decision: Decision, { policy, picture }: Scene): Path2D {
  const { box, angle = 0, shape } = planRegion(decision, policy);
  const { outline } = decision;
  const own = new Path2D();
  if (outline?.type === 'polygon') {
    for (const { x, y } of outline.points) own.lineTo((x - 0.5) * box.width, (y - 0.5) * box.height);
    own.closePath();
  } else if (outline === undefined && shape === 'rectangle') own.rect(-box.width / 2, -box.height / 2, box.width, box.height);
  else own.ellipse(0, 0, box.width / 2, box.height / 2, 0, 0, 2 * Math.PI);
  const path = new Path2D();
  if (decision.zone === 'mask-outside') path.rect(0, 0, picture.size.width, picture.size.height);
  path.addPath(own, new DOMMatrix().translate(box.left + box.width / 2, box.top + box.height / 2).rotate(angle));
  return path;
}
