import { reportFrames } from '../../core/export/report-frames.ts';
import type { ExportRecord } from '../../core/export/export-record.ts';
import { AnonymizerError, type Result } from '../../core/errors.ts';
import { boxAt } from '../../core/track/path.ts';
import type { SourceInspection } from '../../core/structure/inspection.ts';
import { startOf } from '../../core/structure/sequence.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import type { EngineClient } from '../engine-client.ts';
import { frameClock } from '../timeline/frame-clock.ts';
import { timeText } from '../timeline/time-text.ts';
import { words } from '../words.ts';
import type { ReportPicture } from './draw-report.ts';
import { loadDrawing } from './load-drawing.ts';
import { closingSection, reportNumber, reportSections, type ReportClock } from './report-content.ts';

/** The part of an engine that reads and shows pictures. */
export type PictureEngine = Pick<EngineClient, 'inspect' | 'display' | 'forget'>;

/** Most pictures of a film or of pages in a report. */
const MOST_PICTURES = 12;
/** Pixels of a picture in a report: sharp in print over the width of a page. */
const MOST_PIXELS = 1_200_000;
const JPEG_QUALITY = 0.85;

/**
 * Makes the report about a finished file, from its record and from pictures that are decoded from the file itself; the source has no part in it.
 * @param engine - that decodes the pictures
 * @param output - the finished file
 * @param record - of its export
 * @param signal - ends the work with its reason
 * @returns a PDF in the language of the page
 * @throws AnonymizerError `save/cancelled`, or `save/report` for whatever else stands in the way
 */
export async function makeReport(engine: PictureEngine, output: Blob, record: ExportRecord, signal?: AbortSignal): Promise<Blob> {
  try {
    return await drawn(engine, output, record, signal);
  } catch {
    throw new AnonymizerError(signal?.aborted === true ? 'save/cancelled' : 'save/report');
  }
}

async function drawn(engine: PictureEngine, output: Blob, record: ExportRecord, signal?: AbortSignal): Promise<Blob> {
  const text = words.report;
  const frames = reportFrames(record, MOST_PICTURES);
  const [{ drawReport }, { clock, pictures }] = await Promise.all([loadDrawing(), readOutput(engine, output, record, frames, signal)]);
  signal?.throwIfAborted();
  const many = record.source.frames > 1;
  const hasClear = pictures.some(({ marks }) => marks.some(({ isMasked }) => !isMasked));
  const bytes = await drawReport({
    title: text.title,
    lead: text.lead,
    language: document.documentElement.lang,
    createdAt: record.createdAt,
    producer: record.product.build,
    sections: reportSections(record, clock),
    pictures: { heading: text.pictures, notes: [many ? text.picturesFew(frames.length, record.source.frames) : text.pictureOne, ...(hasClear ? [text.clearLine] : [])], list: pictures },
    closing: closingSection(),
    replaced: text.replaced,
    foot: `SHA-256 ${record.output.sha256.slice(0, 16)}…`,
    pageOf: text.pageOf,
  });
  return new Blob([bytes], { type: 'application/pdf' });
}

interface ReadOutput {
  /** When its frames are shown; `null` where it has no times. */
  readonly clock: ReportClock | null;
  readonly pictures: readonly ReportPicture[];
}

async function readOutput(engine: PictureEngine, file: Blob, record: ExportRecord, frames: readonly number[], signal?: AbortSignal): Promise<ReadOutput> {
  const job = { id: crypto.randomUUID() as JobId, file };
  const options = signal === undefined ? {} : { signal };
  const many = record.source.frames > 1;
  try {
    const clock = many ? clockOf(valueOf(await engine.inspect(job, options))) : null;
    const pictures: ReportPicture[] = [];
    for (const frame of frames) {
      signal?.throwIfAborted();
      const { bitmap, size } = valueOf(await engine.display(job, MOST_PIXELS, frame, options));
      pictures.push({ caption: many ? words.report.frame(frame + 1, clock && timeText(clock.timeOf(frame))) : null, bytes: await toJpeg(bitmap), frameSize: size, marks: marksOn(record, frame) });
    }
    return { clock, pictures };
  } finally {
    engine.forget(job.id);
  }
}

/** As players count. Pages have no times. */
function clockOf({ sequence }: SourceInspection): ReportClock | null {
  if (!('durations' in sequence)) return null;
  const { timeOf } = frameClock(sequence.durations);
  const start = startOf(sequence);
  return { timeOf: (frame) => start + timeOf(frame) };
}

function valueOf<T>(result: Result<T>): T {
  if (result.status === 'failed') throw new AnonymizerError(result.error.code);
  return result.value;
}

function marksOn({ regions }: ExportRecord, frame: number): ReportPicture['marks'] {
  return regions.flatMap((region) => {
    const box = region.zone === undefined ? boxAt(region, frame) : null;
    return box === null ? [] : [{ number: reportNumber(regions, region), box, isMasked: region.state === 'accepted' }];
  });
}

/** On white, because JPEG has no transparency. Closes the bitmap. */
async function toJpeg(bitmap: ImageBitmap): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new AnonymizerError('engine/memory');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  return new Uint8Array(await jpeg.arrayBuffer());
}
