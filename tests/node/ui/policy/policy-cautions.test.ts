import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import type { Kind } from '../../../../src/core/detect/detection.ts';
import { DEFAULT_POLICY, type KindPolicy, type Policy, type PolicyZone } from '../../../../src/core/policy/policy.ts';
import type { ZoneEffect } from '../../../../src/core/review/decision.ts';
import { policyCautions } from '../../../../src/ui/policy/policy-cautions.ts';
import { PolicyReceived } from '../../../../src/ui/policy/PolicyReceived.tsx';
import { words } from '../../../../src/ui/words.ts';

// Buttons ask for the platform while they load.
vi.hoisted(() => vi.stubGlobal('navigator', { platform: 'Linux' }));

const zone = (effect: ZoneEffect): PolicyZone => ({ effect, shape: 'rectangle', left: 0, top: 0, width: 0.5, height: 0.5 });
const withKind = (kind: Kind, change: Partial<KindPolicy>): Policy => ({ ...DEFAULT_POLICY, kinds: { ...DEFAULT_POLICY.kinds, [kind]: { ...DEFAULT_POLICY.kinds[kind], enabled: true, ...change } } });

describe('policyCautions', () => {
  it('names every kind that is masked or asked about from a higher confidence than usual', () => {
    expect(policyCautions(DEFAULT_POLICY).masksLess).toEqual([]);
    expect(policyCautions(withKind('face', { maskThreshold: 0.29 })).masksLess).toEqual(['face']);
    expect(policyCautions(withKind('licence-plate', { reviewThreshold: 0.21 })).masksLess).toEqual(['licence-plate']);
  });

  it('does not warn of a lower confidence, which masks more', () => {
    expect(policyCautions(withKind('face', { maskThreshold: 0.2, reviewThreshold: 0.05 })).masksLess).toEqual([]);
  });

  it('says nothing of kinds that are not looked for', () => {
    const policy = withKind('vehicle', { enabled: false, maskThreshold: 0.99 });
    expect(policyCautions(policy)).toMatchObject({ kinds: ['face'], masksLess: [] });
  });

  it('warns of fills that can be undone in part unless they are allowed nowhere', () => {
    expect(policyCautions({ ...DEFAULT_POLICY, weakFills: 'nowhere' }).allowsWeak).toBe(false);
    expect(policyCautions({ ...DEFAULT_POLICY, weakFills: 'not-on-text' }).allowsWeak).toBe(true);
    expect(policyCautions({ ...DEFAULT_POLICY, weakFills: 'anywhere' }).allowsWeak).toBe(true);
  });

  it('tells zones that leave finds alone from those that mask more', () => {
    expect(policyCautions({ ...DEFAULT_POLICY, zones: [zone('ignore'), zone('mask-outside'), zone('search')] })).toMatchObject({ leavesAlone: 2, masksMore: 1 });
    expect(policyCautions(DEFAULT_POLICY)).toMatchObject({ leavesAlone: 0, masksMore: 0 });
  });
});

describe('PolicyReceived', () => {
  const shown = (policy: Policy, disabled = false): string =>
    renderToStaticMarkup(createElement(PolicyReceived, { reading: { status: 'ok', policy, migratedFrom: null }, disabled, onUse: () => undefined, onDrop: () => undefined }));
  const cautions = (markup: string): number => markup.split('lucide-triangle-alert').length - 1;
  const text = words.policyRoom;

  it('shows each caution that there is, and no other', () => {
    const weakened: Policy = { ...withKind('face', { maskThreshold: 0.9 }), zones: [zone('ignore'), zone('mask-outside')] };
    const markup = shown(weakened);
    for (const line of [text.allowsWeak, text.masksLess(['face']), text.leavesAlone(1), text.hasZones(1)]) expect(markup).toContain(line);
    expect(cautions(markup)).toBe(3);
    expect(cautions(shown({ ...DEFAULT_POLICY, weakFills: 'nowhere' }))).toBe(0);
  });

  it('lets nobody use it while the one in force is locked', () => {
    expect(shown(DEFAULT_POLICY, true)).toContain(text.lockedNow);
    expect(shown(DEFAULT_POLICY, true)).toMatch(/<button[^>]*disabled=""/u);
    expect(shown(DEFAULT_POLICY)).not.toContain(text.lockedNow);
  });
});
