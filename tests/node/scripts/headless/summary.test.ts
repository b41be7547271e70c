import { describe, expect, it } from 'vitest';
import type { ReportJob, ReportSound } from '../../../../scripts/headless/report.ts';
import { summary } from '../../../../scripts/headless/summary.ts';

const job = (change: Partial<ReportJob> = {}): ReportJob => ({ input: 'a.mp4', status: 'ok', detections: [], milliseconds: { decode: 1, detect: 1, mask: 1, encode: 1, verify: 1, total: 12.4 }, ...change });
const withSound = (sound: ReportSound): string => summary(job({ sound }));

describe('summary', () => {
  it('says nothing of sound for a picture', () => {
    expect(summary(job())).toBe('0 masked, 0 to review, 12 ms');
  });

  it('names what was written', () => {
    expect(summary(job({ output: 'in/anonymised-0001.mp4' }))).toBe('0 masked, 0 to review, 12 ms, written as in/anonymised-0001.mp4');
  });

  it('says whether the sound is the source’s, gone, or encoded anew', () => {
    expect(withSound({ fate: 'none' })).toBe('0 masked, 0 to review, no sound in the source, 12 ms');
    expect(withSound({ fate: 'dropped' })).toContain(' sound dropped,');
    expect(withSound({ fate: 'kept', stored: { codec: 'aac', packets: 'source' } })).toContain(' sound kept as it is,');
    expect(withSound({ fate: 'kept', stored: { codec: 'opus', packets: 'anew' }, mutedParts: 2, mutedSeconds: 3 })).toContain(' sound: 2 parts muted, encoded anew as Opus,');
    expect(withSound({ fate: 'voices-changed', stored: { codec: 'aac', packets: 'anew' }, mutedParts: 1, mutedSeconds: 3 })).toContain(' sound: voices changed, 1 part muted, encoded anew as AAC,');
  });

  it('says how to answer for the sound where nobody did', () => {
    expect(summary(job({ status: 'failed', error: { code: 'policy/sound', message: 'So.' } }))).toBe('policy/sound: So. Say it with --audio keep, drop, voice or mute:from-to.');
  });
});
