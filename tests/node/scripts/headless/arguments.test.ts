import { describe, expect, it } from 'vitest';
import { PRESET_IDS } from '../../../../src/core/policy/presets.ts';
import { readArguments, USAGE, UsageError } from '../../../../scripts/headless/arguments.ts';

const read = (line: string) => readArguments(line.split(' '));

describe('readArguments', () => {
  it('takes inputs and an output folder, and leaves the rest to the policy', () => {
    expect(read('anonymise a.jpg photos --out done')).toEqual({
      inputs: ['a.jpg', 'photos'], out: 'done', kinds: null, fill: null, weakFills: null, policyFile: null, threshold: null,
      regionsFile: null, names: null, detectOnly: false, records: null, reportFile: null,
    });
  });

  it('takes every option', () => {
    expect(read('anonymise a.jpg --out o --kinds face --fill soft --weak-fills anywhere --policy p.json --threshold 0.5 --regions r.json --names {name} --records --report --sidecar csv --strict --json j.json')).toEqual({
      inputs: ['a.jpg'], out: 'o', kinds: ['face'], fill: 'soft', weakFills: 'anywhere', policyFile: 'p.json', threshold: 0.5,
      regionsFile: 'r.json', names: '{name}', detectOnly: false, records: true, report: true, sidecar: 'csv', strict: true, reportFile: 'j.json',
    });
  });

  it('understands both spellings of its command', () => {
    expect(read('anonymize a.jpg --out o')).toEqual(read('anonymise a.jpg --out o'));
  });

  it('writes no records where it is told not to', () => {
    expect(read('anonymise a.jpg --out o --no-records').records).toBe(false);
  });

  it('needs neither inputs nor an output folder to print a policy', () => {
    expect(read('anonymise --policy gdpr --print-policy')).toMatchObject({ inputs: [], out: null, policyFile: 'gdpr', printPolicy: true });
    expect(read('anonymise a.jpg --out o')).not.toHaveProperty('printPolicy');
  });

  it('needs no output folder where it only looks', () => {
    expect(read('anonymise a.jpg --detect-only')).toMatchObject({ out: null, detectOnly: true });
  });

  it('masks what is doubtful where it is told to', () => {
    expect(read('anonymise a.jpg --out o --mask-doubtful')).toMatchObject({ maskDoubtful: true, threshold: null });
  });

  it('takes the ends of the threshold’s range', () => {
    expect(read('anonymise a --out o --threshold 0').threshold).toBe(0);
    expect(read('anonymise a --out o --threshold 1').threshold).toBe(1);
  });

  it.each([
    [''], ['a.jpg --out o'], ['anonymise --out o'], ['anonymise a.jpg'], ['anonymise a.jpg --out'], ['anonymise a.jpg --out='], ['anonymise a.jpg --out o --kinds hand'],
    ['anonymise a.jpg --out o --kinds face,'], ['anonymise a.jpg --out o --fill gauss'], ['anonymise a.jpg --out o --weak-fills often'], ['anonymise a.jpg --out o --threshold 2'],
    ['anonymise a.jpg --out o --threshold=-1'], ['anonymise a.jpg --out o --threshold high'], ['anonymise a.jpg --out o --threshold='],
    ['anonymise a.jpg --out o --overwrite'], ['anonymise a.jpg --out o --records=yes'], ['anonymise a.jpg --out o --threshold 0.3 --mask-doubtful'],
    ['anonymise a.jpg --out o --sidecar xml'], ['anonymise a.jpg --out o --records --no-records'], ['anonymise a.jpg --out o --policy='], ['anonymise --policy gdpr'],
  ])('refuses the command line "%s"', (line) => {
    expect(() => read(line)).toThrow(UsageError);
  });
});

describe('USAGE', () => {
  it('names every preset', () => {
    for (const id of PRESET_IDS) expect(USAGE).toContain(id);
  });

  it('speaks of videos as of pictures', () => {
    for (const line of ['videos (MP4, MOV, MKV, WebM)', 'where masked pictures and videos go', 'look, write no picture or video', 'ends like a picture\'s or a video\'s']) expect(USAGE).toContain(line);
    for (const line of USAGE.split('\n')) expect(line.length).toBeLessThan(140);
  });

  it('names every option that is read', () => {
    for (const option of ['out', 'kinds', 'fill', 'weak-fills', 'threshold', 'mask-doubtful', 'thorough', 'policy', 'names', 'regions', 'records', 'no-records', 'report', 'sidecar', 'print-policy', 'strict', 'detect-only', 'json']) {
      expect(USAGE).toContain(`--${option}`);
    }
  });
});

describe('--thorough', () => {
  it('asks for a thorough search only where it is told to', () => {
    expect(read('anonymise a.jpg --out o --thorough').thorough).toBe(true);
    expect(read('anonymise a.jpg --out o')).not.toHaveProperty('thorough');
  });
});
