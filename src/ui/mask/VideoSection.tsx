import { useId, type ReactElement, type ReactNode } from 'react';
import { SOUND_RULES, VIDEO_OUTPUTS, VIDEO_QUALITIES, type Policy } from '../../core/policy/policy.ts';
import { RangeField } from '../controls/Fields.tsx';
import { words } from '../words.ts';
import type { PolicyChange } from './policy-change.ts';

interface VideoSectionProps {
  readonly policy: Policy;
  readonly onChange: PolicyChange;
  /** What the settings mean for the shown file's size. */
  readonly sizeHint: ReactNode;
}

/** How videos are searched, and what becomes of their pictures and their sound. */
export function VideoSection({ policy, onChange, sizeHint }: VideoSectionProps): ReactElement {
  const id = useId();
  const text = words.policy;
  const { video, audio } = policy;
  const set = (change: Partial<Policy['video']>, field: string): void => onChange({ ...policy, video: { ...video, ...change } }, field);
  return (
    <section>
      <h3>{text.video}</h3>
      <RangeField label={text.everyNth} value={video.everyNth} min={1} max={12} step={1} text={text.everyNthValue(video.everyNth)} hint={text.everyNthHint} onChange={(everyNth) => set({ everyNth }, 'every-nth')} />
      <RangeField label={text.hold} value={video.holdSeconds} min={0} max={10} step={0.25} text={text.holdValue(video.holdSeconds)} hint={text.holdHint} onChange={(holdSeconds) => set({ holdSeconds }, 'hold')} />
      <div className="field">
        <label className="field-head" htmlFor={`${id}-format`}>{text.videoFormat}</label>
        <select id={`${id}-format`} className="input" value={video.format} onChange={(event) => set({ format: VIDEO_OUTPUTS.find((known) => known === event.target.value) ?? 'source' }, 'video-format')}>
          {VIDEO_OUTPUTS.map((format) => <option key={format} value={format}>{text.videoFormats[format]}</option>)}
        </select>
      </div>
      <div className="field">
        <label className="field-head" htmlFor={`${id}-quality`}>{text.videoQuality}</label>
        <select id={`${id}-quality`} className="input" value={video.quality} onChange={(event) => set({ quality: VIDEO_QUALITIES.find((known) => known === event.target.value) ?? 'high' }, 'video-quality')}>
          {VIDEO_QUALITIES.map((quality) => <option key={quality} value={quality}>{text.videoQualities[quality]}</option>)}
        </select>
        {sizeHint}
      </div>
      <div className="field">
        <label className="field-head" htmlFor={`${id}-sound`}>{text.sound}</label>
        <select id={`${id}-sound`} className="input" value={audio.sound} onChange={(event) => onChange({ ...policy, audio: { sound: SOUND_RULES.find((known) => known === event.target.value) ?? 'ask' } }, 'sound')}>
          {SOUND_RULES.map((rule) => <option key={rule} value={rule}>{text.sounds[rule]}</option>)}
        </select>
      </div>
    </section>
  );
}
