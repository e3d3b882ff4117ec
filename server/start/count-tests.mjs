// @ts-check
/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @type {Count} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Count} a
 * @param {Count} b
 * @returns {Count}
 */
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/**
 * A step that is one check: formatting, types, the build.
 * @param {number} status the command's own
 * @returns {Count}
 */
export const countStatus = (status) => (status === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 });

/**
 * @param {string | undefined} json Vitest's JSON report
 * @param {number} status the runner's own status, which also tells of what is no test (a file that does not load)
 * @returns {Count}
 */
export function countVitest(json, status) {
  const report = parse(json);
  return atLeast(
    {
      passed: report?.numPassedTests ?? 0,
      failed: report?.numFailedTests ?? 0,
      skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    },
    status,
  );
}

/**
 * @param {string | undefined} json Playwright's JSON report
 * @param {number} status
 * @returns {Count} a test that passed only at a second try is a failed one
 */
export function countPlaywright(json, status) {
  const stats = parse(json)?.stats;
  return atLeast(
    {
      passed: stats?.expected ?? 0,
      failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
      skipped: stats?.skipped ?? 0,
    },
    status,
  );
}

/**
 * A runner that failed without a failed test, or that ran no test at all, is one failure.
 * @param {Count} count
 * @param {number} status
 * @returns {Count}
 */
function atLeast(count, status) {
  const broken = count.failed === 0 && (status !== 0 || count.passed === 0);
  return broken ? { ...count, failed: 1 } : count;
}

/** @param {string | undefined} json */
function parse(json) {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** @param {Count} count the line that continuous integration reads */
export const sumLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
