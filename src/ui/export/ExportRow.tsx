import { Check, CircleAlert, Clock, FileCheck, FileJson, Film, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { CSSProperties, HTMLAttributes, ReactElement } from 'react';
import type { Decision } from '../../core/review/decision.ts';
import { placeOf } from '../../core/review/review-names.ts';
import type { Progress } from '../../protocol/engine-api.ts';
import { Button } from '../controls/Button.tsx';
import { FramePace } from '../detect/FramePace.tsx';
import { frameClock } from '../timeline/frame-clock.ts';
import { timeText } from '../timeline/time-text.ts';
import { words } from '../words.ts';
import { startDragOut } from './drag-out.ts';
import { OutputThumb } from './OutputThumb.tsx';
import { ReadyLine } from './ReadyLine.tsx';
import { recheckText } from './recheck-text.ts';
import { soundText } from './sound-text.ts';
import { sourceOf } from './source-of.ts';
import type { Held, Job, Released } from '../workspace/job.ts';

interface ExportRowProps {
  readonly job: Job;
  /** Whether another file has the same name. */
  readonly alike: boolean;
  /** Place among the listed files, from 0. */
  readonly index: number;
  readonly of: number;
  readonly measure: (element: HTMLElement | null) => void;
  readonly style: CSSProperties;
  readonly onShow: (region: string | null) => void;
  readonly onDecide: (state: 'accepted' | 'rejected', ids: readonly string[]) => void;
  readonly onSave: () => void;
  readonly onSaveRecord: () => void;
  /** `null` while reports are made. */
  readonly onSaveEvidence: (() => void) | null;
}

/** What came out of one file. */
export function ExportRow({ job, alike, index, of, measure, style, onShow, onDecide, onSave, onSaveRecord, onSaveEvidence }: ExportRowProps): ReactElement {
  const { exported } = job;
  const text = words.exportSheet;
  const source = sourceOf(job, alike);
  return (
    <li ref={measure} className="export-row" data-index={index} aria-posinset={index + 1} aria-setsize={of} style={style} data-status={exported.status} data-testid="export-row">
      <span className="export-thumb" {...dragOf(job)}>
        {exported.status === 'released' ? <OutputPicture bytes={exported.outcome.bytes} /> : job.thumb === null ? null : <img src={job.thumb} alt="" />}
      </span>
      <div className="export-text">
        <div className="export-name">
          <Mark job={job} />
          <span className="export-file">{exported.status === 'released' ? exported.name : job.name}</span>
          {source === null ? null : <span className="export-source" title={source}>{text.from(source)}</span>}
          {exported.status === 'released' && exported.saved ? <span className="export-saved">{text.saved}</span> : null}
        </div>
        {exported.status === 'released' ? <Result outcome={exported.outcome} /> : null}
        {exported.status === 'held' ? <HeldText job={job} outcome={exported.outcome} onShow={onShow} onDecide={onDecide} /> : null}
        {exported.status === 'failed' ? <p className="export-danger">{words.errors[exported.error.code]}</p> : null}
        {exported.status === 'queued' ? <p className="soft">{text.queued}</p> : null}
        {exported.status === 'running' ? exported.progress === null ? <p className="soft">{words.stages.load}</p> : <StageLine job={job} progress={exported.progress} /> : null}
        {exported.status === 'none' ? <ReadyLine job={job} /> : null}
      </div>
      {exported.status === 'released' ? (
        <div className="export-actions">
          <Button size="small" aria-label={text.saveOne(exported.name)} onClick={onSave}>{text.save}</Button>
          <Button size="small" tone="quiet" icon={FileJson} aria-label={text.recordOne(exported.name)} onClick={onSaveRecord}>{text.record}</Button>
          <Button size="small" tone="quiet" icon={FileCheck} title={text.evidenceHint} aria-label={text.evidenceOne(exported.name)} disabled={onSaveEvidence === null} onClick={() => onSaveEvidence?.()}>{text.evidence}</Button>
        </div>
      ) : null}
    </li>
  );
}

/** A picture is shown from its own bytes; of a film there is a sign, because its source's picture would show what is masked. */
function OutputPicture({ bytes }: { readonly bytes: Blob }): ReactElement {
  return bytes.type.startsWith('video/') ? <Film size={20} aria-hidden="true" /> : <OutputThumb bytes={bytes} />;
}

/** A finished file can be dragged out of the page, in browsers that take it. */
function dragOf({ exported }: Job): HTMLAttributes<HTMLElement> {
  if (exported.status !== 'released') return {};
  const { name, outcome } = exported;
  return {
    draggable: true,
    title: words.exportSheet.dragOut,
    onDragStart: (event) => {
      const end = startDragOut(event.dataTransfer, { name, bytes: outcome.bytes });
      event.currentTarget.addEventListener('dragend', end, { once: true });
    },
  };
}

/** The frames of a video take their time, so that the one that a stage has come to is told, and how fast it goes. */
function StageLine({ job: { inspection }, progress: { stage, fraction } }: { readonly job: Job; readonly progress: Progress }): ReactElement {
  const frames = inspection?.sequence.kind === 'video' ? inspection.sequence.durations.length : 0;
  const text = words.stages[stage];
  if (frames <= 1 || (stage !== 'mask' && stage !== 'verify')) return <p className="soft">{text}</p>;
  return (
    <p className="soft export-stage">
      {/* What is told at the end of a frame is the beginning of the next. */}
      <span>{words.stageAt(text, Math.min(frames, Math.floor(fraction * frames + ROUNDING) + 1), frames)}</span>
      <FramePace frames={fraction * frames} />
    </p>
  );
}

/** So that the share of a frame times their number does not come out just below that frame. */
const ROUNDING = 1e-6;

function Mark({ job }: { readonly job: Job }): ReactElement {
  switch (job.exported.status) {
    case 'released':
      return <Check size={16} aria-hidden="true" className="mark-done" />;
    case 'held':
      return <TriangleAlert size={16} aria-hidden="true" className="mark-caution" />;
    case 'failed':
      return <CircleAlert size={16} aria-hidden="true" className="mark-danger" />;
    case 'running':
      return <LoaderCircle size={16} aria-hidden="true" className="mark-busy" />;
    default:
      return <Clock size={16} aria-hidden="true" className="soft" />;
  }
}

function Result({ outcome }: { readonly outcome: Released }): ReactElement {
  const { record } = outcome;
  const text = words.exportSheet;
  const regions = record.regions.filter(({ zone, state }) => zone === undefined && state === 'accepted');
  const isOutside = record.regions.some(({ zone, state }) => zone === 'mask-outside' && state === 'accepted');
  const byKind = [...new Set(regions.map(({ kind }) => kind))].map((kind) => ({ kind, n: regions.filter((region) => region.kind === kind).length }));
  const masked = [...(byKind.length === 0 ? [] : [text.masked(byKind)]), ...(isOutside ? [text.maskedOutside] : [])];
  const sound = soundText(record);
  const metadata = record.metadataRemoved.reduce((sum, entry) => sum + entry.count, 0);
  return (
    <p className="export-facts">
      <span>{masked.length === 0 ? text.maskedNone : words.list(masked)}</span>
      <span>{text.metadataRemoved(metadata, record.metadataKept.length)}</span>
      <span>{recheckText(record)}</span>
      {sound === null ? null : <span data-testid="sound-fact">{sound}</span>}
      <span>{text.sizes(words.bytes(record.source.sizeBytes), words.bytes(record.output.sizeBytes))}</span>
      <span>
        {text.hash} <span className="mono" title={record.output.sha256}>{record.output.sha256.slice(0, 12)}…</span>
      </span>
    </p>
  );
}

interface HeldTextProps {
  readonly job: Job;
  readonly outcome: Held;
  readonly onShow: (region: string | null) => void;
  readonly onDecide: (state: 'accepted' | 'rejected', ids: readonly string[]) => void;
}

/** Why a file is held, and the way back: each survivor is a region that waits for a decision. */
function HeldText({ job, outcome, onShow, onDecide }: HeldTextProps): ReactElement {
  const text = words.exportSheet;
  const waiting = job.session?.decisions.filter((decision) => decision.origin === 'recheck' && decision.state === 'pending') ?? [];
  const size = job.inspection?.size;
  const sequence = job.inspection?.sequence;
  const isVideo = sequence?.kind === 'video';
  const clock = isVideo && waiting.length > 0 ? frameClock(sequence.durations) : null;
  const since = ({ path }: Decision): string | null => (clock === null || path === undefined ? null : timeText(clock.timeOf(path.first)));
  if (outcome.reason === 'structure') return <p className="export-caution">{text.heldStructure(outcome.findings.map((finding) => finding.name), isVideo)}</p>;
  if (outcome.reason === 'pixels') return <p className="export-caution">{text.heldPixels(isVideo)}</p>;
  if (waiting.length === 0) return <p>{text.heldResolved}</p>;
  return (
    <ul className="held-list">
      {waiting.map((decision) => (
        <li key={decision.id}>
          <p className="export-caution">{text.heldSurvivor(decision.kind, size === undefined ? 'centre' : placeOf(decision, size), since(decision))}</p>
          <div className="export-choices">
            <Button size="small" onClick={() => onDecide('accepted', [decision.id])}>{text.maskIt}</Button>
            <Button size="small" onClick={() => onDecide('rejected', [decision.id])}>{words.region.notThis(decision.kind)}</Button>
            <Button size="small" tone="quiet" onClick={() => onShow(decision.id)}>{text.show}</Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
