import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { KINDS } from '../src/core/detect/detection.ts';
import { addPicture, BANDS, emptyTally, type Tally, type TruthImage } from './evaluation/metrics.ts';
import { anonymise } from './headless/main.ts';

const USAGE = `Usage: npm run evaluate -- --images DIR --gt gt.json [--kinds face] [--iou 0.4] [--threshold 0.28]

Looks for faces in every picture of gt.json with the built app's own engine in headless Chromium, and compares.
gt.json: { "images": [ { "file", "width", "height", "objects": [ { "label", "box": [x, y, w, h], "ignore"? } ] } ] }`;

async function evaluate(): Promise<void> {
  const { values } = parseArgs({
    options: {
      images: { type: 'string' },
      gt: { type: 'string' },
      kinds: { type: 'string', default: 'face' },
      iou: { type: 'string', default: '0.4' },
      threshold: { type: 'string' },
    },
  });
  if (values.images === undefined || values.gt === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const kinds = values.kinds.split(',').filter((kind) => (KINDS as readonly string[]).includes(kind));
  const iouThreshold = Number(values.iou);
  const { images } = JSON.parse(await readFile(values.gt, 'utf8')) as { images: TruthImage[] };
  const folder = resolve(values.images);
  const paths = await Promise.all(images.map((image) => locate(folder, dirname(resolve(values.gt ?? '')), image.file)));
  const report = await anonymise({
    inputs: paths,
    out: null,
    kinds,
    fill: null,
    policyFile: null,
    threshold: values.threshold === undefined ? null : Number(values.threshold),
    regionsFile: null,
    names: null,
    detectOnly: true,
    records: false,
    reportFile: null,
  });
  let milliseconds = 0;
  let megapixels = 0;
  for (const kind of kinds) {
    const masked = emptyTally();
    const reviewed = emptyTally();
    let refused = 0;
    for (const [index, image] of images.entries()) {
      const job = report.jobs[index];
      if (job?.status !== 'ok') refused += 1;
      const finds = (job?.detections ?? []).filter((find) => find.kind === kind);
      addPicture(
        masked,
        image,
        kind,
        finds.filter((find) => find.decision === 'masked'),
        iouThreshold,
      );
      addPicture(reviewed, image, kind, finds, iouThreshold);
      milliseconds += job?.milliseconds?.detect ?? 0;
      megapixels += ((job?.width ?? 0) * (job?.height ?? 0)) / 1e6;
    }
    print(`${kind}, masked by default`, masked);
    print(`${kind}, masked or offered for review`, reviewed);
    if (refused > 0) console.log(`refused or failed: ${String(refused)} pictures, counted as nothing found`);
  }
  console.log(`detection: ${(milliseconds / megapixels).toFixed(0)} ms per megapixel over ${megapixels.toFixed(1)} megapixels`);
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

function print(title: string, tally: Tally): void {
  const ratio = (part: number, whole: number): string => (whole === 0 ? '   – ' : (part / whole).toFixed(3));
  console.log(`\n${title}: ${String(tally.pictures)} pictures, ${String(tally.truths)} true boxes`);
  console.log('height     true  recall  covered');
  console.log(
    `all      ${String(tally.truths).padStart(6)}   ${ratio(tally.found, tally.truths)}    ${ratio(tally.covered, tally.truths)}`,
  );
  for (const name of BANDS) {
    const band = tally.bands[name];
    console.log(
      `${name.padEnd(9)}${String(band.truths).padStart(6)}   ${ratio(band.found, band.truths)}    ${ratio(band.covered, band.truths)}`,
    );
  }
  const right = tally.finds - tally.falseFinds;
  console.log(`precision ${ratio(right, tally.finds)}, false a picture ${(tally.falseFinds / tally.pictures).toFixed(2)}`);
}

await evaluate();
