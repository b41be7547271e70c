import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Kind } from '../../src/core/detect/detection.ts';
import { sourceBox } from '../../src/core/geometry/box.ts';
import { isLabelOf, type TruthImage } from '../evaluation/metrics.ts';
import { buildSyntheticSet } from '../evaluation/synthetic/synthetic-set.ts';
import { anonymise } from '../headless/main.ts';
import { PictureDecoder } from './picture-decoder.ts';
import { readable } from './reading-score.ts';
import { loadReader } from './region-reader.ts';
import { attackRegion, attackTable, type AttackedRegion } from './region-tally.ts';

const ATTACKED = ['licence-plate', 'text'] as const satisfies readonly Kind[];

const USAGE = `Usage: npm run attack:reading -- [--images DIR --gt gt.json] [--kinds ${ATTACKED.join(',')}] [--masked DIR]

Masks every picture of gt.json with the built app's own engine, then tries to read each true region in what comes out: as it is,
stretched, inverted, enlarged, and wherever lines are found. The same is tried before masking, as a control.
Without --images and --gt: the project's own set, which is drawn first.
--masked DIR attacks pictures that were masked before, by whatever; they have the sources' names and any ending.
gt.json: { "images": [ { "file", "width", "height", "objects": [ { "label", "box": [x, y, w, h], "text"?, "ignore"? } ] } ] }`;

/** Where the project's own set is drawn. */
const SYNTHETIC = fileURLToPath(new URL('../../artifacts/evaluation-set', import.meta.url));
/** The share that must not be exceeded. */
const LIMIT = 0.01;

async function attack(): Promise<void> {
  const { values } = parseArgs({ options: { images: { type: 'string' }, gt: { type: 'string' }, kinds: { type: 'string', default: ATTACKED.join(',') }, masked: { type: 'string' } } });
  const isOwn = values.images === undefined && values.gt === undefined;
  const kinds = ATTACKED.filter((kind) => values.kinds.split(',').includes(kind));
  if ((!isOwn && (values.images === undefined || values.gt === undefined)) || kinds.length === 0) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const truthFile = isOwn ? await buildSyntheticSet(SYNTHETIC) : resolve(values.gt ?? '');
  const { images } = JSON.parse(await readFile(truthFile, 'utf8')) as { images: TruthImage[] };
  for (const kind of kinds) {
    const regions = await attackKind(kind, images, [resolve(values.images ?? SYNTHETIC), dirname(truthFile)], values.masked ?? null);
    console.log(attackTable(kind, regions));
    if (regions.filter(({ masked }) => masked !== null).length > LIMIT * regions.length) process.exitCode = 1;
  }
}

async function attackKind(kind: Kind, images: readonly TruthImage[], folders: readonly string[], maskedBefore: string | null): Promise<AttackedRegion[]> {
  const wanted = images.map((image, picture) => ({ picture, image, objects: objectsOf(image, kind) })).filter(({ objects }) => objects.length > 0);
  const paths = await Promise.all(wanted.map(({ image }) => locate(folders, image.file)));
  const own = maskedBefore === null ? await mkdtemp(join(tmpdir(), 'cloakroom-attack-')) : null;
  const out = resolve(own ?? maskedBefore ?? '');
  if (own !== null && paths.length > 0) await mask(paths, kind, own);
  const decoder = await PictureDecoder.open();
  const text = await loadReader();
  const regions: AttackedRegion[] = [];
  try {
    for (const [index, { picture, objects }] of wanted.entries()) {
      const source = await decoder.decode(paths[index] ?? '');
      const masked = await decoder.decode(await locateMasked(out, paths[index] ?? ''));
      if (masked.width !== source.width || masked.height !== source.height) throw new Error(`picture ${String(picture)} has another size once it is masked`);
      for (const { region, box, said } of objects) {
        regions.push({ picture, region, ...(await attackRegion(text, said, sourceBox(...box), source, masked)) });
      }
      process.stderr.write(`[${String(index + 1)}/${String(wanted.length)}] ${kind}: ${String(regions.filter((one) => one.masked !== null).length)} read of ${String(regions.length)}\n`);
    }
  } finally {
    await decoder.close();
    if (own !== null) await rm(own, { recursive: true, force: true });
  }
  return regions;
}

/** Regions of a kind, by their number among all of the picture's; those without a letter or digit say nothing. */
function objectsOf({ objects }: TruthImage, kind: Kind): { readonly region: number; readonly box: readonly [number, number, number, number]; readonly said: string | null }[] {
  return objects.flatMap(({ label, box, ignore, text }, region) => {
    if (!isLabelOf(kind, label) || ignore === true || (text !== undefined && readable(text) === '')) return [];
    return [{ region, box, said: text ?? null }];
  });
}

async function mask(inputs: readonly string[], kind: Kind, out: string): Promise<void> {
  const report = await anonymise({
    inputs,
    out,
    kinds: [kind],
    fill: null,
    weakFills: null,
    policyFile: null,
    threshold: null,
    regionsFile: null,
    names: '{name}',
    detectOnly: false,
    records: false,
    reportFile: null,
  });
  const held = report.jobs.filter(({ status }) => status !== 'ok').length;
  if (held > 0) throw new Error(`${String(held)} pictures were refused or held`);
}

/** The masked picture of a source: the same name with any ending. */
async function locateMasked(folder: string, source: string): Promise<string> {
  const stem = basename(source, extname(source));
  const found = (await readdir(folder)).find((file) => basename(file, extname(file)) === stem);
  if (found === undefined) throw new Error(`there is no masked picture of ${stem}`);
  return join(folder, found);
}

/** `file` is relative to the images' folder or to the ground truth's own. */
async function locate(folders: readonly string[], file: string): Promise<string> {
  for (const path of folders.flatMap((folder) => [join(folder, file), join(folder, basename(file))])) {
    const isThere = await readFile(path).then(() => true, () => false);
    if (isThere) return path;
  }
  throw new Error(`a picture of the ground truth is missing: ${file}`);
}

await attack();
