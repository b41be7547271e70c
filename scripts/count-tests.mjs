// Reads how many tests passed from the reports of the two test runners.
import { basename } from 'node:path';

/**
 * @typedef {object} Count
 * @property {number} passed - tests that passed
 * @property {number} failed - tests that failed, and files that could not be run at all
 * @property {number} skipped - tests that were not run
 * @property {readonly string[]} [failures] - titles of the tests that failed, with what they lie in
 */

/**
 * Counts the tests of a vitest report.
 * @param {any} report - parsed output of vitest's json reporter
 * @returns {Count} a file that could not be loaded, or whose set-up failed so that its tests were left out, counts as one failed test
 */
export function countVitest(report) {
  const unready = report.testResults.filter(isUnready);
  const failures = report.testResults.flatMap((/** @type {any} */ file) => {
    if (isUnready(file)) return [`${basename(file.name)}: could not be ${file.assertionResults.length === 0 ? 'loaded' : 'set up'}`];
    return file.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed').map((/** @type {any} */ test) => test.fullName);
  });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unready.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

/**
 * @param {any} file - of a vitest report
 * @returns {boolean} whether it failed without a test that did
 */
function isUnready(file) {
  return file.status === 'failed' && file.assertionResults.every((/** @type {any} */ test) => test.status !== 'failed');
}

/**
 * Counts the tests of a playwright report.
 * @param {any} report - parsed output of playwright's json reporter
 * @returns {Count} a test that passed only when it was repeated counts as failed
 */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  const outside = report.errors.map((/** @type {any} */ error) => `outside any test: ${String(error.message ?? '').split('\n', 1)[0]}`);
  const failures = [...report.suites.flatMap((/** @type {any} */ suite) => failedSpecs(suite)), ...outside];
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped, failures };
}

/**
 * @param {any} spec - of a playwright report
 * @returns {boolean} also where it passed when it was repeated
 */
function failed(spec) {
  return !spec.ok || (spec.tests ?? []).some((/** @type {any} */ test) => test.status === 'flaky');
}

/**
 * @param {any} suite - of a playwright report, with suites in it
 * @returns {string[]} file and title of every test in it that failed
 */
function failedSpecs(suite) {
  const own = (suite.specs ?? []).filter(failed).map((/** @type {any} */ spec) => `${spec.file}: ${spec.title}`);
  return [...own, ...(suite.suites ?? []).flatMap((/** @type {any} */ inner) => failedSpecs(inner))];
}

/**
 * Counts the findings of the packet suite.
 * @param {any} report - a list of `{ title, passed, facts }`
 * @returns {Count} an empty list is one failure: nothing was looked at
 */
export function countFindings(report) {
  const failures = report.filter((/** @type {any} */ finding) => finding.passed !== true).map((/** @type {any} */ finding) => finding.title);
  const passed = report.length - failures.length;
  return { passed, failed: report.length === 0 ? 1 : failures.length, skipped: 0, failures };
}

/**
 * Brings a count and an exit status together: a runner that failed without a failed test still failed.
 * @param {Count} count - as counted
 * @param {number} status - the runner's exit status
 * @returns {Count} with at least one failure when the status is not 0
 */
export function withStatus(count, status) {
  return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}
