import { KINDS } from '../../core/detect/detection.ts';
import type { ExportRecord, RecordedRegion } from '../../core/export/export-record.ts';
import { isIrreversible } from '../../core/mask/strength.ts';
import type { FrameSpan } from '../../core/track/path.ts';
import { soundText } from '../export/sound-text.ts';
import type { FrameClock } from '../timeline/frame-clock.ts';
import { timeText } from '../timeline/time-text.ts';
import { words } from '../words.ts';

/** A name and what it is. */
export interface ReportFact {
  readonly name: string;
  readonly value: string;
  /** Digits and letters that are to be compared one by one. */
  readonly isCode?: true;
}

/** Rows under names of columns. */
export interface ReportTable {
  readonly columns: readonly { readonly title: string; /** Of the width, all together 1. */ readonly share: number }[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of a report: its heading, then facts, then a table, then sentences. */
export interface ReportSection {
  readonly heading: string;
  readonly facts: readonly ReportFact[];
  readonly table: ReportTable | null;
  readonly notes: readonly string[];
}

/** Tells when frames are shown, in seconds. */
export type ReportClock = Pick<FrameClock, 'timeOf'>;

/** Number that a region has in a report, on its pictures and in its table; from 1, in the order of the record. Zones have one, too. */
export function reportNumber(regions: readonly RecordedRegion[], region: RecordedRegion): number {
  return regions.indexOf(region) + 1;
}

/**
 * What a report says beside its pictures, in the language in force.
 * @param record - of the export; nothing else goes into a report but pictures and times of the output
 * @param clock - when the frames of the output are shown; `null` where it has no times
 */
export function reportSections(record: ExportRecord, clock: ReportClock | null): readonly ReportSection[] {
  return [fileSection(record), sourceSection(record), searchSection(record), regionsSection(record, clock), metadataSection(record), recheckSection(record), policySection(record), reviewSection(record)];
}

/** What stands behind the pictures: how anybody can check the file. */
export function closingSection(): ReportSection {
  const text = words.report;
  return { heading: text.check, facts: [], table: null, notes: [text.checkText, text.unsigned] };
}

function fileSection(record: ExportRecord): ReportSection {
  const { output, source, createdAt, product } = record;
  const text = words.report;
  const sound = soundText(record, true);
  return {
    heading: text.file,
    facts: [
      { name: text.format, value: output.format.toUpperCase() },
      { name: text.size, value: text.sizeOf(output.width, output.height) },
      ...(source.frames === 1 ? [] : [{ name: text.frames, value: words.number(source.frames) }]),
      { name: text.bytes, value: words.number(output.sizeBytes) },
      { name: text.sha256, value: output.sha256, isCode: true },
      ...(sound === null ? [] : [{ name: text.sound, value: sound }]),
      { name: text.exported, value: createdAt.replace('T', ' ').replace(/\.\d+Z$|Z$/, '') },
      { name: text.build, value: product.build },
    ],
    table: null,
    notes: [],
  };
}

function sourceSection({ source }: ExportRecord): ReportSection {
  const text = words.report;
  return {
    heading: text.source,
    facts: [
      { name: text.format, value: source.format.toUpperCase() },
      { name: text.size, value: text.sizeOf(source.width, source.height) },
      ...(source.frames === 1 ? [] : [{ name: text.frames, value: words.number(source.frames) }]),
      { name: text.bytes, value: words.number(source.sizeBytes) },
    ],
    table: null,
    notes: [],
  };
}

function searchSection({ search }: ExportRecord): ReportSection {
  const text = words.report;
  if (search.kinds.length === 0) return { heading: text.search, facts: [], table: null, notes: [`${text.lookedForNothing}.`, text.limits] };
  return {
    heading: text.search,
    facts: [
      { name: text.lookedFor, value: words.list(search.kinds.map((kind) => words.kinds[kind].many)) },
      { name: text.downTo, value: text.pixels(search.smallestHeight) },
      ...(search.thorough === true ? [{ name: text.thorough, value: text.yes }] : []),
      ...(search.video ?? []).map(({ kind, everyNth, holdSeconds }) => ({ name: words.kindNames[kind], value: text.everyNth(everyNth, holdSeconds) })),
      ...search.detectors.map(({ name, version, sha256 }) => ({ name: `${name} ${version}`, value: sha256, isCode: true as const })),
    ],
    table: null,
    notes: [text.limits],
  };
}

function regionsSection(record: ExportRecord, clock: ReportClock | null): ReportSection {
  const { regions, source } = record;
  const { report: text } = words;
  const { column } = text;
  const moves = source.frames > 1;
  const reasons = new Map(record.policy.review.reasons.map(({ id, label }) => [id, label]));
  const hasReasons = regions.some(({ reason }) => reason !== undefined);
  const columns = shared([
    { title: column.number, share: 5 },
    { title: column.kind, share: 14 },
    { title: column.found, share: 15 },
    { title: column.decided, share: 18 },
    { title: column.mask, share: 14 },
    ...(moves ? [{ title: column.frames, share: 11 }] : []),
    ...(clock === null ? [] : [{ title: column.times, share: 14 }]),
    { title: column.place, share: 20 },
    ...(hasReasons ? [{ title: column.reason, share: 14 }] : []),
  ]);
  const rows = regions.map((region) => {
    const { kind, zone, state, decidedBy, box, path, reason } = region;
    return [
      words.number(reportNumber(regions, region)),
      zone === undefined ? words.kindSingular(kind) : text.zone,
      foundText(region),
      zone === undefined ? text.decided(state, decidedBy) : words.region.zones[zone],
      maskText(region),
      ...(moves ? [path === undefined ? '' : framesText(path)] : []),
      ...(clock === null ? [] : [path === undefined ? '' : `${timeText(clock.timeOf(path.first), 2)}–${timeText(clock.timeOf(path.last + 1), 2)}`]),
      `${whole(box.left)}, ${whole(box.top)}; ${whole(box.width)} × ${whole(box.height)}`,
      ...(hasReasons ? [reason === undefined ? '' : (reasons.get(reason) ?? reason)] : []),
    ];
  });
  return { heading: text.regions, facts: [], table: rows.length === 0 ? null : { columns, rows }, notes: [text.regionCount(regions.length), ...(moves && regions.some(({ path }) => path !== undefined) ? [text.placeNote] : []), ...(regions.some(isTraced) ? [text.traces] : [])] };
}

function framesText({ first, last }: FrameSpan): string {
  return first === last ? words.number(first + 1) : `${words.number(first + 1)}–${words.number(last + 1)}`;
}

function foundText({ origin, score, zone }: RecordedRegion): string {
  const text = words.report;
  if (origin === 'person' || score === null) return zone === undefined || origin === 'person' ? text.drawn : text.policy;
  return origin === 'recheck' ? text.bySecondLook(words.share(Math.min(score, 0.99))) : text.bySearch(words.share(Math.min(score, 0.99)));
}

/** Its fill can't be undone, and the source itself holds traces of what it covers beside it. */
function isTraced({ fill, irreversible }: RecordedRegion): boolean {
  return fill !== null && isIrreversible(fill) && irreversible === false;
}

/** Shares that come to 1 together. */
function shared(columns: ReportTable['columns']): ReportTable['columns'] {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  return columns.map(({ title, share }) => ({ title, share: share / all }));
}

function maskText({ state, fill, zone }: RecordedRegion): string {
  if (state !== 'accepted' || fill === null || (zone !== undefined && zone !== 'mask-outside')) return '';
  return isIrreversible(fill) ? words.fills[fill] : `${words.fills[fill]}, ${words.report.weak}`;
}

function metadataSection({ metadataRemoved, metadataKept }: ExportRecord): ReportSection {
  const text = words.report;
  const removed = metadataRemoved.map(({ kind, count, sizeBytes }) => text.removedEntry(words.metadata.kinds[kind], count, sizeBytes === 0 ? '' : words.bytes(sizeBytes)));
  return {
    heading: text.metadata,
    facts: [
      { name: text.removed, value: removed.length === 0 ? text.noMetadata : removed.join('; ') },
      ...(metadataKept.length === 0 ? [] : [{ name: text.kept, value: words.list(metadataKept.map((kept) => words.policy.keptMetadata[kept])) }]),
    ],
    table: null,
    notes: [],
  };
}

function recheckSection({ recheck, source }: ExportRecord): ReportSection {
  const text = words.report;
  return {
    heading: text.recheck,
    facts: [
      { name: text.compared, value: source.frames === 1 ? words.number(recheck.regionsCompared) : text.comparedFrames(recheck.regionsCompared, source.frames) },
      ...(recheck.framesSearched === undefined ? [] : [{ name: text.searchedAgain, value: words.number(recheck.framesSearched) }]),
      { name: text.lookedFor, value: words.list(recheck.search.kinds.map((kind) => words.kinds[kind].many)) },
      { name: text.explained, value: words.number(recheck.explained) },
      { name: text.survivors, value: text.none },
      { name: text.segments, value: text.segmentsAllowed(recheck.segmentsWalked) },
    ],
    table: null,
    notes: [],
  };
}

function policySection({ policy }: ExportRecord): ReportSection {
  const { report: text } = words;
  const { policyColumn } = text;
  const rows = KINDS.filter((kind) => policy.kinds[kind].enabled).map((kind) => {
    const { maskThreshold, reviewThreshold, maskScale, maskMargin, fill } = policy.kinds[kind];
    const growth = maskMargin === 0 ? words.share(maskScale) : `${words.share(maskScale)} + ${words.share(maskMargin)}`;
    return [words.kindNames[kind], words.share(maskThreshold), words.share(reviewThreshold), growth, words.fills[fill]];
  });
  return {
    heading: text.policy,
    facts: [{ name: text.policyName, value: policy.name === '' ? text.unnamed : policy.name }],
    table: rows.length === 0 ? null : {
      columns: [
        { title: policyColumn.kind, share: 0.32 }, { title: policyColumn.mask, share: 0.17 }, { title: policyColumn.ask, share: 0.17 },
        { title: policyColumn.growth, share: 0.17 }, { title: policyColumn.fill, share: 0.17 },
      ],
      rows,
    },
    notes: [text.policyRest],
  };
}

function reviewSection({ review }: ExportRecord): ReportSection {
  const text = words.report;
  const { reviewer, secondReviewer } = review;
  const named = (name: string, id: string): ReportFact => ({ name, value: id, isCode: true });
  return {
    heading: text.review,
    facts: [
      reviewer === null ? { name: text.reviewer, value: text.notNamed } : named(text.reviewer, reviewer),
      ...(secondReviewer === null ? [] : [named(text.secondReviewer, secondReviewer)]),
    ],
    table: null,
    notes: reviewer === null ? [] : [text.ids],
  };
}

function whole(value: number): string {
  return words.number(Math.round(value));
}
