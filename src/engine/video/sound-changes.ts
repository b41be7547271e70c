import { VoiceChanger } from '../../core/audio/change-voice.ts';
import { mixChannels } from '../../core/audio/mix-channels.ts';
import { muteSpans } from '../../core/audio/mute.ts';
import type { TimeSpan } from '../../core/audio/time-span.ts';
import { AnonymizerError } from '../../core/errors.ts';
import type { SoundBlock } from './sound-blocks.ts';
import type { SoundPlan } from './sound-plan.ts';

/**
 * Silences the muted parts of a sound and changes its voices, block by block.
 * @param blocks - from the beginning of the video on, without a gap; changed
 * @throws AnonymizerError `input/sound-codec` where the voices of a sound at such a rate can't be changed
 */
export async function* changeSound(blocks: AsyncIterable<SoundBlock>, { changesVoices, muted }: Pick<SoundPlan, 'changesVoices' | 'muted'>): AsyncGenerator<SoundBlock, void> {
  // Before the voices are changed, so that nothing of a muted part gets into what is around it; and behind, for what gets from there into it.
  const silenced = silence(blocks, muted);
  yield* changesVoices ? silence(changeVoices(silenced), muted) : silenced;
}

async function* silence(blocks: AsyncIterable<SoundBlock>, muted: readonly TimeSpan[]): AsyncGenerator<SoundBlock, void> {
  for await (const block of blocks) {
    muteSpans(block.planes, block.start, block.rate, muted);
    yield block;
  }
}

async function* changeVoices(blocks: AsyncIterable<SoundBlock>): AsyncGenerator<SoundBlock, void> {
  let voices: { readonly changer: VoiceChanger; readonly rate: number } | null = null;
  let start = 0;
  for await (const { planes, rate } of blocks) {
    voices ??= { changer: changerAt(rate), rate };
    const [mono = new Float32Array()] = mixChannels(planes, 1);
    const changed = voices.changer.push(mono);
    if (changed.length > 0) yield { start, planes: [changed], rate };
    start += changed.length;
  }
  const rest = voices?.changer.flush();
  if (voices !== null && rest !== undefined && rest.length > 0) yield { start, planes: [rest], rate: voices.rate };
}

function changerAt(rate: number): VoiceChanger {
  try {
    return new VoiceChanger(rate);
  } catch {
    throw new AnonymizerError('input/sound-codec');
  }
}
