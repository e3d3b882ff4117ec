import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyStopRule } from "@/server/core/estimation/stop-rule";
import type { ScoredStratum } from "../report/scored-stratum";
import { scoreStratum } from "../report/scored-stratum";
import { testStratum } from "../testing/report-input";
import { findStop, stopRuleOf } from "./find-stop";
import { pairPath } from "./pair-path";
import { runSequence, type StoredSequence } from "./run-sequence";
import { combineBounds, walkStrata } from "./walk-strata";

const settings = { preset: "balanced", alpha: 0.05 };

function stratum(seed: string, winShare: number, count = 60): ScoredStratum {
  return scoreStratum(
    testStratum({
      size: 150,
      planned: 100,
      seed,
      draws: { count, fate: (_, random) => [random() < winShare ? "model_a" : "model_b"] },
    }),
  );
}

/** The same with only the first draws closed. */
const upTo = (whole: ScoredStratum, closedPrefix: number): ScoredStratum => ({ ...whole, closedPrefix });

describe("the step at which a rule ends a pair", () => {
  it("is that of the whole sequence, in whatever pieces the draws come", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0.5, 0.8, 0.95),
        fc.uniqueArray(fc.integer({ min: 1, max: 59 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 1_000 }),
        (share, cuts, seed) => {
          const whole = stratum(`seed ${seed}`, share);
          const rule = { winner: true, equivalence: null, width: 0.9 };
          const { fresh } = runSequence(whole, settings);
          const expected = applyStopRule(stopRuleOf(rule), fresh.lower, fresh.upper);
          let before: StoredSequence | undefined;
          let found: ReturnType<typeof findStop>;
          for (const cut of [...cuts.sort((one, other) => one - other), 60]) {
            const run = runSequence(upTo(whole, cut), settings, before);
            found ??= findStop(rule, [{ size: 150, planned: 100, run }]);
            before = { state: run.state, path: run.path, bounds: run.bounds };
          }
          expect(found?.reason).toBe(expected.reason);
          if (found) expect(found.strata).toEqual([{ step: expected.step, bounds: expected.bounds }]);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("is found by the next look when the process that saw it ended before it was written", () => {
    const whole = stratum("clear", 1);
    const seen = runSequence(whole, settings);
    const stored = { state: seen.state, path: seen.path, bounds: seen.bounds };
    const run = runSequence(whole, settings, stored);
    expect(run.fresh.lower).toHaveLength(0);
    const rule = { winner: true, equivalence: null, width: null };
    expect(findStop(rule, [{ size: 150, planned: 100, run }])).toMatchObject({ reason: "winner" });
  });
});

describe("strata of a pair", () => {
  it("are taken in the way in which draws are opened, each to where it stands", () => {
    const steps: string[] = [];
    for (const at of walkStrata([
      { size: 30, planned: 30, from: 0, to: 6 },
      { size: 10, planned: 10, from: 0, to: 5 },
    ]))
      steps.push(at.join());
    expect(steps).toEqual(["1,0", "2,0", "3,0", "3,1", "4,1", "5,1", "6,1", "6,2", "6,3", "6,4", "6,5"]);
  });

  it("have a picture that only narrows and ends where the pair stands", () => {
    const parts = ["one", "two"].map((seed) => {
      const scored = stratum(seed, 0.8, 90);
      return { size: scored.size, planned: scored.planned, run: runSequence(scored, settings) };
    });
    const path = pairPath(parts);
    expect(path.at(-1)).toEqual({
      step: 180,
      ...combineBounds(parts.map(({ size, run }) => ({ size, ...run.bounds }))),
    });
    for (const [i, { lower, upper }] of path.entries()) {
      const before = path[i - 1] ?? { lower: -1, upper: 1 };
      expect(lower).toBeGreaterThanOrEqual(before.lower);
      expect(upper).toBeLessThanOrEqual(before.upper);
    }
  });
});
