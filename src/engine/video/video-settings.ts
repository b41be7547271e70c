import type { Size } from '../../core/geometry/box.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { planeBytes, type PlaneColors } from '../../core/mask/planes.ts';
import type { VideoQuality } from '../../core/policy/policy.ts';
import type { WrittenVideoFormat } from '../../core/structure/inspection.ts';
import { writtenAudioCodec, type WrittenVideoCodec } from '../../core/structure/video/verified-video.ts';
import { tryCodec } from './codec-trial.ts';
import type { OpenVideo } from './open-video.ts';
import { beginOutput } from './output-file.ts';
import { soundStart } from './sound-packets.ts';
import { isCopied, type SoundPlan } from './sound-plan.ts';
import { chooseSoundEncoding } from './sound-settings.ts';
import { outputFormat, TRIAL_TICKS, VideoWriter, type VideoSettings } from './write-video.ts';

/** Codecs of each container, the one that most players take first. */
const CODECS: Readonly<Record<WrittenVideoFormat, readonly WrittenVideoCodec[]>> = { mp4: ['avc', 'vp9', 'av1'], webm: ['vp9', 'av1', 'vp8'] };

/**
 * Finds a container and a codec that this browser really writes, by writing a few small frames that are decoded again, and a large one:
 * browsers promise encoders that fail.
 * @param wanted - container to try first
 * @param quality - how much may be left out
 * @param video - the source
 * @param plan - of the sound, which has to fit into the container; `null` for none
 * @throws AnonymizerError `export/encode` where there is none, `export/sound` where no container takes the sound, `input/sound-codec` where sound is to be changed and can't be decoded
 */
export async function chooseSettings(wanted: WrittenVideoFormat, quality: VideoQuality, video: Pick<OpenVideo, 'storedSize' | 'orientation' | 'frames' | 'ticks'>, plan: SoundPlan | null): Promise<VideoSettings> {
  const { storedSize, orientation, ticks } = video;
  const isLate = (video.frames[0]?.timestamp ?? 0) > 0;
  let hasSound = plan === null;
  const formats = wanted === 'mp4' ? (['mp4', 'webm'] as const) : (['webm', 'mp4'] as const);
  for (const format of formats) {
    const sound = plan === null ? null : await chooseSound(format, plan);
    if (sound === undefined) continue;
    hasSound = true;
    for (const codec of CODECS[format]) {
      const madeColors = await tryCodec({ format, codec }, storedSize.height);
      if (madeColors === null || !(await writes(format, codec, madeColors, storedSize))) continue;
      return { format, codec, quality, orientation, sound, madeColors, ticks, startsLate: isLate || (sound?.encoding === null && (await soundStart(sound.plan)) > 0) };
    }
  }
  throw new AnonymizerError(hasSound ? 'export/encode' : 'export/sound');
}

/** @returns `undefined` where the container can't have the sound */
async function chooseSound(format: WrittenVideoFormat, plan: SoundPlan): Promise<NonNullable<VideoSettings['sound']> | undefined> {
  if (!isCopied(plan)) {
    const encoding = await chooseSoundEncoding(format, plan);
    return encoding === null ? undefined : { plan, encoding };
  }
  const codec = await plan.track.getCodec();
  return codec !== null && writtenAudioCodec(codec) !== null && outputFormat(format, false).getSupportedAudioCodecs().includes(codec) ? { plan, encoding: null } : undefined;
}

/** Some encoders end at a size. */
async function writes(format: WrittenVideoFormat, codec: WrittenVideoCodec, madeColors: PlaneColors, { width, height }: Size): Promise<boolean> {
  try {
    const writer = new VideoWriter({ format, codec, quality: 'high', sound: null, orientation: 1, ticks: TRIAL_TICKS, startsLate: false, madeColors }, await beginOutput(null, ''));
    await writer.start();
    const blank = { format: 'I420', width, height, colors: madeColors } as const;
    await writer.add({ ...blank, data: new Uint8Array(planeBytes(blank)).fill(128) }, { timestamp: 0, duration: 0.04 }, {});
    const { bytes } = await writer.finish();
    return bytes.size > 0;
  } catch {
    return false;
  }
}
