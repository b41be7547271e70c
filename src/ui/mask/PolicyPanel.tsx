import { useRef, useState, type ReactElement } from 'react';
import { KINDS, type Kind } from '../../core/detect/detection.ts';
import { outputName } from '../../core/export/output-name.ts';
import { DEFAULT_POLICY, OUTPUT_FORMATS, searchThoroughly, type KindPolicy, type Policy } from '../../core/policy/policy.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { CheckField, RangeField } from '../controls/Fields.tsx';
import { words } from '../words.ts';
import { currentJob } from '../workspace.ts';
import { fromHex, toHex } from './hex-color.ts';
import { KindSettings } from './KindSettings.tsx';
import { PatternField } from './PatternField.tsx';
import { WeakFills } from './WeakFills.tsx';
import './policy.css';

const share = (value: number): string => `${Math.round(value * 100)} %`;

/** The policy: what is looked for, how masks look, what comes out. It applies to every file. */
export function PolicyPanel(): ReactElement {
  const { store } = useApp();
  const policy = useWorkspace((state) => state.policy);
  const [shown, setShown] = useState<Kind>('face');
  const gesture = useRef(0);
  const text = words.policy;
  const fills = KINDS.filter((kind) => policy.kinds[kind].enabled).map((kind) => policy.kinds[kind].fill);
  // Each press on a control is one step of undo; the many values of one drag are one step together.
  const commit = (next: Policy, field: string): void => store.dispatch({ type: 'policy-changed', policy: next, gesture: `${field}-${gesture.current}` });
  const setKind = (kind: Kind, change: Partial<KindPolicy>, field: string): void => commit({ ...policy, kinds: { ...policy.kinds, [kind]: { ...policy.kinds[kind], ...change } } }, field);
  const setSettings = (change: Partial<Policy['settings']>, field: string): void => commit({ ...policy, settings: { ...policy.settings, ...change } }, field);
  const setOutput = (change: Partial<Policy['output']>, field: string): void => commit({ ...policy, output: { ...policy.output, ...change } }, field);
  return (
    <div
      className="policy"
      data-testid="policy"
      onPointerDown={() => (gesture.current += 1)}
      onFocus={() => (gesture.current += 1)}
    >
      <p className="soft">{text.appliesToAll}</p>
      <section>
        <h3>{text.find}</h3>
        <ul className="kind-list">
          {KINDS.map((kind) => (
            <li key={kind}>
              <label className="check">
                <input type="checkbox" checked={policy.kinds[kind].enabled} onChange={(event) => setKind(kind, { enabled: event.target.checked }, `${kind}-enabled`)} />
                <span>{words.kindNames[kind]}</span>
              </label>
              <p className="field-hint">{words.kindHints[kind]}</p>
            </li>
          ))}
        </ul>
        <CheckField label={text.thorough} hint={text.thoroughHint} checked={policy.detection.thorough} onChange={(thorough) => commit(searchThoroughly(policy, thorough), 'thorough')} />
      </section>
      <section>
        <h3>{text.look}</h3>
        <div className="field">
          <label className="field-head" htmlFor="policy-kind">{text.settingsFor}</label>
          <select id="policy-kind" className="input" value={shown} onChange={(event) => setShown(KINDS.find((kind) => kind === event.target.value) ?? 'face')}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>{words.kindNames[kind]}</option>
            ))}
          </select>
        </div>
        <KindSettings kind={shown} value={policy.kinds[shown]} weakFills={policy.weakFills} onChange={(change, field) => setKind(shown, change, field)} />
        <OwnFills />
      </section>
      <section>
        <h3>{text.allMasks}</h3>
        {fills.includes('solid') ? (
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
        ) : null}
        {fills.includes('soft') ? (
          <RangeField label={text.softness} value={policy.settings.softness} min={0} max={1} step={0.05} text={share(policy.settings.softness)} onChange={(softness) => setSettings({ softness }, 'softness')} />
        ) : null}
        {fills.includes('pixelate') ? (
          <RangeField label={text.blocks} value={policy.settings.pixelateBlocks} min={2} max={16} step={1} text={String(policy.settings.pixelateBlocks)} onChange={(pixelateBlocks) => setSettings({ pixelateBlocks }, 'blocks')} />
        ) : null}
      </section>
      <section>
        <h3>{text.strength}</h3>
        <WeakFills policy={policy} onChange={(next) => commit(next, 'weak-fills')} />
      </section>
      <section>
        <h3>{text.output}</h3>
        <div className="field">
          <label className="field-head" htmlFor="policy-format">{text.format}</label>
          <select id="policy-format" className="input" value={policy.output.format} onChange={(event) => setOutput({ format: OUTPUT_FORMATS.find((known) => known === event.target.value) ?? 'source' }, 'format')}>
            {OUTPUT_FORMATS.map((format) => (
              <option key={format} value={format}>{text.formats[format]}</option>
            ))}
          </select>
        </div>
        {policy.output.format === 'png' ? null : (
          <RangeField label={text.quality} value={policy.output.quality} min={0.5} max={1} step={0.01} text={share(policy.output.quality)} onChange={(quality) => setOutput({ quality }, 'quality')} />
        )}
        <PatternField
          value={policy.output.namePattern}
          example={(pattern) => outputName(pattern, { index: 1, total: 1, sourceName: 'IMG_2041.JPG' }, 'jpeg')}
          onChange={(namePattern) => setOutput({ namePattern }, 'pattern')}
        />
      </section>
      <Button size="small" disabled={policy === DEFAULT_POLICY} onClick={() => commit(DEFAULT_POLICY, 'reset')}>{text.reset}</Button>
    </div>
  );
}

/** Regions of the shown file that don't follow the policy's style, and the way back. */
function OwnFills(): ReactElement | null {
  const { store } = useApp();
  const job = useWorkspace(currentJob);
  const own = job?.session?.decisions.filter((decision) => decision.fill !== null) ?? [];
  if (job === null || own.length === 0) return null;
  return (
    <div className="field">
      <p className="field-hint">{words.policy.overridden(own.length)}</p>
      <Button size="small" onClick={() => store.dispatch({ type: 'region-edited', id: job.id, edit: { type: 'set-fill', ids: own.map((decision) => decision.id), fill: null } })}>
        {words.policy.applyAll}
      </Button>
    </div>
  );
}
