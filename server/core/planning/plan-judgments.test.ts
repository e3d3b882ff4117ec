import { describe, expect, it } from "vitest";
import { lure } from "../estimation/lure";
import { createWeightedSequence } from "../estimation/weighted-confidence-sequence";
import { annotatorMinutes } from "./annotator-minutes";
import { judgmentsStillNeeded } from "./judgments-still-needed";
import { detectableMargin, judgmentsForHalfWidth, judgmentsForMargin } from "./plan-judgments";
import { simulateDraws, simulateOrder } from "./simulate-order";

const even = { N: 2000, tieRate: 0.3, margin: 0.1, preset: "uniform", controlShare: 0 } as const;

describe("planning", () => {
  it("gives the textbook's numbers when drawing evenly", () => {
    // z²·.69/h² = 1060.3 with replacement; n = 1/(1/N + h²/(z²·.69)).
    const n = 1 / (1 / 2000 + 0.05 ** 2 / (1.959964 ** 2 * 0.69));
    expect(Math.abs(judgmentsForHalfWidth(even, 0.05) - n)).toBeLessThan(0.01 * n);
    const sum = 1.959964 + 0.841621;
    const forMargin = 1 / (1 / 2000 + 0.1 ** 2 / (sum ** 2 * 0.69));
    expect(Math.abs(judgmentsForMargin(even)! - forMargin)).toBeLessThan(0.01 * forMargin);
    // Budget and margin answer each other.
    expect(detectableMargin(even, judgmentsForMargin(even)!)).toBeCloseTo(0.1, 3);
  });

  it("reaches the half-width and the power that it promises in seeded campaigns", () => {
    const order = { N: 1000, tieRate: 0.4, margin: 0.15, auc: 0.68, preset: "balanced" } as const;
    const n = judgmentsForHalfWidth(order, 0.1);
    const [run] = simulateOrder({ ...order, n: [n], replications: 500, seed: "width" });
    expect(Math.abs((1.959964 * run!.printed) / 0.1 - 1)).toBeLessThan(0.06);
    expect(run!.coverage).toBeGreaterThan(0.92);
    const budget = judgmentsForMargin(order)!;
    const [power] = simulateOrder({ ...order, n: [budget], replications: 500, seed: "power" });
    expect(Math.abs(power!.shown - 0.8)).toBeLessThan(0.06);
    expect(power!.wrong).toBeLessThan(0.01);
    const level = { ...order, margin: 0, n: [budget], replications: 500, seed: "level", level: 0.1 };
    // Without a lead every winner named is wrong: one campaign in ten at this level.
    expect(Math.abs(simulateOrder(level)[0]!.wrong - 0.1)).toBeLessThan(0.045);
  });

  it("knows what cannot be seen, and that a whole pool always suffices", () => {
    expect(judgmentsForMargin({ ...even, margin: 0 })).toBeUndefined();
    expect(detectableMargin({ ...even, tieRate: 0.9 }, 5)).toBeUndefined();
    expect(judgmentsForHalfWidth(even, 1e-9)).toBe(2000);
    expect(detectableMargin(even, 2000)).toBeCloseTo(0, 6);
    expect(() => judgmentsForHalfWidth(even, 0)).toThrow(RangeError);
  });

  it("counts people's time", () => {
    expect(annotatorMinutes({ comparisons: 400, seconds: 45, extraShare: 0.2, annotators: 5 })).toEqual({
      judgments: 500,
      minutes: 375,
      minutesEach: 75,
    });
    expect(annotatorMinutes({ comparisons: 10, judgmentsEach: 3, seconds: 60 })).toMatchObject({
      minutes: 30,
      minutesEach: undefined,
    });
    expect(() => annotatorMinutes({ comparisons: 1, seconds: 1, extraShare: 1 })).toThrow(RangeError);
  });
});

describe("judgmentsStillNeeded", () => {
  const now = { N: 2000, M: 200, theta: 0.12, se: 0.055, bounds: { lower: -0.06, upper: 0.3 } };

  it("computes a hand-made case", () => {
    // U = .055²/(1/200 − 1/2000) = .67222; the sequence is .18/.055 errors wide: error wanted .12·.055/.18 = .036667.
    const n = 1 / (1 / 2000 + 0.036667 ** 2 / 0.672222);
    const needed = judgmentsStillNeeded({ ...now, goal: { kind: "winner" } })!;
    expect(needed.estimate).toBe(Math.ceil(n) - 200);
    expect(needed.low).toBeLessThan(needed.estimate);
    expect(needed.high).toBeGreaterThan(needed.estimate);
    expect(needed.isWholePool).toBe(false);
  });

  it("knows goals that are met, that the whole pool alone can meet, and when it cannot tell", () => {
    expect(judgmentsStillNeeded({ ...now, goal: { kind: "width", width: 0.5 } })!.estimate).toBe(0);
    const far = judgmentsStillNeeded({ ...now, goal: { kind: "equivalence", margin: 0.1 } });
    expect(far).toMatchObject({ estimate: 1800, high: 1800, isWholePool: true });
    expect(judgmentsStillNeeded({ ...now, theta: 0, goal: { kind: "winner" } })!.isWholePool).toBe(true);
    expect(judgmentsStillNeeded({ ...now, se: 0, goal: { kind: "winner" } })).toBeUndefined();
    expect(judgmentsStillNeeded({ ...now, M: 2000, goal: { kind: "winner" } })!.estimate).toBe(0);
    expect(() => judgmentsStillNeeded({ ...now, M: 0, goal: { kind: "winner" } })).toThrow(RangeError);
  });

  it("has a range that holds the true number in most of 60 seeded campaigns", () => {
    const order = { N: 1500, tieRate: 0.3, margin: 0.14, auc: 0.6, preset: "balanced" } as const;
    const M = 150;
    let [inside, counted] = [0, 0];
    for (let run = 0; run < 60; run++) {
      const { q, a, s } = simulateDraws(order, `still/${run}`);
      const sequence = createWeightedSequence({ N: order.N, gridSize: 200 });
      let bounds = { lower: -1, upper: 1 };
      let t = 0;
      const extend = () => {
        bounds = sequence.extend(q[t]!, s[t]!, a[t]!);
        t++;
      };
      while (t < M) extend();
      if (bounds.lower > 0 || bounds.upper < 0) continue;
      const { theta, se } = lure({ N: order.N, q: q.subarray(0, M), s: s.subarray(0, M) });
      const needed = judgmentsStillNeeded({
        N: order.N,
        M,
        theta: theta!,
        se: se!,
        bounds,
        goal: { kind: "winner" },
      })!;
      while (bounds.lower <= 0 && bounds.upper >= 0 && t < order.N) extend();
      counted++;
      if (t - M >= needed.low && t - M <= needed.high) inside++;
    }
    expect(counted).toBeGreaterThan(30);
    expect(inside / counted).toBeGreaterThan(0.6);
  });
});
