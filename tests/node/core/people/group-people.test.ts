import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupPeople } from '../../../../src/core/people/group-people.ts';
import { SAME, similarity, UNSURE } from '../../../../src/core/people/similarity.ts';
import { arbitraryUnit, pairAt, unit } from './vectors.ts';

const arbitraryFaces = fc.array(fc.option(arbitraryUnit, { freq: 8 }), { maxLength: 24 });

describe('groupPeople', () => {
  it('finds nobody where there are no faces', () => {
    expect(groupPeople([])).toEqual({ people: [], doubts: [], unclear: [] });
  });

  it('puts the person with most faces first and keeps unclear faces apart', () => {
    const [ann, ben] = [unit([1, 0, 0]), unit([0, 1, 0])];
    expect(groupPeople([ann, null, ben, unit([0, 1, 0.1]), null])).toEqual({ people: [[2, 3], [0]], doubts: [], unclear: [1, 4] });
  });

  it.each([
    [SAME + 0.001, [[0, 1]], 0],
    [SAME - 0.001, [[0], [1]], 1],
    [UNSURE + 0.001, [[0], [1]], 1],
    [UNSURE - 0.001, [[0], [1]], 0],
  ])('groups two faces at similarity %d as %j with %d doubts', (cosine, people, doubts) => {
    const groups = groupPeople([...pairAt(cosine)]);
    expect(groups.people).toEqual(people);
    expect(groups.doubts).toHaveLength(doubts);
  });

  it('names the likelier doubt first, by places in the list of people', () => {
    const faces = [unit([1, 0, 0]), unit([0.65, 0.76, 0]), unit([0.57, 0, 0.822])];
    const { people, doubts } = groupPeople(faces);
    expect(people).toEqual([[0], [1], [2]]);
    expect(doubts.map(({ first, second }) => [first, second])).toEqual([[0, 1], [0, 2]]);
    expect(doubts[0]!.similarity).toBeCloseTo(0.65, 2);
  });

  it('does not let a chain of neighbours make one person of many', () => {
    const steps = Array.from({ length: 7 }, (_, i) => unit([Math.cos(i * 0.6), Math.sin(i * 0.6)]));
    expect(groupPeople(steps).people.length).toBeGreaterThan(1);
  });

  it('has every face in one place', () => {
    fc.assert(
      fc.property(arbitraryFaces, (faces) => {
        const { people, unclear } = groupPeople(faces);
        expect([...people.flat(), ...unclear].sort((a, b) => a - b)).toEqual([...faces.keys()]);
        expect(people.every((person) => person.length > 0 && person.every((face, i) => i === 0 || face > person[i - 1]!))).toBe(true);
      }),
    );
  });

  it('gives the same groups in whatever order the faces come', () => {
    const shuffled = arbitraryFaces.chain((faces) => fc.tuple(fc.constant(faces), fc.shuffledSubarray([...faces.keys()], { minLength: faces.length })));
    const contents = (people: readonly (readonly number[])[], faces: readonly (Float32Array | null)[]) =>
      people.map((person) => person.map((face) => faces[face]!.join()).sort().join(' | ')).sort();
    fc.assert(
      fc.property(shuffled, ([faces, order]) => {
        const moved = order.map((index) => faces[index]!);
        expect(contents(groupPeople(moved).people, moved)).toEqual(contents(groupPeople(faces).people, faces));
      }),
      { numRuns: 300 },
    );
  });

  it('always has identical faces together', () => {
    fc.assert(
      fc.property(fc.array(arbitraryUnit, { minLength: 1, maxLength: 15 }), fc.nat(), (faces, which) => {
        const twin = which % faces.length;
        const { people } = groupPeople([...faces, Float32Array.from(faces[twin]!)]);
        expect(people.find((person) => person.includes(twin))).toContain(faces.length);
      }),
    );
  });

  it('joins as long as the mean similarity of two groups reaches the threshold, and no further', () => {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    fc.assert(
      fc.property(fc.array(arbitraryUnit, { maxLength: 20 }), (faces) => {
        const { people } = groupPeople(faces);
        for (const [i, a] of people.entries()) {
          for (const b of people.slice(i + 1)) {
            expect(mean(a.flatMap((x) => b.map((y) => similarity(faces[x]!, faces[y]!))))).toBeLessThan(SAME + 1e-6);
          }
          if (a.length > 1) expect(mean(a.flatMap((x) => a.filter((y) => y !== x).map((y) => similarity(faces[x]!, faces[y]!))))).toBeGreaterThan(SAME - 1e-6);
        }
      }),
    );
  });
});
