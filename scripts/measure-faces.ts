import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as ort from 'onnxruntime-web/wasm';
import { iou, type Box } from '../src/core/geometry/box.ts';
import { matchPerson } from '../src/core/people/match-person.ts';
import { SAME, similarity, SMALLEST_HEIGHT, UNSURE } from '../src/core/people/similarity.ts';
import type { Raster } from '../src/core/detect/resample.ts';
import { EMBEDDING_INPUT, embedFace } from '../src/engine/identify/embed-face.ts';
import { createSession, type Session } from '../src/engine/models/runtime.ts';
import { PictureDecoder } from './attacks/picture-decoder.ts';
import { changeFace, drawChange, type FaceChange } from './faces/changed-face.ts';
import { askedAbout, equalError, foundAt, shareFrom, similaritiesOf, type ChangedEmbeddings } from './faces/pair-figures.ts';
import { anonymise } from './headless/main.ts';
import { seeded } from './leaks/seeded.ts';

const USAGE = `Usage: npm run measure:faces -- --images DIR [--changes 6] [--height 64] [--most 74] [--sizes 90,64,48,32] [--seed 7]

Finds faces in photos with the built app's own engine in headless Chromium, changes each several times as another day, camera and
program would, and prints how alike the changed pictures of one face are, and those of different ones. Nobody may be in two of the
photos, or twice in one: every pair of finds counts as two people.
  --changes 6   changed pictures of each face
  --height 64   least height of a face, in pixels
  --most 74     most faces, the surest first
  --sizes a,b   heights for the table of sizes; none by default
  --seed 7      another one draws other changes`;

/** Only what is a face without doubt says anything about faces. */
const SCORE = 0.9;
/** Two finds of one face overlap more than this. */
const SAME_FACE = 0.3;
const THRESHOLDS = [SAME, 0.65, 0.6, 0.55, 0.5, UNSURE] as const;
const EXEMPLARS = [1, 3, 5] as const;
/** Pictures as the measurement takes them. */
const PICTURE = /\.(?:jpe?g|png|webp|avif)$/iu;

interface FoundFace {
  readonly path: string;
  readonly box: Box<'source'>;
  readonly score: number;
}

