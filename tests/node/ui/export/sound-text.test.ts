import { describe, expect, it } from 'vitest';
import type { ExportRecord } from '../../../../src/core/export/export-record.ts';
import { mutedText, soundText } from '../../../../src/ui/export/sound-text.ts';
import type { Job } from '../../../../src/ui/workspace/job.ts';

const anew = (sound: NonNullable<ExportRecord['sound']>, parts = 0, seconds = 0, codec: 'aac' | 'opus' = 'opus'): string | null =>
  soundText({ sound, soundStored: { codec, packets: 'anew' }, ...(parts === 0 ? {} : { mutedParts: parts, mutedSeconds: seconds }) });

describe('what a finished row says of the sound', () => {
  it('says nothing for a picture', () => {
    expect(soundText({})).toBeNull();
  });

  it('tells packets that are the source’s from sound that is not there', () => {
    expect(soundText({ sound: 'kept', soundStored: { codec: 'aac', packets: 'source' } })).toBe('Sound kept as it is');
    expect(soundText({ sound: 'dropped' })).toBe('No sound');
    expect(soundText({ sound: 'none' })).toBe('No sound in the source');
  });

  it('names the codec of sound that was encoded anew, and why it was', () => {
    expect(anew('kept', 2, 3.512)).toBe('Sound: 2 parts muted (3.5 seconds), encoded anew as Opus');
    expect(anew('kept', 1, 0.02, 'aac')).toBe('Sound: 1 part muted (0.1 seconds), encoded anew as AAC');
    expect(anew('voices-changed')).toBe('Sound: voices changed, encoded anew as Opus');
    expect(anew('voices-changed', 1, 1)).toBe('Sound: voices changed, 1 part muted (1 second), encoded anew as Opus');
    // Parts that were muted may all lie behind the end of the sound.
    expect(anew('kept')).toBe('Sound: encoded anew as Opus');
    expect(soundText({ sound: 'kept', soundStored: { codec: 'opus', packets: 'anew' } }, true)).toBe('encoded anew as Opus');
  });
});

describe('what becomes of muted parts', () => {
  const jobs = (...muted: readonly number[]): Pick<Job, 'session'>[] =>
    muted.map((parts) => ({ session: { muted: Array.from({ length: parts }, (_, at) => ({ from: at * 2, to: at * 2 + 1 })) } as unknown as Job['session'] }));

  it('is not asked where nothing is muted', () => {
    expect(mutedText([...jobs(0), { session: null }])).toBeNull();
  });

  it('is told for each answer', () => {
    expect(mutedText(jobs(1))).toBe('1 part is muted on the timeline. With the sound dropped, it goes with it. With voices changed or the sound kept, it is silent, and the sound around it is encoded anew.');
    expect(mutedText(jobs(2, 0, 1))).toBe('3 parts are muted on the timeline, in 2 videos. With the sound dropped, they go with it. With voices changed or the sound kept, they are silent, and the sound around them is encoded anew.');
  });
});
