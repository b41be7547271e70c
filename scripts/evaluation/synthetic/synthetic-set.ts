import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../../find-chromium.mjs';
import type { TruthImage, TruthObject } from '../metrics.ts';
import { codeScenes } from './code-scenes.ts';
import type { Scene } from './markup.ts';
import { pageScenes } from './page-scenes.ts';
import { Seeded } from './seeded.ts';
import { streetScenes } from './street-scenes.ts';

/** Every run draws the same set; only the machine's own fonts make it look a little different. */
const SEED = 20_240_601;

const PEOPLE_TRUTH = new URL('people-pictures.json', import.meta.url);
const PEOPLE_PICTURES = new URL('../../../node_modules/@vladmandic/face-api/demo/', import.meta.url);

type TruthBox = TruthObject['box'];

/** Hand-made ground truth of the people in the demonstration pictures. */
interface PeopleTruth {
  readonly images: readonly {
    readonly file: string;
    readonly width: number;
    readonly height: number;
    readonly faces: readonly TruthBox[];
    readonly persons: readonly TruthBox[];
    /** Areas in which persons are neither asked for nor false. */
    readonly unmarkedPersons: readonly TruthBox[];
  }[];
}

/**
 * Draws the project's own evaluation set: plates of twelve countries, cards, screenshots, receipts and codes, all invented, and
 * the pictures of people that a development package brings.
 * @param folder - made when missing; gets the pictures and `gt.json`
 * @returns path of `gt.json`
 * @throws Error when there is no Chromium
 */
export async function buildSyntheticSet(folder: string): Promise<string> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error('No Chromium or Chrome was found. Set CHROMIUM_PATH, or run npm test once, which installs one.');
  await mkdir(folder, { recursive: true });
  const scenes = await allScenes();
  const images: TruthImage[] = [];
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  try {
    for (const { name, width, height, html } of scenes) {
      // A page of its own for each: one that has just been resized can't always be captured yet.
      const page = await browser.newPage({ deviceScaleFactor: 1, viewport: { width, height }, offline: true });
      await page.setContent(`<!doctype html><style>html,body{margin:0;height:100%;overflow:hidden}</style>${html}`);
      await page.screenshot({ path: join(folder, `${name}.png`) });
      images.push({ file: `${name}.png`, width, height, objects: await page.evaluate(readTruth) });
      await page.close();
    }
  } finally {
    await browser.close();
  }
  images.push(...(await addPeople(folder)));
  const file = join(folder, 'gt.json');
  await writeFile(file, `${JSON.stringify({ images }, null, 1)}\n`);
  return file;
}

/** All pages that are drawn, each sort from its own numbers, so that a new one leaves the others as they are. */
export async function allScenes(): Promise<Scene[]> {
  return [...streetScenes(new Seeded(SEED)), ...pageScenes(new Seeded(SEED + 1)), ...(await codeScenes(new Seeded(SEED + 2)))];
}

/** Runs in the page: every marked element's hull, to a tenth of a pixel. No named function inside: its name would not travel. */
function readTruth(): TruthObject[] {
  return [...document.querySelectorAll<HTMLElement | SVGElement>('[data-label]')].flatMap((element): TruthObject[] => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const { label = '', ignore, text = element instanceof HTMLElement ? element.textContent : undefined, personal } = element.dataset;
    const [x = 0, y = 0, w = 0, h = 0] = [left, top, width, height].map((value) => Math.round(value * 10) / 10);
    const object: TruthObject = {
      label,
      box: [x, y, w, h],
      ...(ignore === undefined ? {} : { ignore: true }),
      ...(text === undefined ? {} : { text }),
      ...(personal === undefined ? {} : { personal: true, personalKind: personal }),
    };
    // What a plate says is text as well: to find it is not wrong, to leave it to the plate's own detector neither.
    return label === 'licence-plate' ? [object, { label: 'text', box: [x - w / 4, y - h / 4, 1.5 * w, 1.5 * h], ignore: true }] : [object];
  });
}

async function addPeople(folder: string): Promise<TruthImage[]> {
  const { images } = JSON.parse(await readFile(PEOPLE_TRUTH, 'utf8')) as PeopleTruth;
  return Promise.all(
    images.map(async ({ file, width, height, faces, persons, unmarkedPersons }) => {
      await copyFile(new URL(file, PEOPLE_PICTURES), join(folder, `people-${file}`));
      const objects = [
        ...faces.map((box) => ({ label: 'face', box, personal: true })),
        ...persons.map((box) => ({ label: 'person', box, personal: true })),
        ...unmarkedPersons.map((box) => ({ label: 'person', box, ignore: true })),
        // Heads are looked for where no face was found; on these pictures that is neither asked for nor wrong.
        ...[...persons, ...unmarkedPersons].map((box) => ({ label: 'head', box, ignore: true })),
      ];
      return { file: `people-${file}`, width, height, objects };
    }),
  );
}
