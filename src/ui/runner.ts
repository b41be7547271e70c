import { NOT_NAMED, type ExportRecord } from '../core/export/export-record.ts';
import { AnonymizerError, toWireError, type ErrorCode, type Result, type WireError } from '../core/errors.ts';
import { KINDS, type Detection, type SearchReport } from '../core/detect/detection.ts';
import { decideByPolicy } from '../core/review/decide-by-policy.ts';
import type { Decision, RegionId } from '../core/review/decision.ts';
import { zonesOf } from '../core/review/zones.ts';
import { parsePolicy } from '../core/policy/parse-policy.ts';
import { DEFAULT_POLICY, type Policy } from '../core/policy/policy.ts';
import { frameCount, pageSizes, startOf } from '../core/structure/sequence.ts';
import type { JobInput, Progress, Timings } from '../protocol/engine-api.ts';
import type { RunnerOutput, RunnerPage, RunnerProgress, RunnerReply, RunnerRequest } from '../protocol/runner-page.ts';
import { EngineClient } from './engine-client.ts';
import { DEVICE_OUTPUTS } from './output-folder.ts';
import { loadDrawing } from './report/load-drawing.ts';
import { makeReport } from './report/make-report.ts';
import { runnerDetections } from './runner-detections.ts';
import { sealPage } from './trusted-types.ts';

/** A second look may find something that the first did not; without a person it is masked too, at most this many times. */
const ROUNDS = 3;

sealPage();
const client = new EngineClient({ idleMs: 3_600_000, loadAhead: true, outputs: DEVICE_OUTPUTS });

const page: RunnerPage = {
  warmUp: async (untrusted = DEFAULT_POLICY) => {
    const policy = untrustedPolicy(untrusted);
    if ('code' in policy) return policy;
    // The network is closed behind this.
    await loadDrawing();
    const started = await client.warmUp(KINDS.filter((kind) => policy.kinds[kind].enabled));
    return started.status === 'ok' ? started.value : started.error;
  },
  run: async (request) => {
    if (left !== null) DEVICE_OUTPUTS.forget(left.id);
    left = null;
    const job: JobInput = { id: crypto.randomUUID(), file: fileAt(request.index) };
    try {
      return await runJob(job, request);
    } finally {
      client.forget(job.id);
      if (!isLeft(job)) DEVICE_OUTPUTS.forget(job.id);
    }
  },
  read: async (offset, length) => {
    if (left === null) throw new RangeError('no output');
    return toBase64(left.bytes.slice(offset, offset + length));
  },
};
/** The output that is read in parts, which belongs to the engine until its file is forgotten. */
let left: { readonly id: string; readonly bytes: Blob } | null = null;
function isLeft({ id }: JobInput): boolean {
  return left?.id === id;
}

Object.assign(window, { cloakroomRunner: page });

function untrustedPolicy(untrusted: unknown): Policy | WireError {
  try {
    return parsePolicy(untrusted);
  } catch (error) {
    return toWireError(error);
  }
}

function fileAt(index: number): File {
  const input = document.querySelector<HTMLInputElement>('#files');
  const file = input?.files?.[index];
  if (file === undefined) throw new RangeError('no file at this position');
  return file;
}

