import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Kind } from '../../core/detect/detection.ts';
import { isReadable, isStrongEnough, type WeakFillRule } from '../../core/mask/strength.ts';
import { hidingBucket } from '../../core/mask/length-bucket.ts';
import { BOX_SHAPES, FILL_STYLES } from '../../core/review/decision.ts';
import type { KindPolicy } from '../../core/policy/policy.ts';
import { CheckField, Choice, RangeField } from '../controls/Fields.tsx';
import { SEARCH_FLOOR } from '../job-queue.ts';
import { words } from '../words.ts';

const label = (fill: (typeof FILL_STYLES)[number]): ReactElement | string =>
  fill === 'pixelate' ? <>{words.fills[fill]} <TriangleAlert size={13} aria-label={words.policy.pixelateMark} /></> : words.fills[fill];

interface KindSettingsProps {
  readonly kind: Kind;
  readonly value: KindPolicy;
  /** Where the policy allows fills that can be undone in part; others are not offered. */
  readonly weakFills: WeakFillRule;
  /** @param field - names the control, so that one drag is one step of undo */
  readonly onChange: (change: Partial<KindPolicy>, field: string) => void;
}

/** From which confidence one kind is masked, and how its masks look. */
export function KindSettings({ kind, value, weakFills, onChange }: KindSettingsProps): ReactElement {
  const text = words.policy;
  const set = (change: Partial<KindPolicy>, field: string): void => onChange(change, `${kind}-${field}`);
  const fills = FILL_STYLES.filter((fill) => isStrongEnough(fill, kind, weakFills));
  const tight = value.maskMargin > 0;
  return (
    <>
      <div className="field">
        <Choice legend={text.fill} value={value.fill} options={fills.map((fill) => ({ value: fill, label: label(fill) }))} onChange={(fill) => set({ fill }, 'fill')} />
        <p className={value.fill === 'pixelate' ? 'field-caution' : 'field-hint'}>{text.fillHints[value.fill]}</p>
        {fills.length < FILL_STYLES.length ? <p className="field-hint">{text.fillsForbidden[weakFills === 'nowhere' ? 'nowhere' : 'here']}</p> : null}
      </div>
      <Choice legend={text.shape} value={value.shape} options={BOX_SHAPES.map((shape) => ({ value: shape, label: words.shapes[shape] }))} onChange={(shape) => set({ shape }, 'shape')} />
      {tight ? (
        <RangeField label={text.margin} hint={text.marginHint} value={value.maskMargin} min={0.05} max={1.5} step={0.05} text={words.share(value.maskMargin)} onChange={(maskMargin) => set({ maskMargin }, 'margin')} />
      ) : (
        <RangeField label={text.growth} hint={text.growthHint} value={value.maskScale} min={1} max={2} step={0.05} text={words.share(value.maskScale)} onChange={(maskScale) => set({ maskScale }, 'growth')} />
      )}
      {isReadable(kind) && kind !== 'qr-code' ? (
        <CheckField
          label={text.bucket} hint={text.bucketHint} checked={value.lengthBucket > 0}
          onChange={(isOn) => set({ lengthBucket: isOn ? hidingBucket(kind) : 0 }, 'bucket')}
        />
      ) : null}
      <RangeField
        label={text.maskThreshold} hint={text.maskThresholdHint(kind)} value={value.maskThreshold} min={SEARCH_FLOOR} max={0.95} step={0.01} text={words.share(value.maskThreshold)}
        onChange={(maskThreshold) => set({ maskThreshold, reviewThreshold: Math.min(value.reviewThreshold, maskThreshold) }, 'mask-threshold')}
      />
      <RangeField
        label={text.reviewThreshold} hint={text.reviewThresholdHint} value={value.reviewThreshold} min={SEARCH_FLOOR} max={0.95} step={0.01} text={words.share(value.reviewThreshold)}
        onChange={(reviewThreshold) => set({ reviewThreshold, maskThreshold: Math.max(value.maskThreshold, reviewThreshold) }, 'review-threshold')}
      />
    </>
  );
}
