import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { Decision } from '../../../../src/core/review/decision.ts';
import { stepSentence, type TakenStep } from '../../../../src/ui/review/step-words.ts';
import { regionOn } from './regions.ts';

const before = regionOn('a', 2, 7);
const muted = [{ from: 1, to: 2 }];

/** The sentence about a step that left one region as it is now. */
function said(now: Partial<Decision> | null, more: Partial<TakenStep> = {}): string {
  const decisions = now === null ? [] : [{ ...before, ...now }];
  return stepSentence({
    type: 'undo', regions: 1, files: 1, file: null, sequence: 'video', before: { decisions: [before], muted }, now: { decisions, muted }, region: decisions[0] ?? before, name: 'Face 1', ...more,
  });
}

describe('stepSentence', () => {
  it('says what is so now', () => {
    expect(said({ state: 'rejected' })).toBe('Undone. Face 1 kept clear.');
    expect(said({ fill: 'soft' }, { type: 'redo' })).toBe('Redone. Face 1: Soft blur fill.');
    expect(said(null)).toBe('Undone. Region deleted.');
    expect(said({}, { before: { decisions: [], muted } })).toMatch(/^Undone\. Face 1 (masked|to decide)\.$/);
    expect(said({ path: { ...before.path, last: 11 } })).toBe('Undone. Face 1: frames 3 to 12.');
    expect(said({ path: { ...before.path, last: 11 } }, { sequence: 'pages' })).toBe('Undone. Face 1: page 3.');
    expect(said({ path: { ...before.path, keys: [{ frame: 2, box: sourceBox(9, 9, 9, 9) }] } })).toBe('Undone. Face 1 moved or resized.');
    expect(said({ box: sourceBox(9, 9, 9, 9) })).toBe('Undone. Face 1 moved or resized.');
  });

  it('names the file where others are open, and counts files where the step was in several', () => {
    expect(said({ state: 'rejected' }, { file: 'clip.mp4' })).toBe('Undone in clip.mp4. Face 1 kept clear.');
    expect(said({}, { file: 'clip.mp4', regions: 3 })).toBe('Undone: 3 regions in clip.mp4.');
    expect(said({}, { file: 'clip.mp4', regions: 3, files: 2, type: 'redo' })).toBe('Redone: 3 regions in 2 files.');
  });

  it('tells of what is muted where no region changed', () => {
    expect(said({}, { region: null, regions: 0, file: 'clip.mp4', now: { decisions: [before], muted: [] } })).toBe('Undone in clip.mp4. Other parts of the sound are muted now.');
    expect(said({}, { region: null, regions: 0 })).toBe('Undone.');
  });

  it('tells of it as well where the step masked and muted', () => {
    expect(said(null, { now: { decisions: [], muted: [] } })).toBe('Undone. Region deleted. Other parts of the sound are muted now.');
    expect(said({}, { regions: 2, now: { decisions: [], muted: [] } })).toBe('Undone: 2 regions. Other parts of the sound are muted now.');
  });
});
