import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { REGION_KINDS } from '../../../../src/core/review/decision.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import { RESULT_COLUMNS, resultCsv, resultRows } from '../../../../src/ui/export/result-table.ts';
import type { Job } from '../../../../src/ui/workspace/job.ts';
import { workspace } from '../../../../src/ui/workspace/workspace.ts';
import { EMPTY_WORKSPACE, type WorkspaceAction } from '../../../../src/ui/workspace/workspace-state.ts';
import { detectionOutcome, heldOutcome, releasedOutcome } from '../outcomes.ts';

const SECRET = 'Anna Beispiel at the lake';
const face = { kind: 'face' as const, score: 0.9, box: sourceBox(0, 0, 20, 20), detector: 'test' };
const unsure = { ...face, score: 0.12, box: sourceBox(50, 50, 20, 20) };

function jobs(...actions: readonly WorkspaceAction[]): readonly Job[] {
  const files = ['a', 'b', 'c'].map((id) => ({ id, file: new Blob(['12345']), name: `${SECRET}.jpg`, folder: SECRET }));
  return [{ type: 'policy-changed', policy: DEFAULT_POLICY, gesture: 'x' } as const, { type: 'files-added', files } as const, ...actions].reduce(workspace, EMPTY_WORKSPACE).jobs;
}
const detected = (id: string, ...found: readonly (typeof face)[]): WorkspaceAction => ({ type: 'detected', id, outcome: detectionOutcome(found) });

describe('resultRows', () => {
  it('counts no zone as somebody who is masked', () => {
    const zone = { box: sourceBox(0, 0, 9, 9), shape: 'rectangle', zone: 'mask-outside' } as const;
    const [row] = resultRows(jobs(detected('a', face), { type: 'region-edited', id: 'a', edit: { type: 'add', ...zone } }));
    expect(row?.masked).toEqual({ face: 1 });
  });

  it('counts what a person drew as areas, not as faces', () => {
    const drawn = { type: 'region-edited', id: 'a', edit: { type: 'add', box: sourceBox(40, 40, 9, 9), shape: 'rectangle' } } as const;
    const rows = resultRows(jobs(detected('a', face), drawn, drawn));
    expect(rows[0]?.masked).toEqual({ face: 1, area: 2 });
    expect(resultCsv(rows).split('\r\n').slice(0, 2).map((line) => line.split(',').at(-1))).toEqual(['masked_area', '2']);
  });

  it('has one row for each file, in the order of the queue', () => {
    const rows = resultRows(
      jobs(
        detected('a', face),
        { type: 'export-ended', id: 'a', outcome: releasedOutcome(), name: 'anonymised-0001.png' },
        detected('b', face, unsure),
        { type: 'job-failed', id: 'c', error: { code: 'input/corrupt', message: '', facts: {} } },
      ),
    );
    expect(rows).toEqual([
      { number: 1, state: 'done', output: 'anonymised-0001.png', format: 'png', masked: {}, metadataRemoved: 0, regionsRechecked: 0, sourceBytes: 5, outputBytes: 3, reason: null },
      { number: 2, state: 'undecided', output: null, format: null, masked: { face: 1 }, metadataRemoved: null, regionsRechecked: null, sourceBytes: 5, outputBytes: null, reason: null },
      { number: 3, state: 'refused', output: null, format: null, masked: {}, metadataRemoved: null, regionsRechecked: null, sourceBytes: 5, outputBytes: null, reason: 'input/corrupt' },
    ]);
  });

  it('gives the size of a refused file whose bytes are not kept, and none for one that could not be read', () => {
    const refused = { file: new Blob([]), name: 'x', folder: '', refused: { code: 'input/unsupported' as const, message: '', facts: {} } };
    const { jobs: all } = workspace(EMPTY_WORKSPACE, { type: 'files-added', files: [{ ...refused, id: 'a', statedBytes: 4_500 }, { ...refused, id: 'b', statedBytes: null }] });
    const rows = resultRows(all);
    expect(rows.map(({ sourceBytes }) => sourceBytes)).toEqual([4_500, null]);
    expect(resultCsv(rows).split('\r\n').slice(1, 3).map((line) => line.split(',')[RESULT_COLUMNS.indexOf('source_bytes')])).toEqual(['4500', '']);
  });

  it('tells held, failed, saved, cancelled and waiting files apart, with the reason', () => {
    const states = (...actions: readonly WorkspaceAction[]) => resultRows(jobs(...actions)).map(({ state, reason }) => [state, reason]);
    expect(
      states(
        detected('a'), { type: 'export-ended', id: 'a', outcome: heldOutcome([]), name: 'x.png' },
        detected('b'), { type: 'export-failed', id: 'b', error: { code: 'export/encode', message: '', facts: {} } },
        { type: 'job-cancelled', id: 'c' },
      ),
    ).toEqual([['held', 'survivor'], ['failed', 'export/encode'], ['cancelled', null]]);
    expect(
      states(
        detected('a'), { type: 'export-ended', id: 'a', outcome: releasedOutcome(), name: 'x.png' }, { type: 'saved', ids: ['a'] },
        { type: 'job-failed', id: 'b', error: { code: 'engine/crashed', message: '', facts: {} } },
      ),
    ).toEqual([['saved', null], ['failed', 'engine/crashed'], ['waiting', null]]);
  });
});

describe('resultCsv', () => {
  it('has a column for each kind and no name of a source', () => {
    const csv = resultCsv(resultRows(jobs(detected('a', face), { type: 'export-ended', id: 'a', outcome: releasedOutcome(), name: '=cmd,1.png' })));
    const lines = csv.split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe(RESULT_COLUMNS.join());
    expect(RESULT_COLUMNS.slice(-REGION_KINDS.length)).toEqual(REGION_KINDS.map((kind) => `masked_${kind}`));
    expect(lines[1]).toMatch(/^1,done,"'=cmd,1\.png",png,0,0,5,3,,0,/);
    expect(csv).not.toContain('Anna');
  });
});
