import { describe, expect, it } from 'vitest';
import { readTiming, requestOrigin } from '../../../../src/core/sealing/request-timing.ts';

const quiet = { name: 'https://app.example/part.js', startTime: 5, initiatorType: 'script' };
const origin = (entry: object): string => requestOrigin(readTiming({ ...quiet, ...entry }, 1000));

describe('requestOrigin', () => {
  it('counts bytes over the wire as network', () => {
    expect(origin({ transferSize: 300, decodedBodySize: 900 })).toBe('network');
  });

  it('counts a request without any sign of an answer as network, since it may have been sent', () => {
    expect(origin({})).toBe('network');
    expect(origin({ transferSize: 0, decodedBodySize: 0, workerStart: 0, deliveryType: '' })).toBe('network');
  });

  it('counts what the service worker got, what the browser cache delivered and what cost no bytes as cache', () => {
    expect(origin({ workerStart: 0.1 })).toBe('cache');
    expect(origin({ deliveryType: 'cache' })).toBe('cache');
    expect(origin({ transferSize: 0, decodedBodySize: 12 })).toBe('cache');
  });

  it('leaves blob and data URLs out, even with sizes', () => {
    expect(origin({ name: 'blob:https://app.example/1234', transferSize: 9 })).toBe('local');
    expect(origin({ name: 'data:text/plain,x', transferSize: 9 })).toBe('local');
  });

  it('places the start on the common clock of page and workers', () => {
    expect(readTiming(quiet, 1000).startedAtMs).toBe(1005);
  });
});
