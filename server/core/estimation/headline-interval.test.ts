import { describe, expect, it } from "vitest";
import { type HeadlineStratum, headlineInterval } from "./headline-interval";
import { sequenceAlpha } from "./sequence-alpha";
import { worstCaseBounds } from "./worst-case-bounds";

const done: HeadlineStratum = {
  N: 300,
  planned: 100,
  drawn: 100,
  closed: 100,
  theta: 0.2,
  se: 0.05,
  sequence: { lower: 0.02, upper: 0.4, alpha: 0.05 },
};

describe("headlineInterval", () => {
  it("prints the fixed-n interval when the planned draws, and only they, are closed", () => {
    expect(headlineInterval({ strata: [done], stopRule: false })).toEqual({
      kind: "fixed-n",
      why: "planned-number-closed",
      // Student's t with 99 degrees of freedom.
      lower: expect.closeTo(0.2 - 1.984217 * 0.05, 6),
      upper: expect.closeTo(0.2 + 1.984217 * 0.05, 6),
      estimate: 0.2,
      estimateKind: "fixed-n",
      se: 0.05,
      degrees: 99,
      alpha: 0.05,
      monitored: 1,
    });
  });

  it.each([
    ["number-not-fixed", { planned: undefined }, false],
    ["stop-rule-could-fire", {}, true],
    ["planned-number-not-reached", { drawn: 99, closed: 99 }, false],
    ["drawn-beyond-plan", { drawn: 101, closed: 101 }, false],
    ["open-draws", { closed: 99 }, false],
    ["no-standard-error", { se: 0 }, false],
    ["no-standard-error", { se: undefined }, false],
  ] as const)("falls back on the confidence sequence: %s", (why, change, stopRule) => {
    const interval = headlineInterval({ strata: [{ ...done, ...change }], stopRule });
    expect(interval).toMatchObject({
      kind: "confidence-sequence",
      why,
      lower: 0.02,
      upper: 0.4,
      se: undefined,
    });
    expect(interval).toMatchObject({ estimate: 0.2, estimateKind: "adaptive-stop" });
  });

  it("falls back on it where outcomes had a part in the number, though it is as planned", () => {
    const interval = headlineInterval({ strata: [done], stopRule: false, isAllocated: true });
    expect(interval).toMatchObject({
      kind: "confidence-sequence",
      why: "number-by-outcomes",
      estimateKind: "adaptive-stop",
      lower: 0.02,
      se: undefined,
    });
  });

  it("adds strata up by pool size, each at its part of α", () => {
    const small = { ...done, N: 100, theta: -0.2, sequence: { lower: -0.5, upper: 0.1, alpha: 0.025 } };
    const large = { ...done, sequence: { ...done.sequence, alpha: 0.025 } };
    const interval = headlineInterval({ strata: [large, small], stopRule: true })!;
    expect(interval.lower).toBeCloseTo(0.75 * 0.02 - 0.25 * 0.5, 12);
    expect(interval.upper).toBeCloseTo(0.75 * 0.4 + 0.25 * 0.1, 12);
    expect(interval.estimate).toBeCloseTo(0.1, 12);
    expect(() => headlineInterval({ strata: [done, small], stopRule: true })).toThrow(/more than its part/);
    expect(() => headlineInterval({ strata: [large, small], stopRule: true, monitored: 2 })).toThrow(
      RangeError,
    );
  });

  it("knows a pool that is closed as a whole", () => {
    const sequence = { lower: 0.2, upper: 0.2, alpha: 0.05 };
    const whole = { ...done, planned: 300, drawn: 300, closed: 300, se: 0, sequence };
    expect(headlineInterval({ strata: [whole], stopRule: false })).toMatchObject({
      kind: "fixed-n",
      lower: 0.2,
      upper: 0.2,
      estimateKind: "whole-pool",
    });
    expect(headlineInterval({ strata: [whole], stopRule: true })).toMatchObject({
      kind: "confidence-sequence",
      lower: 0.2,
      upper: 0.2,
      estimateKind: "whole-pool",
    });
  });

  it("starts as wide as possible, and has no answer without comparisons", () => {
    const sequence = { lower: -1, upper: 1, alpha: 0.05 };
    const fresh = { ...done, drawn: 0, closed: 0, theta: undefined, se: undefined, sequence };
    expect(headlineInterval({ strata: [fresh], stopRule: false })).toMatchObject({
      lower: -1,
      upper: 1,
      estimate: undefined,
    });
    expect(headlineInterval({ strata: [], stopRule: false })).toBeUndefined();
    expect(headlineInterval({ strata: [{ ...fresh, N: 0 }], stopRule: false })).toBeUndefined();
  });

  it("stays inside [−1, 1]", () => {
    const interval = headlineInterval({ strata: [{ ...done, theta: 0.95, se: 0.2 }], stopRule: false })!;
    expect(interval.upper).toBe(1);
  });
});

describe("sequenceAlpha", () => {
  it("splits over what is watched and what is added up", () => {
    expect(sequenceAlpha(0.05, 5, 2)).toBeCloseTo(0.005, 15);
    expect(() => sequenceAlpha(0.05, 0, 1)).toThrow(RangeError);
    expect(() => sequenceAlpha(0, 1, 1)).toThrow(RangeError);
  });
});

describe("worstCaseBounds", () => {
  const q = Float64Array.of(0.3, 0.25, 0.5);

  it("puts every open draw at −1 and at +1", () => {
    // v = (5/6, 1, 2/3): (5/6 ± 1 + 0)/3.
    const bounds = worstCaseBounds({ N: 5, q, s: Float64Array.of(1, NaN, 0), open: Uint8Array.of(0, 1, 0) })!;
    expect(bounds.lower).toBeCloseTo(-1 / 18, 12);
    expect(bounds.upper).toBeCloseTo(11 / 18, 12);
  });

  it("is the estimate itself when nothing is open, also over unjudgeable draws", () => {
    const s = Float64Array.of(1, NaN, -1);
    const bounds = worstCaseBounds({
      N: 5,
      q,
      s,
      open: new Uint8Array(3),
      judgeable: Uint8Array.of(1, 0, 1),
    })!;
    expect(bounds.lower).toBeCloseTo(1 / 9, 12);
    expect(bounds.upper).toBeCloseTo(1 / 9, 12);
    expect(
      worstCaseBounds({ N: 5, q: new Float64Array(), s: new Float64Array(), open: new Uint8Array() }),
    ).toBeUndefined();
  });
});