async function runJob(job: JobInput, request: RunnerRequest): Promise<RunnerReply> {
  let policy: Policy;
  try {
    policy = parsePolicy(request.policy);
  } catch (error) {
    return { status: 'failed', error: toWireError(error) };
  }
  const inspected = await client.inspect(job);
  if (inspected.status === 'failed') return inspected;
  const { sequence } = inspected.value;
  // Searching a film takes minutes, and nobody is here to ask at its end.
  if (!request.detectOnly && policy.audio.sound === 'ask' && sequence.kind === 'video' && sequence.sound !== null) return failed('policy/sound');
  // Whoever mistypes a time would give away what they meant to mute.
  if (sequence.kind === 'video' && sequence.sound !== null && request.muted?.some(({ from }) => from >= startOf(sequence) + sum(sequence.durations) / 1000) === true) return failed('policy/mute');
  const onProgress = (progress: Progress): void => report(sequence.kind === 'video' ? { ...progress, frames: sequence.durations.length } : progress);
  // Where areas are given nothing is looked for before the second look.
  const found = request.regions === null ? await client.detect(job, policy, { onProgress }) : ({ status: 'ok', value: { inspection: inspected.value, detections: [], search: NOT_SEARCHED, timings: {} } } as const);
  if (found.status === 'failed') return found;
  const { inspection, search, timings } = found.value;
  const { width, height } = inspection.size;
  const zones = zonesOf(policy.zones, pageSizes(inspection));
  const regions = request.regions === null ? decideByPolicy(found.value.detections, policy, zones) : fixedRegions(request.regions, frameCount(inspection));
  let decisions: readonly Decision[] = [...regions, ...zones];
  if (request.detectOnly) {
    return { status: 'ok', width, height, detections: runnerDetections(decisions, policy, inspection), output: null, timings };
  }
  // In the app a region that stays clear needs a person's reason under such a policy, and here there is no person.
  if (policy.review.reasons.length > 0 && ['kept-clear', 'both'].includes(policy.review.reasonFor) && decisions.some(({ state }) => state === 'pending')) return failed('plan/undecided');
  let spent: Timings = timings;
  for (let round = 0; round < ROUNDS; round += 1) {
    const exported = await client.exportPicture(job, { decisions, policy, search, createdAt: request.createdAt, review: NOT_NAMED, ...(request.muted === undefined ? {} : { muted: request.muted, mutedFrom: 'file' }) }, { onProgress });
    if (exported.status === 'failed') return exported;
    const outcome = exported.value;
    spent = addTimings(spent, outcome.timings);
    if (outcome.status === 'released') {
      const { bytes, format, record } = outcome;
      if (request.inParts === true) left = { id: job.id, bytes };
      const about = request.report === true ? await reportAbout(bytes, record) : ({ status: 'ok', value: {} } as const);
      if (about.status === 'failed') return about;
      const output = { base64: request.inParts === true ? null : await toBase64(bytes), sizeBytes: bytes.size, format, record, ...about.value };
      return { status: 'ok', width, height, detections: runnerDetections(decisions, policy, inspection), output, timings: spent };
    }
    if (outcome.reason !== 'survivor') return failed(`export/${outcome.reason}`);
    decisions = [...decisions, ...outcome.survivors.map(({ detection }, n) => survivorRegion(detection, decisions.length + n + 1, policy))];
  }
  return failed('export/survivor');
}

async function reportAbout(bytes: Blob, record: ExportRecord): Promise<Result<Pick<RunnerOutput, 'report'>>> {
  try {
    return { status: 'ok', value: { report: await toBase64(await makeReport(client, bytes, record)) } };
  } catch (error) {
    return { status: 'failed', error: toWireError(error) };
  }
}

const NOT_SEARCHED: SearchReport = { kinds: [], detectors: [], smallestHeight: 0, scales: [], inferences: 0 };

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

function failed(code: ErrorCode): RunnerReply {
  return { status: 'failed', error: toWireError(new AnonymizerError(code)) };
}

function fixedRegions(regions: NonNullable<RunnerRequest['regions']>, frames: number): Decision[] {
  return regions.map(({ box, shape, fill }, index) => ({
    id: `r${String(index + 1)}` as RegionId,
    kind: 'area',
    origin: 'person',
    score: null,
    box,
    ...(frames === 1 ? {} : { path: { first: 0, last: frames - 1, keys: [{ frame: 0, box }] } }),
    shape,
    state: 'accepted',
    decidedBy: 'person',
    fill: fill ?? null,
  }));
}

function survivorRegion({ kind, score, box, angle, path }: Detection, number: number, policy: Policy): Decision {
  // Ids of first finds have gaps, so those of later ones count apart.
  const id = `s${String(number)}` as RegionId;
  return { id, kind, origin: 'recheck', score, box, ...(angle === undefined ? {} : { angle }), ...(path === undefined ? {} : { path }), shape: policy.kinds[kind].shape, state: 'accepted', decidedBy: 'policy', fill: null };
}

function addTimings(a: Timings, b: Timings): Timings {
  const sum: Partial<Record<Progress['stage'], number>> = { ...a };
  for (const [stage, milliseconds] of Object.entries(b) as [Progress['stage'], number][]) sum[stage] = (sum[stage] ?? 0) + milliseconds;
  return sum;
}

/** Progress goes to the runner through a binding that it may have put on the page. */
function report(progress: RunnerProgress): void {
  (window as { cloakroomProgress?: (progress: RunnerProgress) => void }).cloakroomProgress?.(progress);
}

async function toBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const parts: string[] = [];
  // In steps divisible by 3, so that the pieces join without padding; small enough to be spread as arguments.
  for (let at = 0; at < bytes.length; at += 24_576) parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 24_576))));
  return parts.join('');
}
