import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { KINDS, type Kind } from '../src/core/detect/detection.ts';
import { addPicture, averagePrecision, emptyTally, type TruthImage } from './evaluation/metrics.ts';
import { measureReading, TURNS } from './evaluation/reading.ts';
import { buildSyntheticSet } from './evaluation/synthetic/synthetic-set.ts';
import { markdownReading, markdownTables, plainReading, plainTable, type KindResult } from './evaluation/tables.ts';
import { anonymise } from './headless/main.ts';
import type { Report } from './headless/report.ts';

const USAGE = `Usage: npm run evaluate -- [--images DIR --gt gt.json] [--kinds face,licence-plate] [--iou 0.4] [--threshold 0.28] [--thorough] [--turned] [--markdown]

Looks through every picture of gt.json with the built app's own engine in headless Chromium, and compares.
Without --images and --gt: through the project's own set, which is drawn first, for every kind.
Where text is among the kinds and the truth says what lines say: how well they are read, too; with --turned also turned by quarters.
--markdown prints the tables that the model cards quote.
gt.json: { "images": [ { "file", "width", "height", "objects": [ { "label", "box": [x, y, w, h], "text"?, "ignore"? } ] } ] }
Kinds: ${KINDS.join(', ')}.`;

/** Where the project's own set is drawn. */
const SYNTHETIC = fileURLToPath(new URL('../artifacts/evaluation-set', import.meta.url));

async function evaluate(): Promise<void> {
  const { values } = parseArgs({
    options: {
      images: { type: 'string' },
      gt: { type: 'string' },
      kinds: { type: 'string' },
      iou: { type: 'string', default: '0.4' },
      threshold: { type: 'string' },
      thorough: { type: 'boolean', default: false },
      turned: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const isOwn = values.images === undefined && values.gt === undefined;
  const truthFile = isOwn ? await buildSyntheticSet(SYNTHETIC) : values.gt;
  const asked = (values.kinds ?? (isOwn ? KINDS.join(',') : 'face')).split(',');
  const kinds = KINDS.filter((kind) => asked.includes(kind));
  if (truthFile === undefined || (!isOwn && values.images === undefined) || kinds.length === 0) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const { images } = JSON.parse(await readFile(truthFile, 'utf8')) as { images: TruthImage[] };
  const folder = resolve(values.images ?? SYNTHETIC);
  const paths = await Promise.all(images.map((image) => locate(folder, dirname(resolve(truthFile)), image.file)));
  const report = await anonymise({
    inputs: paths,
    out: null,
    kinds,
    fill: null,
    weakFills: null,
    policyFile: null,
    threshold: values.threshold === undefined ? null : Number(values.threshold),
    thorough: values.thorough,
    regionsFile: null,
    names: null,
    detectOnly: true,
    records: false,
    reportFile: null,
  });
  const results = kinds.map((kind) => measure(kind, images, report, Number(values.iou)));
  const turns = values.turned ? TURNS : ([0] as const);
  const reading = kinds.includes('text') ? await measureReading(images, paths, turns, Number(values.iou)) : [];
  if (values.markdown) console.log(markdownTables(results) + markdownReading(reading));
  else {
    for (const result of results) print(result);
    console.log(plainReading(reading));
  }
  const milliseconds = report.jobs.reduce((sum, job) => sum + (job.milliseconds?.detect ?? 0), 0);
  const megapixels = report.jobs.reduce((sum, job) => sum + ((job.width ?? 0) * (job.height ?? 0)) / 1e6, 0);
  const refused = report.jobs.filter((job) => job.status !== 'ok').length;
  if (refused > 0) process.stderr.write(`refused or failed: ${String(refused)} pictures, counted as nothing found\n`);
  if (refused === report.jobs.length) {
    process.exitCode = 1;
    return;
  }
  console.log(
    `\ndetection: ${(milliseconds / megapixels).toFixed(0)} ms per megapixel over ${megapixels.toFixed(1)} megapixels, ${kinds.join(', ')} together`,
  );
}

function measure(kind: Kind, images: readonly TruthImage[], report: Report, iouThreshold: number): KindResult {
  const masked = emptyTally();
  const reviewed = emptyTally();
  const pictures = images.map((truth, index) => {
    const job = report.jobs[index];
    const finds = (job?.detections ?? []).filter((find) => find.kind === kind);
    addPicture(
      masked,
      truth,
      kind,
      finds.filter((find) => find.decision === 'masked'),
      iouThreshold,
    );
    addPicture(reviewed, truth, kind, finds, iouThreshold);
    return { truth, finds };
  });
  return { kind, masked, reviewed, averagePrecision50: averagePrecision(pictures, kind, 0.5) };
}

function print({ kind, masked, reviewed, averagePrecision50 }: KindResult): void {
  console.log(plainTable(`${kind}, masked by default`, masked));
  console.log(plainTable(`${kind}, masked or offered for review`, reviewed));
  if (averagePrecision50 !== null) console.log(`AP50 ${averagePrecision50.toFixed(3)} over what is offered`);
}

/** `file` is relative to the images' folder or to the ground truth's own. */
async function locate(folder: string, truthFolder: string, file: string): Promise<string> {
  for (const path of [join(folder, file), join(truthFolder, file), join(folder, basename(file))]) {
    if (
      await readFile(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  throw new Error(`a picture of the ground truth is missing: ${file}`);
}

await evaluate();
