import { Copy, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Box, Size } from '../../core/geometry/box.ts';
import { leakOf } from '../../core/mask/leak.ts';
import { planRegion } from '../../core/mask/plan-masks.ts';
import { isStrongEnough } from '../../core/mask/strength.ts';
import { BOX_SHAPES, FILL_STYLES, REGION_KINDS, ZONE_EFFECTS, type Decision, type FillStyle, type ZoneEffect } from '../../core/review/decision.ts';
import { needsReason } from '../../core/review/reasons.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { regionSettings } from '../../core/policy/region-settings.ts';
import { Button } from '../controls/Button.tsx';
import { Choice, NumberField } from '../controls/Fields.tsx';
import { words } from '../words.ts';
import { newGesture } from './gestures.ts';
import { fitRegion } from './region-box.ts';
import type { Frames } from './use-frames.ts';
import type { ReviewActions } from './use-review-actions.ts';

interface RegionFormProps {
  readonly decision: Decision;
  /** What the region is called: read out with its fields. */
  readonly name: string;
  readonly frames: Frames;
  /** Whether it is on the shown frame. */
  readonly isHere: boolean;
  readonly size: Size;
  readonly policy: Policy;
  readonly actions: ReviewActions;
}

const SIDES = ['left', 'top', 'width', 'height'] as const;

/** The selected region in numbers, for people who don't drag, and its own fill. */
export function RegionForm({ decision, name, frames, isHere, size, policy, actions }: RegionFormProps): ReactElement {
  const change = (side: (typeof SIDES)[number], value: number): void => {
    const box: Box<'source'> = { ...decision.box, [side]: value };
    actions.setBox(decision.id, fitRegion(decision, box, size), newGesture(`field-${decision.id}-${side}`));
  };
  const setRange = (first: number, last: number): void => {
    actions.setRange(decision.id, first, last, newGesture(`range-${decision.id}`));
  };
  const setAngle = (angle: number): void => {
    actions.turn(decision.id, angle - (decision.angle ?? 0), newGesture(`angle-${decision.id}`));
  };
  const mayReachOut = (decision.angle ?? 0) !== 0 || decision.outline !== undefined;
  const settings = regionSettings(policy, decision.kind);
  const styles = FILL_STYLES.filter((style) => isStrongEnough(style, decision.kind, policy.weakFills));
  const region = planRegion(decision, policy);
  const leak = leakOf(region.fill, { found: decision.box, mask: region.box }, policy.settings);
  const fill: FillStyle | 'policy' = decision.fill ?? 'policy';
  return (
    <div className="region-form" role="group" aria-label={name} data-testid="region-form">
      {isHere || frames.sequence.kind === 'still' ? null : <p className="field-hint">{words.frames[frames.sequence.kind].elsewhere}</p>}
      {isHere ? <div className="field-grid">
        {SIDES.map((side) => (
          <NumberField
            key={side}
            label={words.region[side]}
            value={decision.box[side]}
            min={side === 'width' || side === 'height' ? 1 : mayReachOut ? -Math.round(side === 'left' ? decision.box.width / 2 : decision.box.height / 2) : 0}
            max={side === 'left' || side === 'width' ? size.width : size.height}
            onChange={(value) => change(side, value)}
          />
        ))}
        <NumberField label={words.region.angle} value={decision.angle ?? 0} min={-89} max={90} onChange={setAngle} />
      </div> : null}
      {(frames.sequence.kind === 'animation' || frames.sequence.kind === 'video') && decision.path !== undefined ? (
        <div className="field-grid">
          <NumberField label={words.frames.first} value={decision.path.first + 1} min={1} max={decision.path.last + 1} onChange={(value) => setRange(value - 1, decision.path?.last ?? 0)} />
          <NumberField label={words.frames.last} value={decision.path.last + 1} min={decision.path.first + 1} max={frames.count} onChange={(value) => setRange(decision.path?.first ?? 0, value - 1)} />
        </div>
      ) : null}
      {decision.origin === 'person' ? <UseAs decision={decision} actions={actions} /> : null}
      {decision.origin === 'person' && decision.zone === undefined ? (
        <div className="field">
          <label className="field-head" htmlFor="region-kind">{words.region.kind}</label>
          <select id="region-kind" className="input" value={decision.kind} onChange={(event) => actions.setKind(decision.id, REGION_KINDS.find((known) => known === event.target.value) ?? decision.kind)}>
            {REGION_KINDS.map((known) => (
              <option key={known} value={known}>{words.kindSingular(known)}</option>
            ))}
          </select>
        </div>
      ) : null}
      {decision.origin !== 'person' && settings.maskScale > 1 ? <p className="field-hint">{words.region.grown(settings.maskScale)}</p> : null}
      {decision.outline === undefined && decision.shape !== 'polygon' && decision.shape !== 'brush' ? (
        <Choice
          legend={words.region.shape}
          value={decision.shape}
          options={BOX_SHAPES.map((value) => ({ value, label: words.shapes[value] }))}
          onChange={(shape) => actions.setShape([decision.id], shape)}
        />
      ) : null}
      {decision.zone === undefined || decision.zone === 'mask-outside' ? (
        <div className="field">
          <label className="field-head" htmlFor="region-fill">{words.region.fill}</label>
          <select
            id="region-fill"
            className="input"
            value={fill}
            onChange={(event) => actions.setFill([decision.id], FILL_STYLES.find((style) => style === event.target.value) ?? null)}
          >
            <option value="policy">{`${words.region.fillPolicy} (${words.fills[settings.fill]})`}</option>
            {styles.map((style) => (
              <option key={style} value={style}>{style === 'pixelate' ? `${words.fills[style]} (${words.policy.pixelateMark})` : words.fills[style]}</option>
            ))}
          </select>
          {leak === null ? null : <p className="field-caution">{words.region.leak(leak)}</p>}
        </div>
      ) : null}
      {decision.zone === undefined && policy.review.reasons.length > 0 ? <ReasonField decision={decision} policy={policy} actions={actions} /> : null}
      <div className="region-form-actions">
        <Button size="small" icon={Copy} shortcut="duplicate" onClick={() => actions.duplicate()}>{words.region.duplicate}</Button>
        {decision.origin === 'person' ? (
          <Button size="small" icon={Trash2} shortcut="remove" onClick={() => actions.remove([decision.id])}>{words.region.remove}</Button>
        ) : null}
      </div>
    </div>
  );
}

