import { transfer } from 'comlink';
import type { Kind } from '../core/detect/detection.ts';
import { toWireError, type Result } from '../core/errors.ts';
import { previewPatches } from '../core/mask/apply-plan.ts';
import { planMasks } from '../core/mask/plan-masks.ts';
import type { Policy } from '../core/policy/policy.ts';
import { frameCount, storageOf } from '../core/structure/sequence.ts';
import { overFrames } from '../core/track/over-frames.ts';
import { onFrame } from '../core/track/path.ts';
import type { EngineApi, EngineInfo } from '../protocol/engine-api.ts';
import { DetectorRegistry } from './detect/registry.ts';
import { addPack, dropPack, listDetectors, usePack } from './detect/manage-packs.ts';
import { modelsOf } from './detect/search.ts';
import { searchFrames } from './detect/search-frames.ts';
import { searchVideo } from './detect/search-video.ts';
import { exportPicture } from './export/image.ts';
import { prepareReading } from './frames/open-frames.ts';
import { prepareWriting } from './frames/picture-writer.ts';
import { FaceEmbedder } from './identify/embed-faces.ts';
import { configureRuntime } from './models/runtime.ts';
import { prepareCodecs } from './pixels/decode-source.ts';
import { cropRegions } from './pixels/crop-regions.ts';
import { displayPicture } from './pixels/display.ts';
import { SourceCache } from './source-cache.ts';
import { Stopwatch } from './stopwatch.ts';
import { loadVideo } from './video/load-video.ts';

/**
 * Makes the engine: the only place that knows all stages. Every method ends in a Result, because an exception
 * that crosses the worker border loses its code and its class.
 */
export function createEngine(): EngineApi {
  const sources = new SourceCache();
  const registry = new DetectorRegistry();
  const faceEmbedder = new FaceEmbedder();
  let info: EngineInfo | null = null;
  let outputFolder: string | null = null;

  return {
    stayAlive: (lockName) =>
      settle(async () => {
        await holdLock(lockName);
        return null;
      }),

    answerOn: (port) =>
      settle(() => {
        port.onmessage = () => {
          port.postMessage(null);
        };
        return Promise.resolve(null);
      }),

    start: ({ maxThreads, loadAhead, models, outputs }) =>
      settle(async () => {
        outputFolder = outputs ?? null;
        if (info !== null) return info;
        const threads = configureRuntime(maxThreads);
        const detectors = models === false ? [] : await registry.forKinds(['face']);
        if (loadAhead === true) await Promise.allSettled([prepareCodecs(), prepareReading(), prepareWriting(), loadVideo()]);
        info = { threads, detectors: modelsOf(detectors) };
        return info;
      }),

    prepare: (kinds) =>
      settle(async () => ({ threads: info?.threads ?? 1, detectors: modelsOf(await registry.forKinds(kinds)) })),

    inspect: (job) => settle(() => sources.inspect(job)),

    detect: (job, policy, onProgress) =>
      settle(async () => {
        const watch = new Stopwatch(onProgress);
        const inspection = await sources.inspect(job);
        const detectors = await watch.run('load', () => registry.forKinds(enabledKinds(policy)));
        const options = { scoreThresholds: reviewThresholds(policy), view: 'first', thorough: policy.detection.thorough } as const;
        if (inspection.sequence.kind === 'video') {
          const { durations } = inspection.sequence;
          const found = await searchVideo({ durations, read: (index) => sources.pixels(job, index) }, detectors, options, policy, watch);
          return { inspection, ...found, timings: watch.timings() };
        }
        const frames = { count: frameCount(inspection), mayRepeat: inspection.sequence.kind === 'animation', read: (index: number) => sources.pixels(job, index) };
        const { finds, search } = await searchFrames(frames, detectors, options, watch);
        return { inspection, detections: overFrames(finds, inspection), search, timings: watch.timings() };
      }),

    display: (job, maxPixels, frame) =>
      settle(async () => {
        const picture = await sources.pixels(job, frame);
        const { bitmap, scale } = await displayPicture(picture, maxPixels);
        return transfer({ bitmap, scale, size: { width: picture.width, height: picture.height } }, [bitmap]);
      }),

    preview: (job, decisions, policy, frame) =>
      settle(async () => {
        const picture = await sources.pixels(job, frame);
        const patches = previewPatches(picture.data, planMasks(onFrame(decisions, frame), policy, storageOf(await sources.inspect(job), frame)));
        return transfer(
          patches,
          patches.map((patch) => patch.pixels.buffer),
        );
      }),

    crops: (job, regions, side) =>
      settle(async () => {
        const files = await cropRegions(regions, side, (frame) => sources.pixels(job, frame));
        return transfer(
          files,
          files.map((file) => file.buffer),
        );
      }),

    describeFaces: (job, faces) =>
      settle(async () => {
        const embeddings = await faceEmbedder.embed(faces, (frame) => sources.pixels(job, frame));
        return transfer(
          embeddings,
          embeddings.flatMap((embedding) => embedding?.buffer ?? []),
        );
      }),

    soundPeaks: (job, buckets) =>
      settle(async () => {
        const inspection = await sources.inspect(job);
        if (inspection.sequence.kind !== 'video' || inspection.sequence.sound === null) return null;
        const found = await (await loadVideo()).soundPeaks(job.file, buckets);
        return found === null ? null : transfer(found, [found.peaks.buffer]);
      }),

    estimateSize: (job, question, isWanted) =>
      settle(async () => {
        const inspection = await sources.inspect(job);
        return inspection.sequence.kind === 'video' ? (await loadVideo()).estimateVideo({ file: job.file, inspection }, question, isWanted) : null;
      }),

    exportPicture: (job, request, onProgress, output) =>
      settle(async () => {
        const watch = new Stopwatch(onProgress);
        const inspection = await sources.inspect(job);
        const detectors = await watch.run('load', () => registry.forKinds(enabledKinds(request.policy)));
        if (inspection.sequence.kind === 'video') {
          sources.rest(job.id);
          return (await loadVideo()).exportVideo({ file: job.file, inspection, output: outputFolder === null ? null : { folder: outputFolder, name: output } }, request, detectors, watch);
        }
        const source = { inspection, sizeBytes: job.file.size, read: (index: number) => sources.takePixels(job, index) };
        return exportPicture(source, request, detectors, watch);
      }),

    detectors: () => settle(listDetectors),
    addPack: (manifest, model) => settle(() => addPack(manifest, model)),
    removePack: (sha256) => settle(() => dropPack(sha256)),
    usePack: (sha256, usedFor) => settle(() => usePack(sha256, usedFor)),

    forget: (id) =>
      settle(() => {
        sources.forget(id);
        return Promise.resolve(null);
      }),
  };
}

/** Runs the body of an API method and turns whatever it throws into the wire's form. */
async function settle<T>(body: () => Promise<T>): Promise<Result<T>> {
  try {
    return { status: 'ok', value: await body() };
  } catch (error) {
    return { status: 'failed', error: toWireError(error) };
  }
}

/** Takes a Web Lock for the rest of this worker's life; resolves once it is held. */
function holdLock(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, () => {
        resolve();
        return new Promise<never>(() => undefined);
      })
      .catch(reject);
  });
}

function enabledKinds(policy: Policy): Kind[] {
  return (Object.keys(policy.kinds) as Kind[]).filter((kind) => policy.kinds[kind].enabled);
}

function reviewThresholds(policy: Policy): Partial<Record<Kind, number>> {
  return Object.fromEntries(enabledKinds(policy).map((kind) => [kind, policy.kinds[kind].reviewThreshold]));
}
