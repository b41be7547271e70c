import { describe, expect, it } from 'vitest';
import { AnonymizerError, assertNever, ERROR_SENTENCES, fromWireError, toWireError, type ErrorCode } from '../../../src/core/errors.ts';

const CANARY = 'canary-7f3a holiday with Ada.jpg';
const codes = Object.keys(ERROR_SENTENCES) as ErrorCode[];

describe('ERROR_SENTENCES', () => {
  it('names every code area/reason, in lower case, with one sentence', () => {
    for (const code of codes) {
      expect(code).toMatch(/^[a-z]+\/[a-z]+(-[a-z][a-z0-9]*)*$/);
      expect(ERROR_SENTENCES[code]).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('toWireError', () => {
  it('keeps code and facts of the family, and says the code’s own sentence', () => {
    expect(toWireError(new AnonymizerError('input/too-large', { width: 9, height: 8 }))).toEqual({
      code: 'input/too-large',
      message: ERROR_SENTENCES['input/too-large'],
      facts: { width: 9, height: 8 },
    });
  });

  it.each([
    ['an error', new Error(CANARY)],
    ['an error with a cause', new Error('x', { cause: CANARY })],
    ['a type error', new TypeError(CANARY)],
    ['a range error', new RangeError(CANARY)],
    ['an error that names memory', new Error(`out of memory: ${CANARY}`)],
    ['a string', CANARY],
    ['an object', { code: CANARY, message: CANARY, facts: { name: CANARY } }],
    ['a lookalike', Object.assign(new Error(CANARY), { name: 'AnonymizerError', code: 'input/empty', facts: { name: CANARY } })],
    ['nothing', undefined],
  ])('lets nothing through that was in %s', (_, thrown) => {
    const wire = toWireError(thrown);
    expect(JSON.stringify(wire)).not.toContain('canary');
    expect(wire.message).toBe(ERROR_SENTENCES[wire.code]);
    expect(wire.facts).toEqual({});
  });

  it('tells a failed allocation from a fault', () => {
    expect(toWireError(new RangeError('Array buffer allocation failed')).code).toBe('engine/memory');
    expect(toWireError(new Error('std::bad_alloc: Allocation failed')).code).toBe('engine/memory');
    expect(toWireError(new TypeError('x is not a function')).code).toBe('engine/internal');
  });

  it('crosses the border and comes back as the same error', () => {
    const error = new AnonymizerError('model/integrity', { shipped: false });
    const back = fromWireError(structuredClone(toWireError(error)));
    expect(back).toBeInstanceOf(AnonymizerError);
    expect({ code: back.code, message: back.message, facts: back.facts }).toEqual({ code: error.code, message: error.message, facts: error.facts });
  });

  it('carries every code', () => {
    for (const code of codes) expect(fromWireError(toWireError(new AnonymizerError(code))).code).toBe(code);
  });
});

describe('assertNever', () => {
  it('fails without telling the value', () => {
    expect(() => assertNever(CANARY as never)).toThrow(new AnonymizerError('engine/internal'));
  });
});
