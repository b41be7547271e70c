import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grayFrames } from '../../scripts/video/ffmpeg.ts';
import type { Policy, SoundRule } from '../../src/core/policy/policy.ts';
import { FilmBrowser, readFilm, type BrowserFilm } from './browser-films.ts';
import { canariesIn } from './canaries.ts';
import { EngineSession, type FilmOutput, type Region } from './engine-session.ts';
import { allBoxes, bytesBehindBoxes, handlersOf, tellsWhen } from './film-boxes.ts';
import { foreignFacts, foreignShown, foreignTags } from './film-facts.ts';
import { pixelFaults, type GrayFrames } from './film-pixels.ts';
import { ffmpeg, FILM_SIZE, makeFaulty, makeFilms, type FilmName, type FilmSource } from './film-sources.ts';
import { complaints, countFrames, decodedSound, exifTags, isInstalled, probedFacts, shownMetadata, shownTimes, soundFaults, soundHash, soundPackets, timeFaults, trackSorts } from './film-tools.ts';

const hasFfmpeg = isInstalled('ffmpeg', ['-version']) && isInstalled('ffprobe', ['-version']);
const hasExiftool = hasFfmpeg && isInstalled('exiftool', ['-ver']);
const hasMat2 = hasFfmpeg && isInstalled('mat2', ['--version']);
if (!hasFfmpeg) console.info('skipped: ffmpeg is not installed');
if (hasFfmpeg && !hasExiftool) console.info('skipped: exiftool is not installed');
if (hasFfmpeg && !hasMat2) console.info('skipped: mat2 is not installed');

const REGION: Region = { box: { left: 100, top: 60, width: 90, height: 60 }, shape: 'rectangle' };
/** Brightness of the solid fill, from black at 0 to white at 255. */
const FILL = 26;

/** What is asked for; each film once, and some in other ways as well. */
const WISHES: readonly { readonly film: FilmName; readonly sound: SoundRule; readonly container: Policy['video']['format'] }[] = [
  { film: 'dirty.mp4', sound: 'keep', container: 'source' },
  { film: 'dirty.mp4', sound: 'drop', container: 'webm' },
  { film: 'cut.mp4', sound: 'keep', container: 'source' },
  { film: 'spliced.mp4', sound: 'ask', container: 'source' },
  { film: 'changing.mp4', sound: 'ask', container: 'source' },
  { film: 'late.mp4', sound: 'ask', container: 'source' },
  { film: 'dirty.mkv', sound: 'keep', container: 'source' },
  { film: 'tagged.webm', sound: 'keep', container: 'source' },
  { film: 'tagged.webm', sound: 'keep', container: 'mp4' },
  { film: 'tagged.mov', sound: 'keep', container: 'source' },
];

interface Finished extends FilmOutput {
  /** What was asked for, for messages. */
  readonly name: string;
  readonly path: string;
  readonly source: FilmSource;
  readonly keepsSound: boolean;
}

let folder: string;
let films: Record<FilmName, FilmSource>;
const finished: Finished[] = [];

beforeAll(async () => {
  if (!hasFfmpeg) return;
  folder = mkdtempSync(join(tmpdir(), 'cloakroom-films-'));
  films = makeFilms(folder);
  const session = await EngineSession.open();
  try {
    for (const [index, { film, sound, container }] of WISHES.entries()) {
      const source = films[film];
      const output = await session.film(source.bytes, { regions: [REGION], sound, container });
      const path = join(folder, `output-${index}.${output.format}`);
      writeFileSync(path, output.bytes);
      finished.push({ ...output, name: `${film}, ${sound}, ${container}`, path, source, keepsSound: source.hasSound && sound === 'keep' });
    }
  } finally {
    await session.close();
  }
});
afterAll(() => {
  if (hasFfmpeg) rmSync(folder, { recursive: true, force: true });
});

/** One line for each fault of each finished film. */
function faultsOf(check: (film: Finished) => readonly string[]): string[] {
  return finished.flatMap((film) => check(film).map((fault) => `${film.name}: ${fault}`));
}

async function decoded(path: string): Promise<GrayFrames> {
  const frames: Uint8Array[] = [];
  for await (const frame of grayFrames(path, FILM_SIZE)) frames.push(frame);
  return frames;
}

const kept = new Map<string, Promise<GrayFrames>>();
function decodedOnce(path: string): Promise<GrayFrames> {
  const frames = kept.get(path) ?? decoded(path);
  kept.set(path, frames);
  return frames;
}

const isMp4 = (path: string): boolean => /\.(mp4|mov)$/u.test(path);

