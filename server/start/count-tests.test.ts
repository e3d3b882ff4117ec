import { describe, expect, it } from "vitest";
import { add, countPlaywright, countStatus, countVitest, sumLine } from "./count-tests.mjs";

describe("the sum of all tests", () => {
  it("reads Vitest's report", () => {
    const json = JSON.stringify({
      numPassedTests: 7,
      numFailedTests: 2,
      numPendingTests: 3,
      numTodoTests: 1,
    });
    expect(countVitest(json, 1)).toEqual({ passed: 7, failed: 2, skipped: 4 });
  });

  it("reads Playwright's report, where flaky is failed", () => {
    const json = JSON.stringify({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } });
    expect(countPlaywright(json, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it("is a failure where a runner failed with every test passed", () => {
    expect(countVitest(JSON.stringify({ numPassedTests: 7 }), 1)).toEqual({
      passed: 7,
      failed: 1,
      skipped: 0,
    });
    expect(countPlaywright(JSON.stringify({ stats: { expected: 7 } }), 1).failed).toBe(1);
  });

  it("is a failure where a runner ran nothing, or left no report", () => {
    expect(countVitest(JSON.stringify({ numPassedTests: 0 }), 0).failed).toBe(1);
    expect(countPlaywright(undefined, 0).failed).toBe(1);
    expect(countVitest("{ cut off", 0).failed).toBe(1);
  });

  it("adds up to one line", () => {
    const sum = add(countStatus(0), add(countStatus(2), { passed: 3, failed: 0, skipped: 1 }));
    expect(sumLine(sum)).toBe("4 passed, 1 failed, 1 skipped");
  });
});
