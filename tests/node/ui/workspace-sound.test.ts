import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type Policy } from '../../../src/core/policy/policy.ts';
import type { ExportOutcome, ExportRequest } from '../../../src/protocol/engine-api.ts';
import type { EnginePort } from '../../../src/ui/engine-port.ts';
import { exportJob } from '../../../src/ui/export-job.ts';
import { jobStatus } from '../../../src/ui/detect/job-status.ts';
import { createWorkspaceStore, type WorkspaceStore } from '../../../src/ui/workspace-store.ts';
import { words } from '../../../src/ui/words.ts';
import { hasUnsavedWork, type Job, workOn } from '../../../src/ui/workspace/job.ts';
import { missingFor } from '../../../src/ui/workspace/readiness.ts';
import { detectionOutcome, heldOutcome, releasedOutcome, releasedVideo } from './outcomes.ts';

const POLICY: Policy = { ...DEFAULT_POLICY, audio: { sound: 'ask' }, review: { ...DEFAULT_POLICY.review, secondReviewer: true } };

/** A searched video with sound. */
function film(policy: Policy = DEFAULT_POLICY): WorkspaceStore {
  const store = createWorkspaceStore();
  store.dispatch({ type: 'policy-changed', policy, gesture: 'g' });
  store.dispatch({ type: 'files-added', files: [{ id: 'a', file: new Blob(['x']), name: 'a.mp4', folder: '' }] });
  const found = detectionOutcome([{ kind: 'face', score: 0.9, box: sourceBox(0, 0, 10, 10), path: { first: 0, last: 2, keys: [{ frame: 0, box: sourceBox(0, 0, 10, 10) }] }, detector: 'test' }]);
  const sequence = { kind: 'video', durations: [40, 40, 40], codec: 'avc', sound: { codec: 'aac', channels: 1, sampleRate: 48_000 } } as const;
  store.dispatch({ type: 'detected', id: 'a', outcome: { ...found, inspection: { ...found.inspection, sequence } } });
  return store;
}
const job = (store: WorkspaceStore): Job => store.getState().jobs[0]!;
const mute = (store: WorkspaceStore): void => store.dispatch({ type: 'region-edited', id: 'a', edit: { type: 'mute', from: 0.04, to: 0.08 } });

describe('muting a part of a video', () => {
  it('puts a finished export away, because it sounds otherwise', () => {
    const store = film();
    store.dispatch({ type: 'export-ended', id: 'a', outcome: releasedOutcome(), name: 'out.mp4' });
    mute(store);
    expect(job(store).exported.status).toBe('none');
  });

  it('is work that would be lost', () => {
    const store = film();
    expect(hasUnsavedWork(job(store))).toBe(false);
    mute(store);
    expect(hasUnsavedWork(job(store))).toBe(true);
  });

  it('is counted beside decisions where a file is closed with it', () => {
    const store = film();
    const said = (): string => {
      const { decisions, mutedParts } = workOn(job(store));
      return words.queue.closedWithWork(decisions, mutedParts);
    };
    mute(store);
    expect(said()).toBe('The file that you closed had 1 muted part that is not saved.');
    store.dispatch({ type: 'region-edited', id: 'a', edit: { type: 'decide', ids: ['r1'], state: 'rejected' } });
    expect(said()).toBe('The file that you closed had 1 decision and 1 muted part that are not saved.');
    store.dispatch({ type: 'undo' });
    store.dispatch({ type: 'undo' });
    store.dispatch({ type: 'region-edited', id: 'a', edit: { type: 'decide', ids: ['r1'], state: 'rejected' } });
    expect(said()).toBe('The file that you closed had 1 decision that is not saved.');
  });

  it('is undone and redone in the order of work', () => {
    const store = film();
    mute(store);
    store.dispatch({ type: 'region-edited', id: 'a', edit: { type: 'decide', ids: ['r1'], state: 'rejected' } });
    store.dispatch({ type: 'undo' });
    expect(job(store).session).toMatchObject({ muted: [{ from: 0.04, to: 0.08 }], decisions: [{ state: 'accepted' }] });
    store.dispatch({ type: 'undo' });
    expect(job(store).session?.muted).toEqual([]);
    store.dispatch({ type: 'redo' });
    expect(job(store).session?.muted).toEqual([{ from: 0.04, to: 0.08 }]);
  });

  it('ends a sign-off, as does another choice about the sound', () => {
    const signed = (): WorkspaceStore => {
      const store = film(POLICY);
      store.dispatch({ type: 'sound-chosen', ids: ['a'], sound: 'keep' });
      store.dispatch({ type: 'reviewer-named', reviewer: 'aaaa' });
      store.dispatch({ type: 'reviewed', ids: ['a'] });
      store.dispatch({ type: 'reviewer-named', reviewer: 'bbbb' });
      store.dispatch({ type: 'signed-off', ids: ['a'] });
      return store;
    };
    const [one, other, same] = [signed(), signed(), signed()];
    mute(one);
    other.dispatch({ type: 'sound-chosen', ids: ['a'], sound: 'voice' });
    expect([one, other, same].map((store) => missingFor(store.getState(), job(store)))).toEqual(['sign-off', 'sign-off', null]);
  });
});

describe('the line of a video in the queue', () => {
  const line = (store: WorkspaceStore): readonly string[] => {
    const { mark, text } = jobStatus(store.getState(), job(store));
    return [mark, text];
  };

  it('does not call it ready while nobody has said what becomes of its sound', () => {
    const store = film();
    expect(line(store)).toEqual(['caution', 'Sound to decide at export']);
    store.dispatch({ type: 'sound-chosen', ids: ['a'], sound: 'drop' });
    expect(line(store)).toEqual(['ready', '1 masked']);
  });
});

