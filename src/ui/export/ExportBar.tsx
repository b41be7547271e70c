import { Download, Image as ImageIcon, LayoutGrid, TriangleAlert } from 'lucide-react';
import { useCallback, type ReactElement, type ReactNode } from 'react';
import { KINDS } from '../../core/detect/detection.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { Key } from '../controls/Key.tsx';
import { TimeLeft } from '../detect/TimeLeft.tsx';
import { toHex } from '../mask/hex-color.ts';
import { words } from '../words.ts';
import { undecidedCount } from '../workspace/job.ts';
import { goingOn, isReady, missingFor } from '../workspace/readiness.ts';
import { exportRun } from './export-run.ts';
import './export.css';

interface ExportBarProps {
  /** What is shown above: one picture, or the regions of all files. */
  readonly view: 'picture' | 'gallery';
  readonly onView: () => void;
  readonly onExport: () => void;
  readonly onUndecided: () => void;
  readonly onPolicy: () => void;
}

/** The line at the bottom: the policy in brief, how far the queue is, and the next step. */
export function ExportBar({ view, onView, onExport, onUndecided, onPolicy }: ExportBarProps): ReactElement {
  const jobs = useWorkspace((state) => state.jobs);
  const kinds = useWorkspace((state) => state.policy.kinds);
  const enabled = KINDS.filter((kind) => kinds[kind].enabled);
  const { fill } = kinds[enabled[0] ?? 'face'];
  const mixed = enabled.some((kind) => kinds[kind].fill !== fill);
  const color = useWorkspace((state) => state.policy.settings.solidColor);
  const reviewed = jobs.filter((job) => job.stage === 'review');
  const undecided = reviewed.reduce((sum, job) => sum + undecidedCount(job), 0);
  const needsSound = useWorkspace((state) => state.jobs.some((job) => missingFor(state, job) === 'sound'));
  const running = reviewed.length < goingOn(jobs).length;
  const run = exportRun(jobs);
  return (
    <div className="export-bar" data-panel="export">
      <button type="button" className="button button-quiet policy-brief" onClick={onPolicy}>
        <span className="policy-swatch" data-fill={mixed ? 'mixed' : fill} style={fill === 'solid' && !mixed ? { background: toHex(color) } : {}} aria-hidden="true" />
        <span className="visually-hidden">{words.exportBar.policy} </span>
        {enabled.length === 0 ? words.exportBar.briefKinds([]) : (
          <>
            <span className="soft">{words.exportBar.briefKinds(enabled)} </span>
            <span className="brief-fill">{mixed ? words.exportBar.mixedFills : words.exportBar.briefFill[fill]}</span>
          </>
        )}
      </button>
      <p className="export-status" data-testid="queue-summary"><QueueStatus /></p>
      <Button tone="quiet" icon={view === 'picture' ? LayoutGrid : ImageIcon} shortcut="gallery" className="view-toggle" onClick={onView} data-testid="view-toggle">
        {view === 'picture' ? words.gallery.open : words.gallery.backToPicture} <Key name="gallery" />
      </Button>
      {undecided > 0 ? (
        <Button tone="quiet" icon={TriangleAlert} className="undecided" shortcut="nextUncertain" onClick={onUndecided} data-testid="undecided">
          <span className="wide-text">{words.exportBar.toDecide(undecided)}</span><span className="narrow-text" aria-hidden="true">{words.number(undecided)}</span> <Key name="nextUncertain" />
        </Button>
      ) : reviewed.length > 0 && !running && run === null ? (
        <span className="soft all-decided">{needsSound ? words.queue.needsSound : words.exportBar.allDecided}</span>
      ) : null}
      <Button tone="primary" size="large" icon={Download} shortcut="export" className="export-button" disabled={reviewed.length === 0} onClick={onExport} data-testid="export">
        {reviewed.length === 0 ? words.exportBar.none : run === null ? words.exportBar.export(reviewed.length) : words.exportBar.showRun} <Key name="export" />
      </Button>
    </div>
  );
}

/** How far the export is; while there is none, the search; and when that is done, how many files are ready. */
function QueueStatus(): ReactNode {
  const { queue } = useApp();
  const askSearch = useCallback(() => queue.secondsLeft(), [queue]);
  const askExport = useCallback(() => queue.exportSecondsLeft(), [queue]);
  const jobs = useWorkspace((state) => state.jobs);
  const paused = useWorkspace((state) => state.paused);
  const ready = useWorkspace((state) => state.jobs.filter((job) => isReady(state, job)).length);
  const run = exportRun(jobs);
  if (run !== null) return <>{words.exportSheet.busy(run.at, run.of)}<TimeLeft key="export" ask={askExport} /></>;
  const going = goingOn(jobs);
  const searched = going.filter((job) => job.stage === 'review').length;
  if (searched < going.length) return <>{words.queue.searched(searched, going.length)}{paused ? <span className="soft">{words.queue.paused}</span> : <TimeLeft key="search" ask={askSearch} />}</>;
  return going.length === 0 ? null : words.queue.summary(ready, going.length);
}
