import { Plus, Trash2 } from 'lucide-react';
import { useId, type ReactElement } from 'react';
import type { Policy, PolicyZone } from '../../core/policy/policy.ts';
import { BOX_SHAPES, ZONE_EFFECTS } from '../../core/review/decision.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { RangeField } from '../controls/Fields.tsx';
import { words } from '../words.ts';
import type { PolicyChange } from './policy-change.ts';

/** Most zones of a policy. */
const MAX_ZONES = 20;
/** What a new zone is: a strip along the lower edge, where cameras burn in the time. */
const NEW_ZONE: PolicyZone = { effect: 'ignore', shape: 'rectangle', left: 0, top: 0.9, width: 1, height: 0.1 };

/** Zones that lie on every picture, in shares of its sides. */
export function ZonesSection({ policy, onChange }: { readonly policy: Policy; readonly onChange: PolicyChange }): ReactElement {
  const text = words.policy;
  const { zones } = policy;
  const set = (index: number, change: Partial<PolicyZone>, field: string): void =>
    onChange({ ...policy, zones: zones.map((zone, at) => (at === index ? inside({ ...zone, ...change }) : zone)) }, `zone-${String(index)}-${field}`);
  return (
    <section>
      <h3>{text.zones}</h3>
      <p className="field-hint">{text.zonesHint}</p>
      {zones.map((zone, index) => (
        <ZoneFields
          key={index} zone={zone} number={index + 1} onChange={(change, field) => set(index, change, field)}
          onRemove={() => onChange({ ...policy, zones: zones.filter((_, at) => at !== index) }, `zone-${String(index)}-gone`)}
        />
      ))}
      {zones.length >= MAX_ZONES ? null : <Button size="small" icon={Plus} onClick={() => onChange({ ...policy, zones: [...zones, NEW_ZONE] }, `zone-${String(zones.length)}-new`)}>{text.addZone}</Button>}
    </section>
  );
}

interface ZoneFieldsProps {
  readonly zone: PolicyZone;
  readonly number: number;
  readonly onChange: (change: Partial<PolicyZone>, field: string) => void;
  readonly onRemove: () => void;
}

const SIDES = ['left', 'top', 'width', 'height'] as const;

function ZoneFields({ zone, number, onChange, onRemove }: ZoneFieldsProps): ReactElement {
  const id = useId();
  const text = words.policy;
  return (
    <fieldset className="zone-fields">
      <legend>{text.zone(number)}</legend>
      <IconButton size="small" icon={Trash2} label={text.removeZone(number)} className="zone-remove" onClick={onRemove} />
      <label className="visually-hidden" htmlFor={`${id}-effect`}>{text.zoneEffect}</label>
      <select id={`${id}-effect`} className="input" value={zone.effect} onChange={(event) => onChange({ effect: ZONE_EFFECTS.find((effect) => effect === event.target.value) ?? 'ignore' }, 'effect')}>
        {ZONE_EFFECTS.map((effect) => <option key={effect} value={effect}>{text.zoneEffects[effect]}</option>)}
      </select>
      <label className="visually-hidden" htmlFor={`${id}-shape`}>{words.region.shape}</label>
      <select id={`${id}-shape`} className="input" value={zone.shape} onChange={(event) => onChange({ shape: BOX_SHAPES.find((shape) => shape === event.target.value) ?? 'rectangle' }, 'shape')}>
        {BOX_SHAPES.map((shape) => <option key={shape} value={shape}>{words.shapes[shape]}</option>)}
      </select>
      {SIDES.map((side) => (
        <RangeField key={side} label={words.region[side]} value={zone[side]} min={0} max={1} step={0.01} text={words.share(zone[side])} onChange={(value) => onChange({ [side]: value }, side)} />
      ))}
    </fieldset>
  );
}

/** A zone that was pushed over an edge is cut at it. */
function inside(zone: PolicyZone): PolicyZone {
  const left = Math.min(zone.left, 0.99);
  const top = Math.min(zone.top, 0.99);
  return { ...zone, left, top, width: Math.min(Math.max(zone.width, 0.01), 1 - left), height: Math.min(Math.max(zone.height, 0.01), 1 - top) };
}
