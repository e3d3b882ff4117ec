import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "./random";
import { permutation } from "./shuffle";
import { utilityOrder } from "./utility-order";
import { invertOrder, utilityPlace } from "./utility-place";
import { utilityRanks } from "./utility-ranks";

const withTies = fc.array(fc.constantFrom(0, -0, 0.5, 1, 2, Number.NaN), { minLength: 1, maxLength: 40 });

describe("utilityPlace", () => {
  it("counts from the greatest; what could not be scored stands last", () => {
    const utilities = Float64Array.of(0.2, Number.NaN, 0.1, 7);
    const ties = () => Int32Array.of(0, 1, 2, 3);
    expect([0, 1, 2, 3].map((item) => utilityPlace(utilities, item, ties))).toEqual([2, 4, 3, 1]);
  });

  it("lets the seed decide among equal ones, and asks for it only then", () => {
    const utilities = Float64Array.of(1, 1, 3);
    expect(utilityPlace(utilities, 0, () => Int32Array.of(2, 0, 1))).toBe(2);
    expect(utilityPlace(utilities, 1, () => Int32Array.of(2, 0, 1))).toBe(3);
    const notAsked = () => {
      throw new Error("asked");
    };
    expect(utilityPlace(utilities, 2, notAsked)).toBe(1);
  });

  it("agrees with the order and the ranks of the same seed", () => {
    fc.assert(
      fc.property(withTies, fc.string(), (values, seed) => {
        const utilities = Float64Array.from(values);
        const n = utilities.length;
        const ascending = invertOrder(utilityOrder(utilities, createRandom(seed)));
        const ranks = utilityRanks(utilities, createRandom(seed));
        const ties = invertOrder(permutation(n, createRandom(seed)));
        for (let item = 0; item < n; item++) {
          const place = utilityPlace(utilities, item, () => ties);
          expect(place).toBe(n - ascending[item]!);
          expect(place).toBe(n - Math.round(ranks[item]! * n - 0.5));
        }
      }),
    );
  });
});
