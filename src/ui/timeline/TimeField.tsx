import { useId, useState, type ReactElement } from 'react';
import { words } from '../words.ts';
import { parseTime, timeText } from './time-text.ts';

interface TimeFieldProps {
  readonly label: string;
  /** Seconds. */
  readonly value: number;
  /** Seconds. */
  readonly most: number;
  readonly onChange: (seconds: number) => void;
}

/** A time to type. It counts once the field is left, or on Enter; what is no time gives way to what was there. */
export function TimeField({ label, value, most, onChange }: TimeFieldProps): ReactElement {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    if (draft === null) return;
    setDraft(null);
    const seconds = parseTime(draft);
    if (seconds !== null) onChange(Math.min(seconds, most));
  };
  return (
    <span className="time-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id} className="input" type="text" inputMode="text" autoComplete="off" spellCheck={false} title={words.timeline.timeHint} value={draft ?? timeText(value)}
        onChange={(event) => setDraft(event.target.value)} onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          else if (event.key === 'Escape') setDraft(null);
        }}
      />
    </span>
  );
}
