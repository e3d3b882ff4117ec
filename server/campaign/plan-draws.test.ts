import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planDraws } from "./plan-draws";

const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 });
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

describe("planDraws", () => {
  it.each([
    [[30, 10], 8, [6, 2]],
    [[30, 10], null, [30, 10]],
    [[30, 10], 100, [30, 10]],
    [[10, 10, 10], 10, [4, 3, 3]],
    [[100, 1, 1], 6, [4, 1, 1]],
    [[50, 50], 1, [1, 0]],
    [[], 5, []],
  ] as const)("gives strata of %j with a budget of %s: %j", (given, budget, wanted) => {
    expect(planDraws(given, budget)).toEqual(wanted);
  });

  it("spends the budget exactly, within the sizes, with two draws each where it can", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 800 }), (given, budget) => {
        const planned = planDraws(given, budget);
        expect(planned).toHaveLength(given.length);
        expect(sum(planned)).toBe(Math.min(budget, sum(given)));
        for (const [i, draws] of planned.entries()) {
          expect(Number.isInteger(draws) && draws >= 0 && draws <= given[i]!).toBe(true);
          if (budget >= 2 * given.length) expect(draws).toBeGreaterThanOrEqual(Math.min(2, given[i]!));
        }
      }),
    );
  });

  it("keeps what was promised when the budget grows, and spends the new one exactly", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 400 }), fc.nat(400), (given, budget, more) => {
        const before = planDraws(given, budget);
        const after = planDraws(given, budget + more, before);
        expect(after.every((draws, i) => draws >= before[i]! && draws <= given[i]!)).toBe(true);
        if (budget >= 2 * given.length) expect(sum(after)).toBe(Math.min(budget + more, sum(given)));
      }),
    );
  });

  it("stays within one draw of proportion where no floor or size is in the way", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 60 }), { minLength: 1, maxLength: 6 }),
        fc.nat(100),
        (given, more) => {
          const budget = Math.min(sum(given), 3 * given.length * given.length + more);
          const shares = given.map((size) => (budget * size) / sum(given));
          if (shares.some((share) => share < 2)) return;
          for (const [i, draws] of planDraws(given, budget).entries())
            expect(Math.abs(draws - shares[i]!)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it("gives equal strata equal draws but for one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 400 }),
        (size, n, budget) => {
          const planned = planDraws(
            Array.from({ length: n }, () => size),
            budget,
          );
          expect(Math.max(...planned) - Math.min(...planned)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
