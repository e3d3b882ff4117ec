import { describe, expect, it } from "vitest";
import { testStratum } from "../testing/report-input";
import { orderWorthView } from "./order-worth-view";
import { scoreStratum } from "./scored-stratum";

/** Strata that are judged to different depths; ties grow rarer from the first draw on. */
function strataOf(sizes: readonly number[]) {
  return sizes.map((size, h) =>
    scoreStratum(
      testStratum(
        {
          modelA: `a${h}`,
          size,
          seed: `worth/${h}`,
          draws: {
            count: 40 + 15 * h,
            fate: (rank, random) => [random() < 0.9 * rank ? "tie" : "model_a"],
          },
        },
        h + 1,
      ),
    ),
  );
}

/** The readable one: all draws in one list, sorted by how far their stratum was, the first ranked ones of a fifth of the set. */
function firstRankedTies(strata: ReturnType<typeof strataOf>): number[] {
  const draws = strata.flatMap(({ size, closedPrefix, arm, shares }, h) =>
    Array.from({ length: closedPrefix }, (_, t) => ({
      h,
      progress: (t + 0.5) / size,
      isRanked: arm[t] !== 1,
      tie: shares.tie[t]!,
    })),
  );
  draws.sort((one, other) => one.progress - other.progress || one.h - other.h);
  const limit = Math.ceil(0.2 * strata.reduce((sum, { size }) => sum + size, 0));
  return draws
    .filter(({ isRanked }) => isRanked)
    .slice(0, limit)
    .map(({ tie }) => tie);
}

describe("what the order was worth over several strata", () => {
  it.each([
    ["one size", [120, 120, 120]],
    ["several sizes", [120, 90, 151]],
  ])("reads the first ranked draws in turns, of strata of %s", (_, sizes) => {
    const strata = strataOf(sizes);
    const ties = firstRankedTies(strata);
    const { ranked } = orderWorthView(strata, { alpha: 0.05, isOnePair: false, controlShare: 0.15 });
    expect(ranked.comparisons).toBe(ties.length);
    expect(ranked.tieRate!.value).toBeCloseTo(ties.reduce((sum, tie) => sum + tie, 0) / ties.length, 12);
    // Not simply the first of them all.
    expect(ties.length).toBeLessThan(strata.reduce((sum, { closedPrefix }) => sum + closedPrefix, 0) / 2);
  });
});
