import { useId, useState, type ReactElement, type ReactNode } from 'react';

interface RangeFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value as text, shown and read out. */
  readonly text: string;
  readonly hint?: string;
  readonly onChange: (value: number) => void;
}

/** A slider with its value beside its name. */
export function RangeField({ label, value, min, max, step, text, hint, onChange }: RangeFieldProps): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        <span className="field-value">{text}</span>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      {hint === undefined ? null : <p className="field-hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number. What is typed counts once the field is left, or on Enter; the arrow keys count at once. */
export function NumberField({ label, value, min, max, onChange }: NumberFieldProps): ReactElement {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (text: string): void => {
    setDraft(null);
    const typed = Number(text);
    if (text.trim() !== '' && Number.isFinite(typed)) onChange(Math.min(max, Math.max(min, Math.round(typed))));
  };
  return (
    <div className="field">
      <label htmlFor={id} className="field-hint">{label}</label>
      <input
        id={id}
        className="input"
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        value={draft ?? String(Math.round(value))}
        onChange={(event) => {
          const stepped = (event.nativeEvent as InputEvent).inputType === undefined;
          if (stepped) commit(event.target.value);
          else setDraft(event.target.value);
        }}
        onBlur={() => {
          if (draft !== null) commit(draft);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && draft !== null) commit(draft);
        }}
      />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly hideLegend?: boolean;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly onChange: (value: T) => void;
}

/** One of a few, as joined radio buttons. */
export function Choice<T extends string>({ legend, hideLegend = false, value, options, onChange }: ChoiceProps<T>): ReactElement {
  const name = useId();
  return (
    <fieldset className="field">
      <legend className={hideLegend ? 'visually-hidden' : 'field-head'}>{legend}</legend>
      <div className="segmented">
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface CheckFieldProps {
  readonly label: string;
  readonly checked: boolean;
  readonly hint?: string;
  readonly onChange: (checked: boolean) => void;
}

/** A tick box with its label and an explanation. */
export function CheckField({ label, checked, hint, onChange }: CheckFieldProps): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label className="check">
        <input type="checkbox" checked={checked} aria-describedby={hint === undefined ? undefined : id} onChange={(event) => onChange(event.target.checked)} />
        <span>{label}</span>
      </label>
      {hint === undefined ? null : <p className="field-hint" id={id}>{hint}</p>}
    </div>
  );
}
