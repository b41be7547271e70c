import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { sourceBox } from '../../src/core/geometry/box.ts';
import { addPicture, emptyTally, type MaskedFind, type Tally, type TruthImage } from '../evaluation/metrics.ts';
import type { PhotoPage } from './photo-page.ts';

/** Reads, looks, masks and writes each picture as the program does with its defaults; prints grown boxes and seconds. */
const SNIPPET = `
import contextlib, io, json, sys, tempfile, time, os
import imageio.v2 as iio
from deface.centerface import CenterFace
from deface.deface import anonymize_frame
with contextlib.redirect_stdout(io.StringIO()):
    look = CenterFace()
growth = 1.3
pictures = []
out = os.path.join(tempfile.mkdtemp(), 'out.jpg')
for path in sys.argv[1:]:
    start = time.perf_counter()
    frame = iio.imread(path)
    found, _ = look(frame, threshold=0.2)
    anonymize_frame(found, frame, mask_scale=growth, replacewith='blur', ellipse=True, draw_scores=False, replaceimg=None, mosaicsize=20)
    iio.imsave(out, frame)
    seconds = time.perf_counter() - start
    boxes = []
    for x1, y1, x2, y2, score in found:
        w, h = float(x2 - x1), float(y2 - y1)
        boxes.append([float(x1), float(y1), w, h])
    pictures.append({'seconds': seconds, 'boxes': boxes})
os.remove(out)
print(json.dumps({'backend': look.backend, 'pictures': pictures}))
`;

/** A program's growth of 1.3 adds .3 of the side on both sides. */
const GROWTH_EACH_SIDE = 0.3;

interface DefaceReport {
  readonly backend: string;
  readonly pictures: readonly { readonly seconds: number; readonly boxes: readonly (readonly [number, number, number, number])[] }[];
}

/**
 * Prints seconds a picture and covered faces of this app and of deface on the same pictures.
 * @param page - opened
 * @param python - a Python that has deface
 * @param images - folder that `file` in the ground truth is relative to
 * @param truthFile - `gt.json`
 */
export async function printDefaceTimes(page: PhotoPage, python: string, images: string, truthFile: string): Promise<void> {
  const truth = (JSON.parse(await readFile(truthFile, 'utf8')) as { images: TruthImage[] }).images;
  const paths = truth.map((image) => join(images, image.file.startsWith(`${basename(images)}/`) ? image.file.slice(basename(images).length + 1) : image.file));
  const report = await runDeface(python, paths);
  const [theirs, ours] = [emptyTally(), emptyTally()];
  let seconds = 0;
  for (const [index, image] of truth.entries()) {
    const boxes = report?.pictures[index]?.boxes ?? [];
    addPicture(theirs, image, 'face', boxes.map(grown), 0.4);
    const { reply, milliseconds } = await page.mask(paths[index] ?? '');
    seconds += milliseconds / 1000;
    const finds = reply.status === 'ok' ? reply.detections.filter((find) => find.kind === 'face' && find.decision === 'masked') : [];
    addPicture(ours, image, 'face', finds, 0.4);
  }
  console.log(`\n${String(truth.length)} pictures, whole path from file to file`);
  printLine(`this app, ${String(page.threads)} threads, with second look`, seconds / truth.length, ours);
  if (report === null) {
    console.log('  deface: not installed. python3 -m venv DIR && DIR/bin/pip install deface onnx onnxruntime, then --python DIR/bin/python');
  } else {
    const spent = report.pictures.reduce((sum, picture) => sum + picture.seconds, 0);
    printLine(`deface, all threads, ${report.backend}`, spent / truth.length, theirs);
  }
}

function printLine(name: string, seconds: number, tally: Tally): void {
  const share = (tally.covered / tally.truths).toFixed(3);
  console.log(`  ${name}: ${seconds.toFixed(2)} s a picture, ${share} of ${String(tally.truths)} faces covered, ${(tally.falseFinds / tally.pictures).toFixed(2)} false a picture`);
}

function grown([left, top, width, height]: readonly [number, number, number, number]): MaskedFind {
  const [dx, dy] = [width * GROWTH_EACH_SIDE, height * GROWTH_EACH_SIDE];
  return { box: sourceBox(left, top, width, height), maskBox: sourceBox(left - dx, top - dy, width + 2 * dx, height + 2 * dy) };
}

async function runDeface(python: string, paths: readonly string[]): Promise<DefaceReport | null> {
  const folder = await mkdtemp(join(tmpdir(), 'deface-'));
  try {
    await promisify(execFile)(python, ['-c', 'import deface']).catch(() => {
      throw new RangeError('not installed');
    });
    const script = join(folder, 'look.py');
    await writeFile(script, SNIPPET);
    const { stdout } = await promisify(execFile)(python, [script, ...paths], { maxBuffer: 1e8 });
    return JSON.parse(stdout.slice(stdout.indexOf('{'))) as DefaceReport;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}
