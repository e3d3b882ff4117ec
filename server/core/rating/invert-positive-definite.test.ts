import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { product } from "@/server/testing/arbitrary-judgments";
import { invertPositiveDefinite } from "./invert-positive-definite";

describe("invertPositiveDefinite", () => {
  it("gives a matrix whose product with the first is the unit", () => {
    const square = fc.integer({ min: 1, max: 6 }).chain((n) =>
      fc.array(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n, maxLength: n }), {
        minLength: n,
        maxLength: n,
      }),
    );
    fc.assert(
      fc.property(square, (root) => {
        const n = root.length;
        // B Bᵀ + 1 is positive definite whatever B is.
        const matrix = root.map((row, i) =>
          root.map((other, j) => row.reduce((sum, x, k) => sum + x * other[k]!, i === j ? 1 : 0)),
        );
        const inverse = invertPositiveDefinite(Float64Array.from(matrix.flat()), n)!;
        const rows = matrix.map((_, i) => Array.from(inverse.subarray(i * n, (i + 1) * n)));
        for (const [i, row] of product(matrix, rows).entries())
          for (const [j, value] of row.entries()) expect(value).toBeCloseTo(i === j ? 1 : 0, 7);
      }),
    );
  });

  it("reads the lower triangle, leaves its argument, and tells what has no inverse", () => {
    const matrix = Float64Array.of(4, 99, 2, 3);
    expect([...invertPositiveDefinite(matrix, 2)!].map((x) => x.toFixed(9))).toEqual(
      [0.375, -0.25, -0.25, 0.5].map((x) => x.toFixed(9)),
    );
    expect([...matrix]).toEqual([4, 99, 2, 3]);
    expect(invertPositiveDefinite(Float64Array.of(1, 1, 1, 1), 2)).toBeUndefined();
    expect(invertPositiveDefinite(Float64Array.of(-1), 1)).toBeUndefined();
  });
});