async function measure(): Promise<void> {
  const { values } = parseArgs({
    options: {
      images: { type: 'string' },
      changes: { type: 'string', default: '6' },
      height: { type: 'string', default: '64' },
      most: { type: 'string', default: '74' },
      sizes: { type: 'string', default: '' },
      seed: { type: 'string', default: '7' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.images === undefined) {
    (values.help ? process.stdout : process.stderr).write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const faces = await findFaces(resolve(values.images), Number(values.height), Number(values.most));
  if (faces.length < 2) throw new Error('fewer than two faces of that size were found');
  const session = await loadNetwork();
  const decoder = await PictureDecoder.open();
  try {
    const random = seeded(Number(values.seed));
    const draw = ({ box }: FoundFace): FaceChange => drawChange(random, box.height);
    const bench = new FaceBench(session, decoder, faces);
    const changed = await bench.embed(Number(values.changes), draw);
    console.log(`${String(faces.length)} faces in ${String(new Set(faces.map(({ path }) => path)).size)} photos, each changed ${values.changes} times\n`);
    printPairs(changed);
    printAsked(changed);
    for (const height of values.sizes.split(',').filter(Boolean).map(Number)) {
      const small = await bench.embed(1, ({ box }) => drawChange(random, box.height, Math.min(height, box.height)));
      printSize(height, small, changed);
    }
  } finally {
    await decoder.close();
  }
}

/** The surest finds first; the same in every run. */
async function findFaces(folder: string, height: number, most: number): Promise<readonly FoundFace[]> {
  const inputs = (await readdir(folder)).filter((name) => PICTURE.test(name)).sort().map((name) => join(folder, name));
  const report = await anonymise({
    inputs, out: null, kinds: ['face'], fill: null, weakFills: null, policyFile: null, threshold: null, thorough: false, regionsFile: null,
    names: null, detectOnly: true, records: false, reportFile: null,
  });
  const finds = report.jobs.flatMap((job, index) =>
    (job.detections ?? []).map(({ box, score }): FoundFace => ({ path: inputs[index] ?? '', box, score: score ?? 0 })),
  );
  const sure = finds.filter(({ box, score }) => score >= SCORE && box.height >= height).sort((a, b) => b.score - a.score);
  const apart = sure.filter((find, at) => !sure.slice(0, at).some(({ path, box }) => path === find.path && iou(box, find.box) > SAME_FACE));
  return apart.slice(0, most);
}

/** The product's own network outside the browser: same file, same runtime, one thread. */
async function loadNetwork(): Promise<Session> {
  // More threads would need a browser's workers.
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  return createSession(new Uint8Array(await readFile(new URL('../models/face-embedding.onnx', import.meta.url))));
}

/** Changes and embeds the faces, picture by picture. */
class FaceBench {
  readonly #session: Session;
  readonly #decoder: PictureDecoder;
  readonly #faces: readonly FoundFace[];
  readonly #input = new Float32Array(EMBEDDING_INPUT);

  constructor(session: Session, decoder: PictureDecoder, faces: readonly FoundFace[]) {
    this.#session = session;
    this.#decoder = decoder;
    this.#faces = faces;
  }

  /** Embeddings in the order of the faces, each under as many changes. */
  async embed(times: number, draw: (face: FoundFace) => FaceChange): Promise<readonly ChangedEmbeddings[]> {
    // Drawn before the faces are put in the order of their photos, so that the order says nothing.
    const changes = this.#faces.map((face) => Array.from({ length: times }, () => draw(face)));
    const results = this.#faces.map((): (Float32Array | null)[] => []);
    for (const path of new Set(this.#faces.map((face) => face.path))) {
      const picture = await this.#decoder.decode(path);
      for (const [index, face] of this.#faces.entries()) {
        if (face.path !== path) continue;
        for (const change of changes[index] ?? []) results[index]?.push(await this.#embedOne(picture, face.box, change));
      }
    }
    return results;
  }

  async #embedOne(picture: Raster, face: Box<'source'>, change: FaceChange): Promise<Float32Array | null> {
    const { picture: changed, box } = changeFace(picture, face, change);
    if (box.height < SMALLEST_HEIGHT) return null;
    return embedFace(this.#session, await this.#decoder.recompress(changed, change.quality), { box }, this.#input);
  }
}

function printPairs(changed: readonly ChangedEmbeddings[]): void {
  const pairs = similaritiesOf(changed, similarity);
  const refused = changed.flat().filter((embedding) => embedding === null).length;
  console.log(`${String(pairs.same.length)} pairs of one face, ${String(pairs.other.length)} of different ones; ${String(refused)} changed pictures too small or blurred\n`);
  console.log('| Equal error | Same found, 1 % false | Same found, 0.1 % false |\n|---|---|---|');
  console.log(`| ${[equalError(pairs), foundAt(pairs, 0.01), foundAt(pairs, 0.001)].map(figure).join(' | ')} |\n`);
  console.log('| Similarity | Different people at or above | The same face, changed, at or above |\n|---|---|---|');
  for (const threshold of THRESHOLDS) {
    const falsely = shareFrom(pairs.other, threshold);
    console.log(`| ${threshold.toFixed(2)} | ${falsely === 0 ? 'none' : `1 in ${(1 / falsely).toFixed(0)}`} | ${figure(shareFrom(pairs.same, threshold))} |`);
  }
  console.log('');
}

function printAsked(changed: readonly ChangedEmbeddings[]): void {
  console.log('| Pictures that point a person out | Strangers at least asked about | The person at least asked about |\n|---|---|---|');
  for (const exemplars of EXEMPLARS.filter((count) => count < Math.max(...changed.map(({ length }) => length)))) {
    const { strangers, person } = askedAbout(changed, exemplars, (known, face) => matchPerson(known, face) !== 'other');
    console.log(`| ${String(exemplars)} | ${figure(strangers)} | ${figure(person)} |`);
  }
  console.log('');
}

function printSize(height: number, small: readonly ChangedEmbeddings[], changed: readonly ChangedEmbeddings[]): void {
  const same: number[] = [];
  small.forEach(([embedding], index) => {
    for (const other of changed[index] ?? []) if (embedding != null && other !== null) same.push(similarity(embedding, other));
  });
  const { other } = similaritiesOf(small, similarity);
  console.log(`${String(height)} px: same face at .50 ${figure(shareFrom(same, 0.5))}, at .70 ${figure(shareFrom(same, SAME))}; different people of that size at .65 ${figure(shareFrom(other, 0.65))}`);
}

function figure(value: number | null): string {
  return value === null ? 'none' : value.toFixed(3);
}

await measure();
