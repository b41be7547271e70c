import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pixelCoverage } from './changed-pixels.ts';
import { CLIP_STYLES } from './clip-styles.ts';
import { COVERED, coverageOf, sightingsOf, trackQuality, type Coverage, type TrackQuality } from './coverage.ts';
import { MissingProgram, needFfmpeg } from './ffmpeg.ts';
import { coveredShare, masksOn, masksOver, ownFinds, type OwnFind } from './recorded-masks.ts';
import { runApp, searchFrameByFrame, type AppRun } from './run-app.ts';
import { makeClips, type Clip } from './synthetic-clips.ts';

const USAGE = `Usage: npm run evaluate:video -- [options]

Draws clips in which it is known where each face is, masks them with the built app in headless Chromium, and prints what the masks
leave: with tracking, and what the same search leaves without it. Ends with 1 where a face that the search saw within a second
before or after, in the same scene, is less than 80 % covered on any frame, and where over all clips none would be without tracking: such
clips would prove nothing.
  --clips a,b        of ${CLIP_STYLES.map(({ name }) => name).join(', ')}; by default all
  --policy both      default, doubtful (what a person would be asked about is masked, too) or both
  --frame-by-frame   searches every frame as a picture of its own for the figures without tracking; otherwise they come from the
                     finds in the record. Takes about as long again the first time
  --cache DIR        where clips are kept; by default in the folder for temporary files
  --out DIR          keeps outputs and records there
Needs ffmpeg, and npm run build once before.`;

/** What is measured of one clip. */
interface Figures {
  readonly clip: Clip;
  readonly run: AppRun;
  readonly tracked: Coverage;
  /** Masks over what was found on the very frame with the confidence that is masked. */
  readonly untracked: Coverage;
  /** The same with every find, however doubtful. */
  readonly anyFind: Coverage;
  readonly quality: TrackQuality;
  /** Faces on frames that masks cover by the record, and the decoded pixels do not. */
  readonly unmasked: number;
}

const BUILD = fileURLToPath(new URL('../../dist/build-manifest.json', import.meta.url));