/** A mask, or one of the zones. */
function UseAs({ decision, actions }: Pick<RegionFormProps, 'decision' | 'actions'>): ReactElement {
  const value: ZoneEffect | 'mask' = decision.zone ?? 'mask';
  return (
    <div className="field">
      <label className="field-head" htmlFor="region-use">{words.region.useAs}</label>
      <select id="region-use" className="input" value={value} onChange={(event) => actions.setZone(decision.id, ZONE_EFFECTS.find((effect) => effect === event.target.value) ?? null)}>
        <option value="mask">{words.region.mask}</option>
        {ZONE_EFFECTS.map((effect) => (
          <option key={effect} value={effect}>{words.region.zones[effect]}</option>
        ))}
      </select>
      {decision.zone === undefined ? null : <p className="field-hint">{words.region.zoneHints[decision.zone]}</p>}
    </div>
  );
}

/** Why a region was drawn or kept clear, from the policy's list. */
function ReasonField({ decision, policy, actions }: Pick<RegionFormProps, 'decision' | 'policy' | 'actions'>): ReactElement {
  const { reasons } = policy.review;
  const known = reasons.some(({ id }) => id === decision.reason) ? decision.reason : undefined;
  const isMissing = known === undefined && needsReason(decision, policy);
  return (
    <div className="field">
      <label className="field-head" htmlFor="region-reason">{words.region.reason}</label>
      <select
        id="region-reason" className="input" value={known ?? ''} required={isMissing} aria-describedby={isMissing ? 'region-reason-needed' : undefined}
        onChange={(event) => actions.setReason([decision.id], event.target.value === '' ? null : event.target.value)}
      >
        <option value="">{words.region.noReason}</option>
        {reasons.map(({ id, label }) => (
          <option key={id} value={id}>{words.reasonLabel(id, label)}</option>
        ))}
      </select>
      {isMissing ? <p className="field-caution" id="region-reason-needed">{words.region.reasonNeeded}</p> : null}
    </div>
  );
}
