import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import { allocationShares, type PairTally, pairAllocation, pickByChance } from "./pair-allocation";

const tally = (wins: number, losses: number, ties: number, spent = wins + losses + ties): PairTally => ({
  wins,
  losses,
  ties,
  spent,
});

const arbitraryTally = fc
  .record({ wins: fc.nat(200), losses: fc.nat(200), ties: fc.nat(200), waiting: fc.nat(20) })
  .map(({ wins, losses, ties, waiting }) => tally(wins, losses, ties, wins + losses + ties + waiting));

describe("allocationShares", () => {
  it("gives by hand what equation 9 says", () => {
    // 1 − √½ = .292893 and √⅓ − ½ = .077350; √(¼/4) − √(¼/5) = .25 − .223607 = .026393.
    const shares = allocationShares(Float64Array.of(1, 1, 0.25), Float64Array.of(1, 3, 4));
    const sum = 0.292893 + 0.07735 + 0.026393;
    expect(shares[0]).toBeCloseTo(0.292893 / sum, 5);
    expect(shares[1]).toBeCloseTo(0.07735 / sum, 5);
    expect(shares[2]).toBeCloseTo(0.026393 / sum, 5);
  });

  it("goes to the undrawn first, and is even where nothing is to gain", () => {
    expect([...allocationShares(Float64Array.of(1, 1, 1), Float64Array.of(0, 5, 0))]).toEqual([0.5, 0, 0.5]);
    expect([...allocationShares(Float64Array.of(0, 0), Float64Array.of(3, 5))]).toEqual([0.5, 0.5]);
  });
});

describe("pairAllocation", () => {
  it("adds the floor, and an imagined win and loss", () => {
    const { probabilities } = pairAllocation([tally(4, 0, 0), tally(2, 2, 0), tally(0, 0, 4)], 0.3);
    // n = 4 each: in proportion to √Σ̂, Σ̂ = 1 − (4/6)², 1 and 2/6.
    const roots = [Math.sqrt(1 - 16 / 36), 1, Math.sqrt(1 / 3)];
    const sum = roots.reduce((total, root) => total + root, 0);
    for (const [pair, root] of roots.entries())
      expect(probabilities[pair]).toBeCloseTo(0.1 + (0.7 * root) / sum, 12);
  });

  it("keeps every pair possible, sums to 1 and does not ask which model comes first", () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryTally, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (pairs, floor) => {
          const { probabilities } = pairAllocation(pairs, floor);
          expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
          expect(Math.min(...probabilities)).toBeGreaterThanOrEqual((floor / pairs.length) * (1 - 1e-12));
          const turned = pairs.map((pair) => ({ ...pair, wins: pair.losses, losses: pair.wins }));
          expect(pairAllocation(turned, floor).probabilities).toEqual(probabilities);
        },
      ),
    );
  });

  it("counts what is under way, so that a pair nobody can judge does not take everything", () => {
    const waiting = pairAllocation([tally(0, 0, 0, 200), tally(5, 5, 0)]).probabilities;
    expect(waiting[0]).toBeLessThan(0.1);
    const unasked = pairAllocation([tally(0, 0, 0, 0), tally(5, 5, 0)]).probabilities;
    expect(unasked[0]).toBeCloseTo(0.95, 12);
  });

  it("refuses what is no tally and what is no floor", () => {
    expect([...pairAllocation([tally(0, 0, 0)]).probabilities]).toEqual([1]);
    expect(() => pairAllocation([])).toThrow(/no pair/);
    expect(() => pairAllocation([tally(-1, 0, 2)])).toThrow(/-1 wins/);
    expect(() => pairAllocation([tally(1, 0, 0)], 0)).toThrow(/floor/);
  });
});

describe("pickByChance", () => {
  it("picks each as often as its probability says, and never what is impossible", () => {
    const probabilities = Float64Array.of(0, 0.1, 0.6, 0, 0.3, 0);
    const random = createRandom("picks");
    const picked = new Float64Array(probabilities.length);
    const times = 20_000;
    for (let i = 0; i < times; i++) picked[pickByChance(probabilities, random.next())]!++;
    for (const [place, probability] of probabilities.entries()) {
      const room = 4 * Math.sqrt((probability * (1 - probability)) / times);
      expect(Math.abs(picked[place]! / times - probability)).toBeLessThanOrEqual(room);
    }
  });

  it("takes the last one that could be where rounding leaves something over", () => {
    expect(pickByChance(Float64Array.of(0.5, 0.4999, 0), 1 - 2 ** -53)).toBe(1);
  });
});