async function measure(): Promise<void> {
  const { values } = parseArgs({
    options: {
      clips: { type: 'string' },
      policy: { type: 'string', default: 'both' },
      'frame-by-frame': { type: 'boolean', default: false },
      cache: { type: 'string', default: join(tmpdir(), 'cloakroom-clips') },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const styles = CLIP_STYLES.filter(({ name }) => values.clips?.split(',').includes(name) ?? true);
  const policies = (['doubtful', 'default'] as const).filter((name) => values.policy === name || values.policy === 'both');
  if (values.help || styles.length === 0 || policies.length === 0) {
    (values.help ? process.stdout : process.stderr).write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  await needFfmpeg();
  const cache = resolve(values.cache);
  const clips = await makeClips(cache, styles, ({ name }) => process.stderr.write(`drew ${name}\n`));
  const alone = values['frame-by-frame'] ? await searchAll(clips) : null;
  const folder = values.out === undefined ? await mkdtemp(join(tmpdir(), 'cloakroom-masked-')) : resolve(values.out);
  try {
    for (const policy of policies) {
      const { runs } = await runApp(clips, join(folder, policy), policy === 'doubtful');
      const figures: Figures[] = [];
      for (const [index, clip] of clips.entries()) {
        const run = runs[index];
        if (run !== undefined) figures.push(await figuresOf(clip, run, alone?.[index] ?? null));
      }
      print(policy, figures);
      if (styles.length === CLIP_STYLES.length && figures.every(({ untracked }) => untracked.bareFrames.length === 0)) process.exitCode = 1;
      if (figures.some(({ tracked, unmasked }) => tracked.bareFrames.length > 0 || unmasked > 0)) process.exitCode = 1;
    }
  } finally {
    if (values.out === undefined) await rm(folder, { recursive: true });
  }
}

/** Finds of frames on their own are kept beside the clips, for as long as the app is the same. */
async function searchAll(clips: readonly Clip[]): Promise<readonly (readonly (readonly OwnFind[])[])[]> {
  const build = (JSON.parse(await readFile(BUILD, 'utf8')) as { readonly build?: string }).build ?? 'unknown';
  const all: (readonly (readonly OwnFind[])[])[] = [];
  for (const clip of clips) {
    const file = `${clip.path}.finds.json`;
    const known = await readFile(file, 'utf8').then((text) => JSON.parse(text) as { readonly build: string; readonly finds: readonly (readonly OwnFind[])[] }, () => null);
    const finds = known?.build === build ? known.finds : await searchFrameByFrame(clip);
    if (known?.build !== build) await writeFile(file, JSON.stringify({ build, finds }));
    all.push(finds);
  }
  return all;
}

async function figuresOf(clip: Clip, run: AppRun, alone: readonly (readonly OwnFind[])[] | null): Promise<Figures> {
  const { truth } = clip;
  const { record } = run;
  const { maskThreshold } = record.policy.kinds.face;
  const sightings = sightingsOf(record, truth);
  const findsOn = (frame: number): readonly OwnFind[] => alone?.[frame] ?? ownFinds(record, frame);
  const above = (from: number) => (frame: number) => masksOver(findsOn(frame).filter(({ score }) => score >= from), record.policy, truth);
  let unmasked = 0;
  await pixelCoverage(clip.path, run.output, truth, (frame, face, share) => {
    if (share < COVERED && coveredShare(face, masksOn(record, frame, truth)) > 0.95) unmasked += 1;
  });
  return {
    clip, run, unmasked,
    tracked: coverageOf(truth, (frame) => masksOn(record, frame, truth), sightings),
    untracked: coverageOf(truth, above(maskThreshold), sightings),
    anyFind: coverageOf(truth, above(0), sightings),
    quality: trackQuality(record, truth),
  };
}

function print(policy: string, figures: readonly Figures[]): void {
  console.log(`\n${policy === 'default' ? 'default policy' : 'default policy, what is doubtful masked, too'}\n`);
  console.log('| Clip | Frames | Bare: tracked | Bare: own finds | Bare: own, any score | Covered: tracked | Covered: own finds | Purity | Tracks a face | False tracks | Jitter (true) | Masks by faces | Most of a frame masked | ms a frame (detect) |');
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|---|');
  for (const { clip, run, tracked, untracked, anyFind, quality } of figures) {
    const frames = clip.truth.frames.length;
    const share = ({ covered, faces }: Coverage): string => (covered / Math.max(1, faces)).toFixed(3);
    const { total = 0, detect = 0 } = run.job.milliseconds ?? {};
    console.log(`| ${[
      clip.style.name, `${String(tracked.watchedFrames)} of ${String(frames)}`, tracked.bareFrames.length, untracked.bareFrames.length, anyFind.bareFrames.length, share(tracked), share(untracked), quality.purity.toFixed(3), quality.tracksPerFace.toFixed(2),
      quality.falseTracks, `${quality.jitter.toFixed(4)} (${quality.trueJitter.toFixed(4)})`, tracked.excess.toFixed(2), tracked.mostMasked.toFixed(2), `${(total / frames).toFixed(0)} (${(detect / frames).toFixed(0)})`,
    ].join(' | ')} |`);
  }
  const sum = (value: (figure: Figures) => number): number => figures.reduce((total, figure) => total + value(figure), 0);
  const bare = sum(({ tracked }) => tracked.bareFrames.length);
  console.log(`\nFrames with a bare face that was seen within a second: ${String(bare)} with tracking, ${String(sum(({ untracked }) => untracked.bareFrames.length))} without, of ${String(sum(({ tracked }) => tracked.watchedFrames))}. Must be 0 with tracking: ${bare === 0 ? 'holds' : 'FAILS'}.`);
  console.log(`Faces covered: ${(sum(({ tracked }) => tracked.covered) / sum(({ tracked }) => tracked.faces)).toFixed(3)} with tracking, ${(sum(({ untracked }) => untracked.covered) / sum(({ untracked }) => untracked.faces)).toFixed(3)} without, of ${String(sum(({ tracked }) => tracked.faces))}.`);
  for (const { clip, tracked, unmasked } of figures) {
    if (tracked.bareFrames.length > 0) console.log(`  ${clip.style.name}: bare on frames ${tracked.bareFrames.join(', ')}`);
    if (unmasked > 0) console.log(`  ${clip.style.name}: ${String(unmasked)} faces are masked in the record and not in the decoded frames`);
  }
}

try {
  await measure();
} catch (error) {
  if (!(error instanceof MissingProgram)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
