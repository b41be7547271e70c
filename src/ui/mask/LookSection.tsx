import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { KINDS, type Kind } from '../../core/detect/detection.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { RangeField } from '../controls/Fields.tsx';
import { words } from '../words.ts';
import { fromHex, toHex } from './hex-color.ts';
import { KindSettings } from './KindSettings.tsx';
import type { PolicyChange } from './policy-change.ts';

interface LookSectionProps {
  readonly policy: Policy;
  readonly onChange: PolicyChange;
  readonly children: ReactNode;
}

/** From which confidence each kind is masked, and how masks look. */
export function LookSection({ policy, onChange, children }: LookSectionProps): ReactElement {
  const [shown, setShown] = useState<Kind>('face');
  const id = useId();
  const text = words.policy;
  const fills = KINDS.filter((kind) => policy.kinds[kind].enabled).map((kind) => policy.kinds[kind].fill);
  const setSettings = (change: Partial<Policy['settings']>, field: string): void => onChange({ ...policy, settings: { ...policy.settings, ...change } }, field);
  return (
    <>
      <section>
        <h3>{text.look}</h3>
        <div className="field">
          <label className="field-head" htmlFor={id}>{text.settingsFor}</label>
          <select id={id} className="input" value={shown} onChange={(event) => setShown(KINDS.find((kind) => kind === event.target.value) ?? 'face')}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>{words.kindNames[kind]}</option>
            ))}
          </select>
        </div>
        <KindSettings
          kind={shown} value={policy.kinds[shown]} weakFills={policy.weakFills}
          onChange={(change, field) => onChange({ ...policy, kinds: { ...policy.kinds, [shown]: { ...policy.kinds[shown], ...change } } }, field)}
        />
        {children}
      </section>
      <section>
        <h3>{text.allMasks}</h3>
        {/* Areas are solid under every policy. */}
        <label className="field-line">
          <span>{text.color}</span>
          <input
            type="color"
            value={toHex(policy.settings.solidColor)}
            onChange={(event) => {
              const solidColor = fromHex(event.target.value);
              if (solidColor !== null) setSettings({ solidColor }, 'color');
            }}
          />
        </label>
        {fills.includes('soft') ? (
          <RangeField label={text.softness} value={policy.settings.softness} min={0} max={1} step={0.05} text={words.share(policy.settings.softness)} onChange={(softness) => setSettings({ softness }, 'softness')} />
        ) : null}
        {fills.includes('pixelate') ? (
          <RangeField label={text.blocks} value={policy.settings.pixelateBlocks} min={2} max={16} step={1} text={String(policy.settings.pixelateBlocks)} onChange={(pixelateBlocks) => setSettings({ pixelateBlocks }, 'blocks')} />
        ) : null}
      </section>
    </>
  );
}
