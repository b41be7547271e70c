import type { ReactElement } from 'react';

/** A thin progress bar, 0..1. */
export function Meter({ fraction, label }: { readonly fraction: number; readonly label: string }): ReactElement {
  const share = Math.min(1, Math.max(0, fraction));
  return (
    <span className="meter" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)}>
      <span style={{ transform: `scaleX(${share})` }} />
    </span>
  );
}
