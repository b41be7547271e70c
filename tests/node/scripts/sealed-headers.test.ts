import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headersFile, nginxSample, sealedHeaders } from '../../../scripts/sealed-headers.ts';

const deployed = (name: string): string => readFileSync(join(import.meta.dirname, '../../../deploy', name), 'utf8');

function directives(): ReadonlyMap<string, readonly string[]> {
  const policy = sealedHeaders()['Content-Security-Policy'] ?? '';
  return new Map(policy.split('; ').map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1)]));
}

describe('sealedHeaders', () => {
  it('starts from nothing and lets no other origin in anywhere', () => {
    expect(directives().get('default-src')).toEqual(["'none'"]);
    const sources = [...directives()].filter(([name]) => name.endsWith('-src')).flatMap(([, values]) => values);
    const allowed = ["'none'", "'self'", "'wasm-unsafe-eval'", 'blob:', 'data:'];
    expect(sources.filter((source) => !allowed.includes(source))).toEqual([]);
  });

  it('runs scripts and workers from this origin only, never from blobs', () => {
    expect(directives().get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(directives().get('worker-src')).toEqual(["'self'"]);
    expect(directives().get('connect-src')).toEqual(["'self'"]);
  });

  it('closes forms, bases, frames and untyped script sinks', () => {
    expect(directives().get('form-action')).toEqual(["'none'"]);
    expect(directives().get('base-uri')).toEqual(["'none'"]);
    expect(directives().get('frame-ancestors')).toEqual(["'none'"]);
    expect(directives().get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(directives().get('trusted-types')).toEqual(['cloakroom', 'default']);
  });

  it('limits connections to the origin, isolates the page and denies powerful features', () => {
    expect(sealedHeaders()).toMatchObject({
      'Connection-Allowlist': '(response-origin)',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    for (const feature of ['camera', 'microphone', 'geolocation', 'usb', 'bluetooth', 'payment']) {
      expect(sealedHeaders()['Permissions-Policy']).toContain(`${feature}=()`);
    }
  });
});

describe('the committed files for hosts', () => {
  it('are what the headers say', () => {
    expect(deployed('_headers')).toBe(headersFile());
    expect(deployed('nginx.conf.sample')).toBe(nginxSample());
  });

  it('carry every header with its full value', () => {
    for (const [name, value] of Object.entries(sealedHeaders())) {
      expect(headersFile()).toContain(`  ${name}: ${value}\n`);
      expect(nginxSample()).toContain(`add_header ${name} "${value}" always;`);
    }
  });
});
