import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holm } from "./holm";
import { marginTest } from "./margin-test";

describe("holm", () => {
  it("adjusts hand-made tables", () => {
    expect(holm([0.01, 0.04, 0.03]).map((p) => Number(p!.toFixed(12)))).toEqual([0.03, 0.06, 0.06]);
    expect(holm([0.9, undefined, 0.5])).toEqual([1, undefined, 1]);
    expect(holm([])).toEqual([]);
    expect(() => holm([1.1])).toThrow(RangeError);
  });

  it("rejects what the step-down procedure rejects", () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (p, alpha) => {
        const rejected = new Set<number>();
        for (const [place, index] of [...p.keys()].sort((i, j) => p[i]! - p[j]!).entries()) {
          if ((p.length - place) * p[index]! > alpha) break;
          rejected.add(index);
        }
        for (const [index, adjusted] of holm(p).entries())
          expect(adjusted! <= alpha).toBe(rejected.has(index));
      }),
    );
  });
});

describe("marginTest", () => {
  it("is two-sided, and none without an error", () => {
    expect(marginTest(0.2, 0.1)).toBeCloseTo(0.0455002639, 9);
    expect(marginTest(-0.2, 0.1)).toBeCloseTo(0.0455002639, 9);
    expect(marginTest(0, 0.1)).toBe(1);
    expect(marginTest(0.2228139, 0.1, 10)).toBeCloseTo(0.05, 6);
    for (const se of [undefined, 0]) expect(marginTest(0.2, se)).toBeUndefined();
    expect(marginTest(undefined, 0.1)).toBeUndefined();
  });
});
