import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import { quantile } from "./quantile";

/** The readable one: sort, then interpolate. */
function bySorting(values: Float64Array, p: number): number {
  const sorted = values.slice().sort();
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return low + (place - below) * (high - low);
}

describe("quantile", () => {
  it("interpolates between order statistics and leaves the values as they were", () => {
    const values = Float64Array.of(4, 1, 3, 2);
    expect(quantile(values, 0.5)).toBe(2.5);
    expect([quantile(values, 0), quantile(values, 1)]).toEqual([1, 4]);
    expect(Array.from(values)).toEqual([4, 1, 3, 2]);
    expect(quantile(new Float64Array(), 0.5)).toBeUndefined();
  });

  it("is what sorting gives, to the bit, for any values", () => {
    const values = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ noNaN: true, min: -9, max: 9 })),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(values, fc.double({ noNaN: true, min: 0, max: 1 }), (list, p) => {
        const typed = Float64Array.from(list, (value) => value + 0);
        expect(quantile(typed, p)).toBe(bySorting(typed, p));
      }),
    );
  });

  it("is what sorting gives for many values in, against and out of order", () => {
    const random = createRandom("quantile");
    const shuffled = Float64Array.from({ length: 5000 }, () => random.below(3000));
    for (const values of [shuffled, shuffled.slice().sort(), shuffled.slice().sort().reverse()])
      for (const p of [0, 0.025, 0.5, 0.975, 1]) expect(quantile(values, p)).toBe(bySorting(values, p));
  });
});
