import { TriangleAlert } from 'lucide-react';
import { useRef, type ReactElement } from 'react';
import { FILL_STYLES, SHAPES } from '../../core/review/decision.ts';
import { DEFAULT_POLICY, OUTPUT_FORMATS, type KindPolicy, type Policy } from '../../core/review/policy.ts';
import { outputName } from '../../core/export/output-name.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { CheckField, Choice, RangeField } from '../controls/Fields.tsx';
import { SEARCH_FLOOR } from '../job-queue.ts';
import { words } from '../words.ts';
import { currentJob } from '../workspace.ts';
import { fromHex, toHex } from './hex-color.ts';
import { PatternField } from './PatternField.tsx';
import './policy.css';

const share = (value: number): string => `${Math.round(value * 100)} %`;

/** The policy: what is looked for, how masks look, what comes out. It applies to every file. */
export function PolicyPanel(): ReactElement {
  const { store } = useApp();
  const policy = useWorkspace((state) => state.policy);
  const gesture = useRef(0);
  const text = words.policy;
  const face = policy.kinds.face;
  // Each press on a control is one step of undo; the many values of one drag are one step together.
  const commit = (next: Policy, field: string): void => store.dispatch({ type: 'policy-changed', policy: next, gesture: `${field}-${gesture.current}` });
  const setFace = (change: Partial<KindPolicy>, field: string): void => commit({ ...policy, kinds: { ...policy.kinds, face: { ...face, ...change } } }, field);
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
        <h3>{text.look}</h3>
        <div className="field">
          <Choice legend={text.fill} value={face.fill} options={FILL_STYLES.map((value) => ({ value, label: value === 'pixelate' ? <>{words.fills[value]} <TriangleAlert size={13} aria-label={text.pixelateMark} /></> : words.fills[value] }))} onChange={(fill) => setFace({ fill }, 'fill')} />
          <p className={face.fill === 'pixelate' ? 'field-caution' : 'field-hint'}>{text.fillHints[face.fill]}</p>
        </div>
        <OwnFills />
        {face.fill === 'solid' ? (
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
        {face.fill === 'soft' ? (
          <RangeField label={text.softness} value={policy.settings.softness} min={0} max={1} step={0.05} text={share(policy.settings.softness)} onChange={(softness) => setSettings({ softness }, 'softness')} />
        ) : null}
        {face.fill === 'pixelate' ? (
          <RangeField label={text.blocks} value={policy.settings.pixelateBlocks} min={2} max={16} step={1} text={String(policy.settings.pixelateBlocks)} onChange={(pixelateBlocks) => setSettings({ pixelateBlocks }, 'blocks')} />
        ) : null}
        <Choice legend={text.shape} value={face.shape} options={SHAPES.map((value) => ({ value, label: words.shapes[value] }))} onChange={(shape) => setFace({ shape }, 'shape')} />
        <RangeField label={text.growth} hint={text.growthHint} value={face.maskScale} min={1} max={2} step={0.05} text={share(face.maskScale)} onChange={(maskScale) => setFace({ maskScale }, 'growth')} />
      </section>
      <section>
        <h3>{text.find}</h3>
        <CheckField label={text.enabled} checked={face.enabled} onChange={(enabled) => setFace({ enabled }, 'enabled')} />
        <RangeField
          label={text.maskThreshold} hint={text.maskThresholdHint} value={face.maskThreshold} min={SEARCH_FLOOR} max={0.95} step={0.01} text={share(face.maskThreshold)}
          onChange={(maskThreshold) => setFace({ maskThreshold, reviewThreshold: Math.min(face.reviewThreshold, maskThreshold) }, 'mask-threshold')}
        />
        <RangeField
          label={text.reviewThreshold} hint={text.reviewThresholdHint} value={face.reviewThreshold} min={SEARCH_FLOOR} max={0.95} step={0.01} text={share(face.reviewThreshold)}
          onChange={(reviewThreshold) => setFace({ reviewThreshold, maskThreshold: Math.max(face.maskThreshold, reviewThreshold) }, 'review-threshold')}
        />
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
