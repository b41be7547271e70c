import { useId, type ReactElement } from 'react';
import { outputName } from '../../core/export/output-name.ts';
import { KEPT_METADATA, OUTPUT_FORMATS, RETENTIONS, SIDECARS, type Policy } from '../../core/policy/policy.ts';
import { CheckField, RangeField } from '../controls/Fields.tsx';
import { words } from '../words.ts';
import { PatternField } from './PatternField.tsx';
import type { PolicyChange } from './policy-change.ts';

/** What comes out, what goes beside it, and what stays on the device. */
export function OutputSection({ policy, onChange }: { readonly policy: Policy; readonly onChange: PolicyChange }): ReactElement {
  const id = useId();
  const text = words.policy;
  const { output, metadata, retention } = policy;
  const set = (change: Partial<Policy['output']>, field: string): void => onChange({ ...policy, output: { ...output, ...change } }, field);
  return (
    <>
      <section>
        <h3>{text.output}</h3>
        <div className="field">
          <label className="field-head" htmlFor={`${id}-format`}>{text.format}</label>
          <select id={`${id}-format`} className="input" value={output.format} onChange={(event) => set({ format: OUTPUT_FORMATS.find((known) => known === event.target.value) ?? 'source' }, 'format')}>
            {OUTPUT_FORMATS.map((format) => <option key={format} value={format}>{text.formats[format]}</option>)}
          </select>
        </div>
        {output.format === 'png' ? null : (
          <RangeField label={text.quality} value={output.quality} min={0.5} max={1} step={0.01} text={words.share(output.quality)} onChange={(quality) => set({ quality }, 'quality')} />
        )}
        <PatternField value={output.namePattern} example={(pattern) => outputName(pattern, { index: 1, total: 1, sourceName: 'IMG_2041.JPG' }, 'jpeg')} onChange={(namePattern) => set({ namePattern }, 'pattern')} />
        <CheckField label={text.records} hint={text.recordsHint} checked={output.records} onChange={(records) => set({ records }, 'records')} />
        <div className="field">
          <label className="field-head" htmlFor={`${id}-sidecar`}>{text.sidecar}</label>
          <select id={`${id}-sidecar`} className="input" value={output.sidecar} aria-describedby={`${id}-sidecar-hint`} onChange={(event) => set({ sidecar: SIDECARS.find((known) => known === event.target.value) ?? 'none' }, 'sidecar')}>
            {SIDECARS.map((sidecar) => <option key={sidecar} value={sidecar}>{text.sidecars[sidecar]}</option>)}
          </select>
          <p id={`${id}-sidecar-hint`} className="field-hint">{text.sidecarHint}</p>
        </div>
      </section>
      <section>
        <h3>{text.kept}</h3>
        {KEPT_METADATA.map((sort) => (
          <CheckField
            key={sort} label={text.keptMetadata[sort]} hint={text.keptMetadataHints[sort]} checked={metadata.keep.includes(sort)}
            onChange={(keeps) => onChange({ ...policy, metadata: { keep: KEPT_METADATA.filter((known) => (known === sort ? keeps : metadata.keep.includes(known))) } }, `keep-${sort}`)}
          />
        ))}
        <div className="field">
          <label className="field-head" htmlFor={`${id}-retention`}>{text.unfinished}</label>
          <select id={`${id}-retention`} className="input" value={retention.unfinished} aria-describedby={`${id}-retention-hint`} onChange={(event) => onChange({ ...policy, retention: { unfinished: RETENTIONS.find((known) => known === event.target.value) ?? 'none' } }, 'retention')}>
            {RETENTIONS.map((known) => <option key={known} value={known}>{text.retentions[known]}</option>)}
          </select>
          <p id={`${id}-retention-hint`} className="field-hint">{text.unfinishedHint}</p>
        </div>
      </section>
    </>
  );
}
