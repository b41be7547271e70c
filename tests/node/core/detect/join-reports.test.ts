import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, type Kind, type SearchReport } from '../../../../src/core/detect/detection.ts';
import { joinReports } from '../../../../src/core/detect/join-reports.ts';

const report: SearchReport = { kinds: ['face'], detectors: [{ name: 'a', version: '1', sha256: '0a' }], smallestHeight: 20, scales: [1, 0.5], inferences: 3 };

const any: fc.Arbitrary<SearchReport> = fc
  .record({
    kinds: fc.subarray([...KINDS]),
    detectors: fc.subarray(['a', 'b', 'c']).map((names) => names.map((name) => ({ name, version: '1', sha256: name }))),
    smallestHeight: fc.nat(50),
    scales: fc.subarray([2, 1, 0.5, 0.25]),
    inferences: fc.nat(99),
    thorough: fc.boolean(),
  })
  .map(({ thorough, ...rest }) => (thorough ? { ...rest, thorough } : rest));

describe('reports of several searches', () => {
  it('are one: everything that was looked for, by whom, how small, at which scales, in how many runs', () => {
    const more: SearchReport = { kinds: ['head', 'face'], detectors: [{ name: 'b', version: '2', sha256: '0b' }, { name: 'a', version: '1', sha256: '0a' }], smallestHeight: 12, scales: [2, 1], inferences: 5 };
    expect(joinReports(report, more)).toEqual({
      kinds: ['face', 'head'],
      detectors: [{ name: 'a', version: '1', sha256: '0a' }, { name: 'b', version: '2', sha256: '0b' }],
      smallestHeight: 12,
      scales: [2, 1, 0.5],
      inferences: 8,
    });
  });

  it('are the first one where there is no other', () => {
    expect(joinReports(null, report)).toBe(report);
  });

  it('are thorough where any was', () => {
    expect(joinReports(report, report)).not.toHaveProperty('thorough');
    expect(joinReports(report, { ...report, thorough: true })).toMatchObject({ thorough: true });
    expect(joinReports({ ...report, thorough: true }, report)).toMatchObject({ thorough: true });
  });

  it('say of each kind how closely it was last searched for in a video', () => {
    const video = (...kinds: readonly Kind[]): SearchReport => ({ ...report, video: kinds.map((kind, index) => ({ kind, everyNth: index + 1, holdSeconds: kinds.length })) });
    expect(joinReports(report, report)).not.toHaveProperty('video');
    expect(joinReports(video('face', 'head'), video('face')).video).toEqual([{ kind: 'head', everyNth: 2, holdSeconds: 2 }, { kind: 'face', everyNth: 1, holdSeconds: 1 }]);
    expect(joinReports(video('face'), report).video).toEqual([{ kind: 'face', everyNth: 1, holdSeconds: 1 }]);
  });

  it('lose nothing and tell nothing twice', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const joined = joinReports(a, b);
        const names = joined.detectors.map(({ name }) => name);
        expect([...joined.kinds].sort()).toEqual([...new Set([...a.kinds, ...b.kinds])].sort());
        expect(names.toSorted()).toEqual([...new Set([...a.detectors, ...b.detectors].map(({ name }) => name))].sort());
        expect(joined.scales).toEqual([...new Set([...a.scales, ...b.scales])].sort((x, y) => y - x));
        expect(joined.inferences).toBe(a.inferences + b.inferences);
      }),
    );
  });
});
