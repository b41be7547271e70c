import { ChevronsLeftRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { words } from '../words.ts';

interface SplitProps {
  /** Part of the stage's width that shows the original, 0..1. */
  readonly share: number;
  readonly onShare: (share: number) => void;
}

/** The line between the original on the left and the masks on the right. */
export function Split({ share, onShare }: SplitProps): ReactElement {
  const clamp = (value: number): number => Math.min(0.98, Math.max(0.02, value));
  return (
    <div
      className="split"
      role="slider"
      tabIndex={0}
      data-no-gesture=""
      aria-label={words.stage.compare}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      style={{ left: `${share * 100}%` }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        const bounds = event.currentTarget.parentElement?.getBoundingClientRect();
        if (bounds !== undefined && event.currentTarget.hasPointerCapture(event.pointerId)) onShare(clamp((event.clientX - bounds.left) / bounds.width));
      }}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowLeft' ? -0.02 : event.key === 'ArrowRight' ? 0.02 : 0;
        if (step === 0) return;
        event.preventDefault();
        event.stopPropagation();
        onShare(clamp(share + step));
      }}
    >
      <span className="split-label split-label-before">{words.stage.before}</span>
      <span className="split-label split-label-after">{words.stage.after}</span>
      <span className="split-grip"><ChevronsLeftRight size={16} aria-hidden="true" /></span>
    </div>
  );
}
