import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalProbability } from "./normal-probability";
import { studentQuantile } from "./student-quantile";
import { studentTail } from "./student-tail";

/** By Simpson's rule on the density, its constant found the same way. */
function tailSlowly(t: number, degrees: number): number {
  // u = atan(x/√ν) maps the line to (−π/2, π/2), where the density is cos(u)^(ν − 1).
  const area = (from: number, to: number) => {
    const steps = 20_000;
    const width = (to - from) / steps;
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
      sum += weight * Math.max(0, Math.cos(from + i * width)) ** (degrees - 1);
    }
    return (sum * width) / 3;
  };
  const end = Math.PI / 2;
  return area(Math.atan(t / Math.sqrt(degrees)), end) / area(0, end);
}

describe("studentTail", () => {
  it("is exact for 1 and 2 degrees of freedom", () => {
    for (const t of [0.01, 0.5, 1, 3, 40]) {
      expect(studentTail(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 12);
      expect(studentTail(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 12);
    }
  });

  it("is what the density's area is", () => {
    for (const degrees of [2.5, 3, 7.3, 29, 400])
      for (const t of [0.1, 1, 2.5, 6])
        expect(studentTail(t, degrees)).toBeCloseTo(tailSlowly(t, degrees), 8);
  });

  it("undoes the quantile, goes over into the normal, and refuses what is no distribution", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.501, max: 0.9995, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        (p, degrees) => {
          expect(studentTail(studentQuantile(p, degrees), degrees)).toBeCloseTo(2 * (1 - p), 4);
        },
      ),
      { numRuns: 200 },
    );
    expect(studentTail(1.7, 1e6)).toBeCloseTo(2 * normalProbability(-1.7), 6);
    expect(studentTail(-1.7, Infinity)).toBe(2 * normalProbability(-1.7));
    expect([studentTail(0, 4), studentTail(Infinity, 4)]).toEqual([1, 0]);
    expect(() => studentTail(1, 0.5)).toThrow(RangeError);
    expect(() => studentTail(Number.NaN, 3)).toThrow(RangeError);
  });
});