/** Faults of an MP4's boxes. */
function boxFaults(bytes: Buffer): string[] {
  const faults: string[] = [];
  if (allBoxes(bytes, 'elst').length > 0 || allBoxes(bytes, 'edts').length > 0) faults.push('list of edits');
  if (tellsWhen(bytes)) faults.push('times of writing');
  if (bytesBehindBoxes(bytes) !== 0) faults.push('bytes behind the last box');
  return faults;
}

/** Faults of the form: what complains, frames that are hidden, and a list of edits. */
function formFaults(path: string, bytes: Buffer, frames: number): string[] {
  const faults = [complaints(path)].filter((text) => text !== '');
  if (countFrames(path) !== frames) faults.push('number of frames');
  if (isMp4(path) && countFrames(path, true) !== frames) faults.push('number of hidden frames');
  return isMp4(path) ? [...faults, ...boxFaults(bytes)] : faults;
}

describe.skipIf(!hasFfmpeg)('a finished film', () => {
  it('carries nothing of what the source has beside pictures and sound', () => {
    expect(finished).toHaveLength(WISHES.length);
    expect(faultsOf(({ bytes }) => canariesIn(bytes))).toEqual([]);
  });

  it('tells ffprobe only what a decoder needs', () => {
    expect(faultsOf(({ path }) => foreignFacts(probedFacts(path)))).toEqual([]);
  });

  it.skipIf(!hasExiftool)('tells exiftool only what a decoder needs', () => {
    const tags = exifTags(finished.map(({ path }) => path));
    expect(tags).toHaveLength(finished.length);
    expect(tags.flatMap((film, index) => foreignTags(film).map((tag) => `${finished[index]!.name}: ${tag}`))).toEqual([]);
  });

  it.skipIf(!hasMat2)('tells mat2 only what a decoder needs', () => {
    // It knows no other films.
    const readable = finished.filter(({ format }) => format === 'mp4');
    expect(readable.length).toBeGreaterThan(4);
    expect(readable.flatMap(({ name, path }) => foreignShown(shownMetadata(path)).map((line) => `${name}: ${line}`))).toEqual([]);
  });

  it('has one track of pictures, and one of sound where it is kept', () => {
    expect(faultsOf(({ path, bytes, keepsSound }) => {
      const wanted = keepsSound ? 'video,audio' : 'video';
      const handlers = isMp4(path) ? handlersOf(bytes).join() : wanted.replace('video', 'vide').replace('audio', 'soun');
      return [trackSorts(path).join(), handlers].filter((tracks) => tracks !== wanted && tracks !== wanted.replace('video', 'vide').replace('audio', 'soun'));
    })).toEqual([]);
  });

  it('has as many frames as the source shows, none of them hidden, and nothing that ffmpeg complains of', () => {
    expect(faultsOf(({ source }) => (shownTimes(source.path).length === source.frames ? [] : ['the source has other frames']))).toEqual([]);
    expect(faultsOf(({ path, bytes, source }) => formFaults(path, bytes, source.frames))).toEqual([]);
  });

  it('shows the fill under the mask on every frame, and the source’s frame elsewhere', async () => {
    const faults: string[] = [];
    for (const { name, path, source, masks } of finished) {
      const claim = { source: await decodedOnce(source.clean), output: await decoded(path), width: FILM_SIZE.width, region: REGION.box, mask: masks[0]!, fill: FILL };
      faults.push(...pixelFaults(claim).map((fault) => `${name}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it('has the source’s packets of sound, bit for bit and at their times', () => {
    expect(finished.filter(({ keepsSound }) => keepsSound)).toHaveLength(6);
    expect(faultsOf(({ path, source, keepsSound, format }) => {
      if (!keepsSound) return [];
      // Uncompressed sound may come in other packets.
      if (source.path.endsWith('.mov')) return soundHash(path) === soundHash(source.path) ? [] : ['other sound'];
      return soundFaults(soundPackets(source.path), soundPackets(path), { hidesStart: isMp4(source.path), isOpus: source.path.endsWith('.webm'), isRounded: format === 'webm' || !isMp4(source.path) });
    })).toEqual([]);
  });

  it('is silent where players play what was to be muted, also where its pictures begin after its sound', async () => {
    const path = join(folder, 'late-pictures.mp4');
    const { clean } = films['dirty.mp4'];
    ffmpeg('-itsoffset', '0.6', '-i', clean, '-i', clean, '-map', '0:v', '-map', '1:a', '-c', 'copy', path);
    expect(shownTimes(path)[0]).toBeGreaterThan(0.5);
    const session = await EngineSession.open();
    try {
      const { bytes } = await session.film(readFileSync(path), { regions: [REGION], sound: 'keep', muted: [{ from: 0.7, to: 1 }] });
      writeFileSync(path, bytes);
    } finally {
      await session.close();
    }
    const sound = decodedSound(path);
    const loudest = (from: number, to: number): number => sound.subarray(48_000 * from, 48_000 * to).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(loudest(0.75, 0.95)).toBeLessThan(0.005);
    for (const [from, to] of [[0.3, 0.65], [1.05, 1.15]] as const) expect(loudest(from, to)).toBeGreaterThan(0.05);
  });

  it('shows its frames at the source’s times, in MP4 to the microsecond', () => {
    expect(faultsOf(({ path, source, format }) => timeFaults(shownTimes(source.path), shownTimes(path), format === 'mp4' ? 1 : 1000, source.path.endsWith('cut.mp4')))).toEqual([]);
  });
});

describe.skipIf(!hasFfmpeg)('the search itself', () => {
  it('finds every canary and what is beside pictures and sound in the sources', () => {
    for (const { bytes, carriers } of Object.values(films)) expect(canariesIn(bytes)).toEqual(carriers);
    const { path, bytes } = films['dirty.mp4'];
    expect(trackSorts(path)).toEqual(['video', 'audio', 'subtitle', ...Array.from({ length: 5 }, () => 'data'), 'video']);
    expect(handlersOf(bytes)).toEqual(expect.arrayContaining(['vide', 'soun', 'sbtl', 'meta', 'tmcd', 'text']));
    const facts = foreignFacts(probedFacts(path)).join('\n');
    for (const carrier of ['CHAPTER', 'HANDLER', 'PLACE', 'TITLE']) expect(facts).toContain(`SECRET-${carrier}-4711`);
    expect(foreignFacts(probedFacts(films['tagged.webm'].path)).join('\n')).toContain('SECRET-TITLE-4711');
  });

  it.skipIf(!hasExiftool)('finds place, chapters and times with exiftool', () => {
    expect(foreignTags(exifTags([films['dirty.mp4'].path])[0]!).join('\n')).toMatch(/CreateDate: 2001[^]*SECRET-PLACE-4711/u);
    expect(foreignTags(exifTags([films['dirty.mkv'].path])[0]!).join('\n')).toMatch(/SECRET-CHAPTER-4711/u);
  });

  it.skipIf(!hasMat2)('finds the title with mat2', () => {
    expect(foreignShown(shownMetadata(films['dirty.mp4'].path)).join('\n')).toContain('SECRET-TITLE-4711');
  });

  it('finds frames that an edit hides, times, trailing bytes, and damage', () => {
    const { path, bytes } = films['cut.mp4'];
    expect(formFaults(path, bytes, 21)).toEqual(['number of hidden frames', 'list of edits']);
    const { bytes: dirty, path: dirtyPath } = films['dirty.mp4'];
    expect(formFaults(dirtyPath, dirty, 36)).toEqual(expect.arrayContaining(['times of writing']));
    const damaged = Buffer.from(finished[0]!.bytes);
    damaged.fill(0x55, 20_000, 24_000);
    const damagedPath = join(folder, 'damaged.mp4');
    writeFileSync(damagedPath, Buffer.concat([damaged, Buffer.alloc(5, 1)]));
    expect(formFaults(damagedPath, Buffer.concat([damaged, Buffer.alloc(5, 1)]), 36)).toEqual(expect.arrayContaining([expect.stringContaining('Error while decoding'), 'bytes behind the last box']));
  });

  it('finds one bare frame, frames that are those before, other sound, and rounded times', async () => {
    const { clean } = films['dirty.mp4'];
    const faulty = makeFaulty(folder, clean, finished[0]!.masks[0]!);
    const source = await decodedOnce(clean);
    const faultsIn = async (path: string): Promise<string[]> => pixelFaults({ source, output: await decoded(path), width: FILM_SIZE.width, region: REGION.box, mask: finished[0]!.masks[0]!, fill: FILL });
    expect(await faultsIn(faulty.bareFrame)).toEqual([expect.stringMatching(/^frame 35: \d+ pixels under the mask are not the fill$/u)]);
    expect((await faultsIn(faulty.laterFrames)).filter((fault) => fault.endsWith('is nearer to one beside it'))).toHaveLength(35);
    expect(pixelFaults({ source, output: source.slice(1), width: FILM_SIZE.width, region: REGION.box, mask: REGION.box, fill: FILL })).toEqual(['35 frames of 36']);
    const [own, other] = [soundPackets(clean), soundPackets(faulty.otherSound)];
    expect(soundFaults(own, own.slice(1), { hidesStart: true, isOpus: false, isRounded: false })).toEqual([]);
    expect(soundFaults(own, other.slice(1), { hidesStart: true, isOpus: false, isRounded: false })).not.toEqual([]);
    expect(soundFaults(own, own.slice(2), { hidesStart: true, isOpus: false, isRounded: false })).not.toEqual([]);
    expect(timeFaults(shownTimes(clean), shownTimes(faulty.otherTimes), 1, false)).toEqual([expect.stringMatching(/^\d\d frames are off by up to \d{3} µs$/u)]);
    await expect(decoded(join(folder, 'damaged.mp4')).then(({ length }) => length)).rejects.toThrow('ffmpeg ended');
  });
});

describe('a film that the browser made', () => {
  let browser: FilmBrowser;
  let made: readonly { readonly source: BrowserFilm; readonly kept: FilmOutput; readonly dropped: FilmOutput }[];
  /** As codecs have it: black is 16, and white 235. */
  const STORED_FILL = 38;

  beforeAll(async () => {
    browser = await FilmBrowser.open();
    const session = await EngineSession.open();
    const outputs = [];
    for (const source of await browser.makeFilms()) {
      const wish = { regions: [REGION], container: 'mp4' } as const;
      outputs.push({ source, kept: await session.film(source.bytes, { ...wish, sound: 'keep' }), dropped: await session.film(source.bytes, { ...wish, sound: 'drop' }) });
    }
    made = outputs;
    await session.close();
  });
  afterAll(() => browser.close());

  it('carries canaries before and none after', () => {
    for (const { source } of made) expect(canariesIn(source.bytes)).toEqual(source.carriers);
    expect(made.flatMap(({ kept, dropped }) => [kept, dropped].flatMap(({ bytes }) => [...canariesIn(bytes), ...boxFaults(bytes)]))).toEqual([]);
    expect(boxFaults(Buffer.concat([made[0]!.kept.bytes, Buffer.alloc(3)]))).toEqual(['bytes behind the last box']);
  });

  it('is refused where a part to be muted lies behind its end', async () => {
    const session = await EngineSession.open();
    try {
      const { bytes } = made[0]!.source;
      const wish = { regions: [REGION], sound: 'keep' } as const;
      await expect(session.film(bytes, { ...wish, muted: [{ from: 0.2, to: 0.3 }, { from: 2, to: 3 }] })).rejects.toThrow('policy/mute');
      expect((await session.film(bytes, { ...wish, muted: [{ from: 0.2, to: 3 }] })).format).toBe('mp4');
    } finally {
      await session.close();
    }
  });

  it('has its tracks and its packets of sound', async () => {
    for (const { source, kept, dropped } of made) {
      const [before, after, silent] = [await readFilm(source.bytes), await readFilm(kept.bytes), await readFilm(dropped.bytes)];
      expect([after.tracks, handlersOf(kept.bytes)]).toEqual([['video', 'audio'], ['vide', 'soun']]);
      expect([silent.tracks, handlersOf(dropped.bytes)]).toEqual([['video'], ['vide']]);
      expect(before.sound.length).toBeGreaterThan(10);
      expect(after.sound.map(({ hash }) => hash)).toEqual(before.sound.map(({ hash }) => hash));
    }
  });

  it('shows its frames at the source’s times, to the microsecond', async () => {
    for (const { source, kept, dropped } of made) {
      const { frames } = await readFilm(source.bytes);
      for (const { bytes } of [kept, dropped]) expect(timeFaults(frames, (await readFilm(bytes)).frames, 1, false)).toEqual([]);
    }
  });

  it('shows the fill under the mask on every frame, and the source’s frame elsewhere', async () => {
    for (const { source, kept } of made) {
      const [before, after] = [await browser.grayFrames(source.bytes), await browser.grayFrames(kept.bytes)];
      const claim = { source: before, output: after, width: FILM_SIZE.width, region: REGION.box, mask: kept.masks[0]!, fill: STORED_FILL };
      expect(before).toHaveLength(24);
      expect(pixelFaults(claim)).toEqual([]);
      expect(pixelFaults({ ...claim, output: [...after.slice(0, 23), before[23]!] })).toEqual([expect.stringMatching(/^frame 23: \d+ pixels under the mask are not the fill$/u)]);
    }
  });
});
