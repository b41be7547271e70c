import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outsidePlaces } from '../../../../scripts/egress/netlog.ts';

const EVENTS = [
  { type: 1, params: { url: 'https://elsewhere.example/a?b' } },
  { type: 1, params: { url: 'http://localhost:4180/' } },
  { type: 1, params: { url: 'chrome://version/' } },
  { type: 2, params: { host: 'https://looked-up.example:443' } },
  { type: 3, params: { address: '203.0.113.9:443' } },
  { type: 3, params: { address: '127.0.0.1:4180' } },
  { type: 9, params: { url: 'https://only-mentioned.example/' } },
  { type: 2 },
];
const LOG = { constants: { logEventTypes: { URL_REQUEST_START_JOB: 1, HOST_RESOLVER_MANAGER_REQUEST: 2, TCP_CONNECT_ATTEMPT: 3, OTHER: 9 } }, events: EVENTS };

function placesIn(text: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'netlog-'));
  try {
    writeFileSync(join(folder, 'log.json'), text);
    return outsidePlaces(join(folder, 'log.json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('outsidePlaces', () => {
  it('lists requested, looked-up and connected places, and leaves out this device and mere mentions', () => {
    expect(placesIn(JSON.stringify(LOG))).toEqual(['203.0.113.9', 'elsewhere.example', 'looked-up.example']);
  });

  it('reads a log that was cut off after an event', () => {
    expect(placesIn(`${JSON.stringify(LOG).slice(0, -2)},\n`)).toContain('elsewhere.example');
  });
});