describe('the export of a video', () => {
  async function exported(store: WorkspaceStore, meanwhile: () => void = () => undefined): Promise<ExportRequest> {
    const requests: ExportRequest[] = [];
    const exportPicture: EnginePort['exportPicture'] = (_, request) => {
      requests.push(request);
      meanwhile();
      return Promise.resolve({ status: 'ok', value: releasedOutcome() });
    };
    await exportJob({ exportPicture } as EnginePort, store, 'a', { signal: new AbortController().signal, createdAt: '2026-01-01T00:00:00.000Z', onProgress: () => undefined });
    return requests[0]!;
  }

  it('is told what is muted and what becomes of the sound', async () => {
    const store = film();
    mute(store);
    store.dispatch({ type: 'sound-chosen', ids: ['a'], sound: 'voice' });
    expect(await exported(store)).toMatchObject({ muted: [{ from: 0.04, to: 0.08 }], sound: 'voice' });
    expect(job(store).exported.status).toBe('released');
  });

  it('names no muted parts where there are none', async () => {
    const store = film();
    store.dispatch({ type: 'sound-chosen', ids: ['a'], sound: 'keep' });
    expect(await exported(store)).not.toHaveProperty('muted');
  });

  it('is thrown away where something was muted, or the sound was chosen anew, while it ran', async () => {
    const [muted, chosen] = [film(), film()];
    for (const store of [muted, chosen]) store.dispatch({ type: 'sound-chosen', ids: ['a'], sound: 'keep' });
    await exported(muted, () => mute(muted));
    await exported(chosen, () => chosen.dispatch({ type: 'sound-chosen', ids: ['a'], sound: 'drop' }));
    expect([job(muted).exported.status, job(chosen).exported.status]).toEqual(['none', 'none']);
  });
});

describe('a video that is held', () => {
  const { output, video } = DEFAULT_POLICY;
  const set = (change: Partial<Policy>) => (store: WorkspaceStore): void => store.dispatch({ type: 'policy-changed', policy: { ...DEFAULT_POLICY, ...change }, gesture: 'h' });
  const after = (reason: 'structure' | 'pixels' | 'survivor', change: (store: WorkspaceStore) => void): readonly unknown[] => {
    const store = film();
    store.dispatch({ type: 'sound-chosen', ids: ['a'], sound: 'keep' });
    store.dispatch({ type: 'export-ended', id: 'a', outcome: { ...heldOutcome([]), reason }, name: 'out.mp4' });
    change(store);
    return [job(store).exported.status, missingFor(store.getState(), job(store))];
  };
  const mends = {
    'the other format of videos': set({ video: { ...video, format: 'webm' } }),
    'another rule for the sound': set({ audio: { sound: 'drop' } }),
    'another answer about the sound': (store: WorkspaceStore): void => store.dispatch({ type: 'sound-chosen', ids: ['a'], sound: 'drop' }),
    'another muted part': mute,
  };

  it.each(['structure', 'pixels'] as const)('for its %s can be exported again with what may mend that, and with nothing else', (reason) => {
    for (const change of Object.values(mends)) expect(after(reason, change)).toEqual(['none', null]);
    for (const change of [set({ output: { ...output, format: 'png', quality: 0.6 } }), set({ video: { ...video, everyNth: 2 } })]) expect(after(reason, change)).toEqual(['held', 'other-format']);
  });

  it.each(Object.entries({
    'another quality': set({ video: { ...video, quality: 'small' } }),
    'another fill': set({ kinds: { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, fill: 'soft' } } }),
    'a softer fill': set({ settings: { ...DEFAULT_POLICY.settings, softness: 0.9 } }),
    'a decision': (store: WorkspaceStore): void => store.dispatch({ type: 'region-edited', id: 'a', edit: { type: 'decide', ids: ['r1'], state: 'rejected' } }),
    'a fill of one region': (store: WorkspaceStore): void => store.dispatch({ type: 'region-edited', id: 'a', edit: { type: 'set-fill', ids: ['r1'], fill: 'soft' } }),
  }))('for its masks can be exported again with %s, and for its structure or a find can’t', (_, change) => {
    expect(after('pixels', change)).toEqual(['none', null]);
    expect(after('structure', change)).toEqual(['held', 'other-format']);
    expect(after('survivor', change)).toEqual(['held', null]);
  });

  it('for a find stays held: only a decision lifts that', () => {
    for (const change of Object.values(mends)) expect(after('survivor', change)).toEqual(['held', null]);
  });
});

describe('a video that is closed and opened again', () => {
  it('has its decisions, and no finished file, which is deleted with the closing', () => {
    const again = (outcome: ExportOutcome): Job => {
      const store = film();
      mute(store);
      store.dispatch({ type: 'export-ended', id: 'a', outcome, name: 'out' });
      store.dispatch({ type: 'job-removed', id: 'a' });
      store.dispatch({ type: 'job-put-back' });
      return job(store);
    };
    expect(again(releasedVideo())).toMatchObject({ exported: { status: 'none' }, session: { muted: [{ from: 0.04, to: 0.08 }] } });
    // A finished picture is in memory, and stays what it was.
    expect(again(releasedOutcome()).exported.status).toBe('released');
  });
});
