import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import { anomalyTest } from "./anomaly-test";
import { historyPValues } from "./history-p-values";
import { simulateAnomalyAlarms } from "./simulate-anomaly-alarms";

describe("historyPValues", () => {
  it("is (1 + #{history ≥ own})/(n + 1), the annotator's own past joining the history", () => {
    const history = [Float64Array.of(-1, 0, 1, 1), Float64Array.of()];
    const kind = Int32Array.of(0, 0, 1, 0);
    const value = Float64Array.of(1, -1, 1, 0);
    const p = historyPValues({ kind, value, history, ties: "count" });
    expect(Array.from(p)).toEqual([3 / 5, 6 / 6, 1, 5 / 7]);
    expect(() => historyPValues({ kind, value, history, ties: "random" })).toThrow(RangeError);
    expect(() => historyPValues({ kind, value, history: [], ties: "count" })).toThrow(RangeError);
    expect(() => historyPValues({ kind, value: value.slice(1), history, ties: "count" })).toThrow(RangeError);
  });

  it("is what counting gives, and never more with ties broken by chance", () => {
    const score = fc.constantFrom(-1, 0, 1);
    const inputs = fc.record({
      own: fc.array(fc.tuple(fc.nat(1), score), { maxLength: 20 }),
      others: fc.array(fc.array(score, { maxLength: 15 }), { minLength: 2, maxLength: 2 }),
    });
    fc.assert(
      fc.property(inputs, ({ own, others }) => {
        const kind = Int32Array.from(own, ([k]) => k);
        const value = Float64Array.from(own, ([, x]) => x);
        const history = others.map((list) => Float64Array.from(list));
        const p = historyPValues({ kind, value, history, ties: "count" });
        const broken = historyPValues({ kind, value, history, ties: "random", random: createRandom("ties") });
        const past = others.map((list) => [...list]);
        for (const [row, [k, x]] of own.entries()) {
          const expected = (1 + past[k]!.filter((h) => h >= x).length) / (past[k]!.length + 1);
          expect(p[row]).toBeCloseTo(expected, 12);
          expect(broken[row]).toBeGreaterThan(0);
          expect(broken[row]).toBeLessThanOrEqual(p[row]! + 1e-12);
          past[k]!.push(x);
        }
      }),
    );
  });
});

describe("anomalyTest", () => {
  it("adds up Fisher's statistic and reads it against χ²(2j) at five times of its own choice", () => {
    const p = new Float64Array(100).fill(0.5);
    const result = anomalyTest({ p, seed: "ana" });
    if (result.kind === "unknown") throw new Error(result.reason);
    expect(result.taken).toHaveLength(5);
    expect(new Set(result.taken.map((look) => look.judgments)).size).toBe(5);
    for (const { judgments, statistic } of result.taken)
      expect(statistic).toBeCloseTo(-2 * judgments * Math.log(0.5), 9);
    expect(result).toMatchObject({ suspected: false, looks: 5, alpha: 0.05, horizon: 100, seed: "ana" });
    // One judgment: χ²(2) has the tail exp(−x/2), which is p itself.
    expect(anomalyTest({ p: Float64Array.of(0.009), seed: "s", horizon: 1 })).toMatchObject({
      suspected: true,
      taken: [{ judgments: 1, p: expect.closeTo(0.009, 12) }],
      adjustedP: expect.closeTo(0.045, 12),
    });
    expect(anomalyTest({ p: Float64Array.of(0.011), seed: "s", horizon: 1 })).toMatchObject({
      suspected: false,
    });
  });

  it("looks no earlier for an annotator of few judgments, and at the same times later", () => {
    const p = new Float64Array(100).fill(0.5);
    const full = anomalyTest({ p, seed: "ben" });
    if (full.kind === "unknown") throw new Error(full.reason);
    const first = full.taken[0]!.judgments;
    expect(anomalyTest({ p: p.slice(0, first - 1), seed: "ben" })).toEqual({
      kind: "unknown",
      reason: "too-early",
      firstLook: first,
    });
    expect(anomalyTest({ p: p.slice(0, first), seed: "ben" })).toMatchObject({
      taken: full.taken.slice(0, 1),
    });
    for (const bad of [0, 1.1, NaN])
      expect(() => anomalyTest({ p: Float64Array.of(bad), seed: "s" })).toThrow(RangeError);
    expect(() => anomalyTest({ p, seed: "s", looks: 0 })).toThrow(RangeError);
  });

  const population = {
    kinds: [
      [0.4, 0.25, 0.35],
      [0.2, 0.3, 0.5],
      [0.34, 0.33, 0.33],
    ],
    values: [1, 0, -1],
    judgments: 100,
    seed: "alarms",
  };

  it.each([
    ["count", 5],
    ["random", 5],
    ["count", 200],
    ["random", 200],
  ] as const)(
    "suspects at most .06 of 1,000 honest annotators: ties by %s, %i judgments of others",
    (ties, history) => {
      expect(simulateAnomalyAlarms({ ...population, ties, history, replications: 1000 })).toBeLessThanOrEqual(
        0.06,
      );
    },
  );

  it("uses its error rate up where ties are broken by chance, and finds who always says the same", () => {
    const honest = { ...population, ties: "random" as const, history: 200 };
    expect(simulateAnomalyAlarms({ ...honest, replications: 1000 })).toBeGreaterThan(0.01);
    expect(simulateAnomalyAlarms({ ...honest, annotator: [1, 0, 0], replications: 50 })).toBeGreaterThan(0.9);
  });
});
