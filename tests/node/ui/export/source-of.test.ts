import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import { sourceOf } from '../../../../src/ui/export/source-of.ts';
import type { Job } from '../../../../src/ui/workspace/job.ts';
import { releasedOutcome } from '../outcomes.ts';

function released(namePattern: string, folder = ''): Pick<Job, 'exported' | 'name' | 'folder' | 'file'> {
  const outcome = releasedOutcome();
  const policy = { ...DEFAULT_POLICY, output: { ...DEFAULT_POLICY.output, namePattern } };
  return { name: 'beach.mp4', folder, file: new Blob(['x']), exported: { status: 'released', outcome: { ...outcome, record: { ...outcome.record, policy } }, name: 'out.mp4', saved: false } };
}

describe('sourceOf', () => {
  it('names the source where the output’s name does not come from it', () => {
    expect(sourceOf(released('anonymised-{n}'), false)).toBe('beach.mp4');
    expect(sourceOf(released('{name}-{n}'), false)).toBeNull();
  });

  it('tells sources of the same name apart by their folder or size, whatever the output is called', () => {
    expect(sourceOf(released('{name}', 'trip/day one'), true)).toBe('trip/day one/beach.mp4');
    expect(sourceOf(released('{name}'), true)).toMatch(/^beach\.mp4, /);
  });

  it('is silent about files that are not finished, whose rows show their own name', () => {
    expect(sourceOf({ ...released('x'), exported: { status: 'none' } }, true)).toBeNull();
  });
});
