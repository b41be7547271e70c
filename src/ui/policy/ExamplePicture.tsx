import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import { previewPatches } from '../../core/mask/apply-plan.ts';
import { planMasks } from '../../core/mask/plan-masks.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { decideByPolicy } from '../../core/review/decide-by-policy.ts';
import { zonesOf } from '../../core/review/zones.ts';
import { isZone, type Decision } from '../../core/review/decision.ts';
import { words } from '../words.ts';
import { drawScene, SCENE, SCENE_FINDS } from './example-scene.ts';

const STORAGE = { size: SCENE, storedSize: SCENE, orientation: 1, blocks: null } as const;

/** A drawn street as the policy would leave it: masked by the very code that masks files, with what it would ask about marked. */
export function ExamplePicture({ policy }: { readonly policy: Policy }): ReactElement {
  const ref = useRef<HTMLCanvasElement>(null);
  const decisions = useMemo(() => {
    const zones = zonesOf(policy.zones, [SCENE]);
    return [...decideByPolicy(SCENE_FINDS, policy, zones), ...zones];
  }, [policy]);
  useEffect(() => {
    const context = ref.current?.getContext('2d', { willReadFrequently: true });
    if (context == null) return;
    drawScene(context);
    const picture = context.getImageData(0, 0, SCENE.width, SCENE.height);
    for (const { box, pixels } of previewPatches(picture.data, planMasks(decisions, policy, STORAGE))) {
      const patch = new ImageData(pixels, box.width, box.height);
      lay(picture, patch, box.left, box.top);
    }
    context.putImageData(picture, 0, 0);
    for (const decision of decisions) {
      if (decision.state === 'pending') mark(context, decision);
    }
  }, [decisions, policy]);
  const regions = decisions.filter((decision) => !isZone(decision));
  return (
    <figure className="example">
      <canvas ref={ref} width={SCENE.width} height={SCENE.height} role="img" aria-label={words.policyRoom.example} />
      <figcaption className="soft">{words.policyRoom.exampleCount(regions.filter(({ state }) => state === 'accepted').length, regions.filter(({ state }) => state === 'pending').length)}</figcaption>
    </figure>
  );
}

/** Pixels that a mask doesn't cover are fully transparent in its patch; those that it covers are opaque. */
function lay(picture: ImageData, patch: ImageData, left: number, top: number): void {
  for (let y = 0; y < patch.height; y += 1) {
    for (let x = 0; x < patch.width; x += 1) {
      const from = (y * patch.width + x) * 4;
      if (patch.data[from + 3] === 0) continue;
      picture.data.set(patch.data.subarray(from, from + 4), ((top + y) * picture.width + left + x) * 4);
    }
  }
}

function mark(context: CanvasRenderingContext2D, { box }: Decision): void {
  context.setLineDash([5, 4]);
  for (const [color, width] of [['#1a1a1a', 4], ['#f0b14a', 2]] as const) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.strokeRect(box.left, box.top, box.width, box.height);
  }
  context.setLineDash([]);
  context.font = '700 13px sans-serif';
  context.lineWidth = 3;
  context.strokeStyle = '#1a1a1a';
  context.strokeText('?', box.left + box.width + 3, box.top + 11);
  context.fillStyle = '#f0b14a';
  context.fillText('?', box.left + box.width + 3, box.top + 11);
}
