import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lure } from "./lure";
import { marginTest } from "./margin-test";
import { normalProbability } from "./normal-probability";
import { scoreTest } from "./score-test";
import { simulateSliceTests } from "./simulate-slice-tests";

describe("scoreTest", () => {
  it("is the estimate over its spread about 0, from the judgments themselves", () => {
    const judged = fc.array(fc.constantFrom(-1, -0.5, 0, 1), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(judged, fc.integer({ min: 1, max: 100 }), (values, more) => {
        const s = Float64Array.from(values);
        const M = s.length;
        const N = M + more;
        const { theta, se } = lure({ N, q: s.map((_, t) => 1 / (N - t)), s });
        const p = scoreTest({ theta, se, degrees: M - 1, judged: M / N });
        if (!(se! > 0)) {
          expect(p).toBeUndefined();
          return;
        }
        const sum = s.reduce((total, value) => total + value, 0);
        const squares = s.reduce((total, value) => total + value * value, 0);
        const z = Math.abs(sum) / Math.sqrt(squares * (1 - M / N));
        expect(p).toBeCloseTo(2 * normalProbability(-z), 9);
      }),
    );
  });

  it("is no test without an error, and the normal one where the error is known", () => {
    expect(scoreTest({ theta: 0.1, se: 0, degrees: 5, judged: 0.5 })).toBeUndefined();
    expect(scoreTest({ theta: undefined, se: undefined, degrees: 1, judged: 0 })).toBeUndefined();
    expect(scoreTest({ theta: 0.2, se: 0.1, degrees: Infinity, judged: 0 })).toBeCloseTo(0.0455, 4);
    expect(scoreTest({ theta: 0.8, se: 0.4 / 3, degrees: 9, judged: 0 })).toBeCloseTo(0.004678, 6);
    expect(marginTest(0.8, 0.4 / 3, 9)).toBeLessThan(0.001);
  });

  it("keeps a campaign of sixty small slices without a difference at its level, where the t test does not", () => {
    const { score, t } = simulateSliceTests({
      slices: 60,
      N: 200,
      M: 12,
      tieShare: 0.1,
      alpha: 0.05,
      replications: 400,
      seed: "small slices",
    });
    expect(score).toBeLessThan(0.06);
    expect(t).toBeGreaterThan(0.1);
  });
});
