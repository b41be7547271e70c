import { describe, expect, it, vi } from 'vitest';
import type { RequestTiming } from '../../../../src/core/sealing/request-timing.ts';
import { createWitness, MAX_LISTED } from '../../../../src/ui/proof/witness-store.ts';

const ORIGIN = 'https://app.example';

function timing(startedAtMs: number, more: Partial<RequestTiming> = {}): RequestTiming {
  return { url: `${ORIGIN}/a.js`, kind: 'fetch', startedAtMs, workerStart: 0, transferSize: 400, decodedBodySize: 100, deliveryType: '', ...more };
}

function witnessAt(nowMs: number) {
  return createWitness({ now: () => nowMs, origin: ORIGIN });
}

describe('createWitness', () => {
  it('counts nothing as sent before files are opened', () => {
    const witness = witnessAt(100);
    witness.ingest([timing(50), timing(60)]);
    expect(witness.getSnapshot()).toMatchObject({ sinceOpened: 0, openedAt: null });
  });

  it('raises the count by one for one network request after opening', () => {
    const witness = witnessAt(100);
    witness.markOpened();
    witness.ingest([timing(101)]);
    expect(witness.getSnapshot().sinceOpened).toBe(1);
  });

  it('leaves out a request that began before opening and was reported after', () => {
    const witness = witnessAt(100);
    witness.markOpened();
    witness.ingest([timing(99)]);
    expect(witness.getSnapshot().sinceOpened).toBe(0);
  });

  it('starts again from zero when files are opened again', () => {
    const witness = witnessAt(100);
    witness.markOpened();
    witness.ingest([timing(101)]);
    witness.markOpened();
    expect(witness.getSnapshot().sinceOpened).toBe(0);
  });

  it('tells answers of the service worker from requests to the network', () => {
    const witness = witnessAt(100);
    witness.markOpened();
    witness.ingest([timing(101, { workerStart: 101.5, transferSize: 0 })]);
    expect(witness.getSnapshot()).toMatchObject({ sinceOpened: 0, fromCache: 1 });
  });

  it('ignores object URLs', () => {
    const witness = witnessAt(100);
    witness.markOpened();
    witness.ingest([timing(101, { url: `blob:${ORIGIN}/1` })]);
    expect(witness.getSnapshot()).toMatchObject({ sinceOpened: 0, fromCache: 0, requests: [] });
  });

  it('counts a stopped attempt once, as blocked and not as sent', () => {
    const witness = witnessAt(100);
    witness.markOpened();
    witness.noteBlocked('https://elsewhere.example/x');
    witness.ingest([timing(101, { url: 'https://elsewhere.example/x', transferSize: 0, decodedBodySize: 0 })]);
    expect(witness.getSnapshot()).toMatchObject({ sinceOpened: 0, blocked: 1 });
  });

  it('still counts a request to a once stopped address when bytes came back', () => {
    const witness = witnessAt(100);
    witness.markOpened();
    witness.noteBlocked(`${ORIGIN}/a.js`);
    witness.ingest([timing(101)]);
    expect(witness.getSnapshot().sinceOpened).toBe(1);
  });

  it('lists paths without queries, and other origins without paths', () => {
    const witness = witnessAt(0);
    witness.ingest([timing(1, { url: `${ORIGIN}/a.js?name=SECRET` }), timing(1, { url: 'https://elsewhere.example/SECRET' })]);
    expect(witness.getSnapshot().requests.map(({ path }) => path)).toEqual(['/a.js', 'https://elsewhere.example']);
  });

  it('keeps the latest requests only, and counts all', () => {
    const witness = witnessAt(0);
    witness.markOpened();
    witness.ingest(Array.from({ length: MAX_LISTED + 5 }, () => timing(1)));
    expect(witness.getSnapshot().requests).toHaveLength(MAX_LISTED);
    expect(witness.getSnapshot().sinceOpened).toBe(MAX_LISTED + 5);
  });

  it('hands out a new snapshot on each change and the same one in between', () => {
    const witness = witnessAt(0);
    const listener = vi.fn();
    const stop = witness.subscribe(listener);
    const before = witness.getSnapshot();
    expect(witness.getSnapshot()).toBe(before);
    witness.noteBlocked('inline');
    expect(witness.getSnapshot()).not.toBe(before);
    stop();
    witness.noteBlocked('inline');
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
