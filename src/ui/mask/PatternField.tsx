import { useId, useState, type ReactElement } from 'react';
import { words } from '../words.ts';

interface PatternFieldProps {
  readonly value: string;
  readonly example: (pattern: string) => string;
  readonly onChange: (pattern: string) => void;
}

/** The pattern of output names. The source's name comes in only by an explicit `{name}`. */
export function PatternField({ value, example, onChange }: PatternFieldProps): ReactElement {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? value;
  return (
    <div className="field">
      <label className="field-head" htmlFor={id}>{words.policy.pattern}</label>
      <input
        id={id}
        className="input"
        type="text"
        value={shown}
        maxLength={120}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setDraft(event.target.value);
          if (event.target.value.trim() !== '') onChange(event.target.value);
        }}
        onBlur={() => setDraft(null)}
      />
      <p className="field-hint">{words.policy.patternExample(example(value))}</p>
      <p className={value.includes('{name}') ? 'field-caution' : 'field-hint'} id={`${id}-hint`}>
        {value.includes('{name}') ? words.policy.patternCarriesName : words.policy.patternHint}
      </p>
    </div>
  );
}
