import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Result } from '../../../../src/core/errors.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import type { JobInput, SizeQuestion } from '../../../../src/protocol/engine-api.ts';
import { AppContext, type App } from '../../../../src/ui/app-context.ts';
import type { CallOptions } from '../../../../src/ui/engine-port.ts';
import { ReadyLine } from '../../../../src/ui/export/ReadyLine.tsx';
import { SizeEstimates } from '../../../../src/ui/export/size-estimates.ts';
import { failed } from '../../../../src/ui/failed-call.ts';
import { SizeHint } from '../../../../src/ui/mask/SizeHint.tsx';
import type { Job } from '../../../../src/ui/workspace/job.ts';

const question: SizeQuestion = { format: 'source', quality: 'high', sound: 'drop', mutes: false };

/** Until whatever can go on has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** An engine whose estimates end when they are told to. */
class SlowEngine {
  readonly asked: string[] = [];
  readonly #open: ((result: Result<number | null>) => void)[] = [];
  estimateSize({ id }: JobInput, { quality, sound }: SizeQuestion, { signal }: CallOptions = {}): Promise<Result<number | null>> {
    this.asked.push(`${id} ${quality} ${sound}`);
    return new Promise((resolve) => {
      this.#open.push(resolve);
      signal?.addEventListener('abort', () => this.#open.shift()?.(failed('engine/cancelled')));
    });
  }
  /** Ends the call that runs, once there is one. */
  async end(result: Result<number | null>): Promise<void> {
    await settled();
    this.#open.shift()?.(result);
    await settled();
  }
}

function start() {
  const engine = new SlowEngine();
  return { engine, sizes: new SizeEstimates(engine), job: { id: 'a', file: new Blob(['a']) }, on: new AbortController() };
}

describe('estimates of sizes', () => {
  it('are made one after another, and each of them once', async () => {
    const { engine, sizes, job, on } = start();
    const [first, second, again] = [sizes.ask(job, question, on.signal), sizes.ask(job, { ...question, quality: 'small' }, on.signal), sizes.ask(job, question, on.signal)];
    await engine.end({ status: 'ok', value: 24e6 });
    expect(engine.asked).toEqual(['a high drop', 'a small drop']);
    await engine.end({ status: 'ok', value: 5e6 });
    expect(await Promise.all([first, second, again])).toEqual([24e6, 5e6, 24e6]);
    expect(engine.asked).toHaveLength(2);
    expect(sizes.known(job, question)).toBe(24e6);
    expect(sizes.known(job, { ...question, sound: 'keep' })).toBeUndefined();
    expect(sizes.known({ file: new Blob(['a']) }, question)).toBeUndefined();
  });

  it('that fail are nothing, and not tried again', async () => {
    const { engine, sizes, job, on } = start();
    const asked = sizes.ask(job, question, on.signal);
    await engine.end(failed('engine/internal'));
    expect(await asked).toBeNull();
    expect(sizes.known(job, question)).toBeNull();
    expect(await sizes.ask(job, question, on.signal)).toBeNull();
    expect(engine.asked).toHaveLength(1);
  });

  it('that are given up leave nothing behind, and the next one its turn', async () => {
    const { engine, sizes, job, on } = start();
    const left = new AbortController();
    const [given, waiting, next] = [sizes.ask(job, question, left.signal), sizes.ask(job, { ...question, quality: 'medium' }, left.signal), sizes.ask(job, { ...question, quality: 'small' }, on.signal)];
    await settled();
    left.abort();
    expect([await given, await waiting]).toEqual([null, null]);
    expect(sizes.known(job, question)).toBeUndefined();
    await engine.end({ status: 'ok', value: 7 });
    expect(await next).toBe(7);
    expect(engine.asked).toEqual(['a high drop', 'a small drop']);
  });

  it('are nothing where an engine makes none', async () => {
    expect(await new SizeEstimates({}).ask({ id: 'a', file: new Blob() }, question, new AbortController().signal)).toBeNull();
  });
});

const VIDEO = { sequence: { kind: 'video', durations: [40], codec: 'avc', sound: { codec: 'aac', channels: 2, sampleRate: 48_000 } } };

/** A part of the screen as markup, for a video whose sizes were worked out before, or not. */
function shown(part: (job: Job) => ReactElement, known: Partial<Record<SizeQuestion['sound'], number | null>>, change: object = {}): string {
  const job = { id: 'a', file: new Blob(), name: 'a.mp4', inspection: VIDEO, session: { decisions: [], muted: [] }, exported: { status: 'none' }, stage: 'review', sound: null, thumb: null, ...change } as unknown as Job;
  const api = createStore(() => ({ policy: DEFAULT_POLICY, ownPolicies: {}, jobs: [job] }));
  const sizes = { known: (_job: unknown, { sound }: SizeQuestion) => known[sound] };
  return renderToStaticMarkup(createElement(AppContext, { value: { store: { api }, sizes } as unknown as App }, part(job)));
}

const hint = (job: Job): ReactElement => createElement(SizeHint, { job });
const row = (job: Job): ReactElement => createElement(ReadyLine, { job });

describe('what is shown of them', () => {
  it('is rounded, below the quality', () => {
    expect(shown(hint, { keep: 24_382_112 })).toContain('About 24 MB for this file');
  });

  it('is a calm word while it is worked out, and nothing where there is no telling', () => {
    expect(shown(hint, {})).toContain('Working out the size for this file');
    expect(shown(hint, { keep: null })).toBe('');
    expect(shown(hint, { keep: 1 }, { inspection: { sequence: { kind: 'still' } } })).toBe('');
    expect(shown(hint, {}, { exported: { status: 'running', progress: null } })).toBe('');
  });

  it('stands in the row of a video that is ready, once somebody has said what happens to its sound', () => {
    expect(shown(row, { drop: 1_449_000 }, { sound: 'drop' })).toContain('About 1.4 MB');
    expect(shown(row, { drop: 1_449_000, keep: 5e6 })).not.toContain('About');
    expect(shown(row, {}, { sound: 'drop' })).not.toContain('About');
    const pending = { session: { decisions: [{ id: 'r', state: 'pending' }], muted: [] } };
    expect(shown(row, { drop: 1_449_000 }, { sound: 'drop', ...pending })).not.toContain('About');
  });
});
