import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryJudgments, judgmentsOf } from "@/server/testing/arbitrary-judgments";
import { countPairs } from "./count-pairs";
import { allocationShares, pairAllocation } from "./pair-allocation";

describe("allocationShares", () => {
  it("gives by hand what equation 9 says", () => {
    // 1 − √½ = .292893 and √⅓ − ½ = .077350; √(¼/4) − √(¼/5) = .25 − .223607 = .026393.
    const shares = allocationShares(Float64Array.of(1, 1, 0.25), Float64Array.of(1, 3, 4));
    const sum = 0.292893 + 0.07735 + 0.026393;
    expect(shares[0]).toBeCloseTo(0.292893 / sum, 5);
    expect(shares[1]).toBeCloseTo(0.07735 / sum, 5);
    expect(shares[2]).toBeCloseTo(0.026393 / sum, 5);
  });

  it("goes to the unjudged first, and is even where nothing is to gain", () => {
    expect([...allocationShares(Float64Array.of(1, 1, 1), Float64Array.of(0, 5, 0))]).toEqual([0.5, 0, 0.5]);
    expect([...allocationShares(Float64Array.of(0, 0), Float64Array.of(3, 5))]).toEqual([0.5, 0.5]);
  });
});

describe("pairAllocation", () => {
  it("adds the floor, and an imagined win and loss", () => {
    const counts = countPairs(
      judgmentsOf(3, [
        [0, 1, 4, 0, 0],
        [0, 2, 2, 2, 0],
        [1, 2, 0, 0, 4],
      ]),
    );
    const { probabilities } = pairAllocation(
      counts,
      [
        [0, 1],
        [2, 0],
        [1, 2],
      ],
      0.3,
    );
    // n = 4 each: in proportion to √Σ̂, Σ̂ = 1 − (4/6)², 1 and 2/6.
    const roots = [Math.sqrt(1 - 16 / 36), 1, Math.sqrt(1 / 3)];
    const sum = roots.reduce((total, root) => total + root, 0);
    for (const [pair, root] of roots.entries())
      expect(probabilities[pair]).toBeCloseTo(0.1 + (0.7 * root) / sum, 12);
  });

  it("keeps every pair possible, sums to 1 and does not ask which model comes first", () => {
    fc.assert(
      fc.property(
        arbitraryJudgments({ weighted: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (judgments, floor) => {
          const counts = countPairs(judgments);
          const all = Array.from({ length: counts.models }, (_, i) => i);
          const pairs = all.flatMap((i) => all.slice(0, i).map((j) => [i, j] as const));
          const { probabilities } = pairAllocation(counts, pairs, floor);
          expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
          expect(Math.min(...probabilities)).toBeGreaterThanOrEqual((floor / pairs.length) * (1 - 1e-12));
          const turned = pairAllocation(
            counts,
            pairs.map(([i, j]) => [j, i] as const),
            floor,
          );
          expect(turned.probabilities).toEqual(probabilities);
        },
      ),
    );
  });

  it("refuses what is no pair and what is no floor", () => {
    const counts = countPairs(judgmentsOf(2, []));
    expect([...pairAllocation(counts, [[0, 1]]).probabilities]).toEqual([1]);
    expect(() => pairAllocation(counts, [])).toThrow(/no pair/);
    expect(() => pairAllocation(counts, [[1, 1]])).toThrow(/models 1 and 1/);
    expect(() => pairAllocation(counts, [[0, 1]], 0)).toThrow(/floor/);
  });
});
