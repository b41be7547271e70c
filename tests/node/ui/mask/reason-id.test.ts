import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonId } from '../../../../src/ui/mask/reason-id.ts';

describe('reasonId', () => {
  it('is made of the label’s letters and digits', () => {
    expect(reasonId('Die Person ist einverstanden', [])).toBe('die-person-ist-einverstanden');
    expect(reasonId('  Élu·e, 2nd row! ', [])).toBe('elu-e-2nd-row');
    expect(reasonId('理由', [])).toBe('reason');
  });

  it('differs from those that are taken', () => {
    expect(reasonId('Consent', [{ id: 'consent', label: 'x' }, { id: 'consent-2', label: 'y' }])).toBe('consent-3');
  });

  it('always has the form that records take', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (label) => {
      expect(reasonId(label, [{ id: 'reason', label: 'x' }])).toMatch(/^[a-z0-9-]{1,40}$/);
    }));
  });
});
