import { describe, expect, it } from 'vitest';
import { countFindings, countPlaywright, countVitest, withStatus } from '../../../scripts/count-tests.mjs';

describe('countVitest', () => {
  it('counts a file that could not be loaded or set up as one failed test', () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed', fullName: 'masks' }] },
        { status: 'failed', assertionResults: [{ status: 'passed', fullName: 'opens' }, { status: 'failed', fullName: 'closes the door' }] },
        { status: 'failed', name: '/tests/wall.test.ts', assertionResults: [] },
        { status: 'failed', name: '/tests/door.test.ts', assertionResults: [{ status: 'skipped', fullName: 'locks' }] },
      ],
    };
    expect(countVitest(report)).toEqual({
      passed: 4,
      failed: 3,
      skipped: 3,
      failures: ['closes the door', 'wall.test.ts: could not be loaded', 'door.test.ts: could not be set up'],
    });
  });
});

describe('countPlaywright', () => {
  it('counts a test that passed only the second time as failed, and an error outside any test too', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: 'no server\nat …' }], suites: [{ specs: [{ ok: true, file: 'door.spec.ts', title: 'rings', tests: [{ status: 'flaky' }] }] }] };
    expect(countPlaywright(report)).toEqual({ passed: 5, failed: 3, skipped: 2, failures: ['door.spec.ts: rings', 'outside any test: no server'] });
  });

  it('names the tests that failed, however deep they lie', () => {
    const inner = { specs: [{ ok: false, file: 'door.spec.ts', title: 'a door closes' }, { ok: true, file: 'door.spec.ts', title: 'opens' }] };
    const report = { stats: { expected: 1, unexpected: 2, flaky: 0, skipped: 0 }, errors: [], suites: [{ specs: [{ ok: false, file: 'top.spec.ts', title: 'top' }], suites: [inner] }] };
    expect(countPlaywright(report).failures).toEqual(['top.spec.ts: top', 'door.spec.ts: a door closes']);
  });
});

describe('countFindings', () => {
  it('counts findings, and an empty list as a failure', () => {
    const findings = [{ title: 'a', passed: true }, { title: 'b', passed: false }, { title: 'c', passed: true }];
    expect(countFindings(findings)).toEqual({ passed: 2, failed: 1, skipped: 0, failures: ['b'] });
    expect(countFindings([])).toEqual({ passed: 0, failed: 1, skipped: 0, failures: [] });
  });
});

describe('withStatus', () => {
  it('counts one failure when a runner failed without a failed test', () => {
    expect(withStatus({ passed: 3, failed: 0, skipped: 0 }, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('adds nothing to failures that were counted', () => {
    expect(withStatus({ passed: 3, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 3, failed: 2, skipped: 0 });
  });

  it('changes nothing for a runner that succeeded', () => {
    expect(withStatus({ passed: 3, failed: 0, skipped: 1 }, 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
  });
});
