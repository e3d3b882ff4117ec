import { describe, expect, it } from "vitest";
import { pairPlans, standingSentence } from "./pair-standings";
import type { PilotPair } from "./pilot";
import { timeWords, winRateWords } from "./plan-words";

describe("times and rates in words", () => {
  it.each([
    [0.4, "less than a minute"],
    [45, "45 min"],
    [59.7, "1 h"],
    [200, "3 h 20"],
    [125, "2 h 05"],
    [2_400, "40 h"],
    [90_000, "1,500 h"],
  ])("%f minutes are %s", (minutes, words) => expect(timeWords(minutes)).toBe(words));

  it("gives a margin as the leader's win rate", () => {
    expect(winRateWords(0.12)).toBe("56\u00a0%");
    expect(winRateWords(0.1234)).toBe("56.2\u00a0%");
  });
});

const pair: PilotPair = {
  modelA: "one",
  modelB: "two",
  judged: 200,
  tieRate: 0.3,
  margin: 0.12,
  marginInterval: [0.01, 0.23],
  marginSe: 0.055,
  bounds: { lower: -0.06, upper: 0.3 },
};

/** How pairs of 2,000 stand. */
function stand(pairs: PilotPair[], stopRule: Parameters<typeof pairPlans>[2]["stopRule"] = null) {
  const pool = pairs.map(({ modelA, modelB }) => ({ modelA, modelB, size: 2000, strata: 1, planned: 400 }));
  const live = { judged: 200, tieRate: 0.3, tieInterval: [0.2, 0.4] as [number, number], pairs };
  const order = { judgmentsFor: () => 500 } as never;
  const planned = pairs.map(() => 400);
  return pairPlans(pool, planned, { pilot: null, from: "live", live, order, stopRule });
}

describe("how pairs stand", () => {
  it("says what is still needed, with its range", () => {
    const [row] = stand([pair]);
    expect(row).toMatchObject({ planned: 400, judged: 200, stillNeeded: { low: 0, isWholePool: false } });
    expect(row!.standing).toMatch(/^About \d+ more comparisons would decide it \(0 to \d+\)\.$/);
    expect(standingSentence([row!])).toBe(`200 of 400 comparisons judged without a gap. ${row!.standing}`);
  });

  it("knows what is reached: a winner, equivalence, a width, the end of the pool", () => {
    const ahead = stand([{ ...pair, bounds: { lower: 0.02, upper: 0.3 } }])[0]!;
    expect(ahead).toMatchObject({ standing: "one is ahead.", stillNeeded: { estimate: 0 } });
    const behind = stand([{ ...pair, bounds: { lower: -0.3, upper: -0.1 } }])[0]!;
    expect(behind.standing).toBe("two is ahead.");
    const near = { ...pair, bounds: { lower: -0.05, upper: 0.07 } };
    const rule = { winner: true, equivalence: 0.1, width: null };
    expect(stand([near], rule)[0]!.standing).toBe("Equivalent, within 5\u00a0% of a win rate of 50\u00a0%.");
    expect(stand([near], { winner: false, equivalence: null, width: 0.2 })[0]!.standing).toMatch(
      /as closely/,
    );
    const all = stand([{ ...pair, judged: 2000, margin: 0.001 }])[0]!;
    expect(all.standing).toBe("one is ahead.");
    expect(stand([{ ...pair, judged: 2000, margin: 0 }])[0]!.standing).toMatch(/neither model is ahead/);
  });

  it("waits for the nearest goal, and says when nothing can be said", () => {
    const rule = { winner: true, equivalence: null, width: 0.34 };
    const wide = stand([pair], rule)[0]!.stillNeeded!.estimate;
    expect(wide).toBeLessThan(stand([pair])[0]!.stillNeeded!.estimate);
    const level = stand([{ ...pair, margin: 0 }])[0]!;
    expect(level.standing).toMatch(/^As it seems, all 1,800 that are left/);
    const blank = { ...pair, marginSe: null, marginInterval: null };
    expect(stand([blank])[0]).toMatchObject({ standing: "Too little is judged to say.", stillNeeded: null });
    const decided = { ...pair, modelB: "three", bounds: { lower: 0.02, upper: 0.3 } };
    const both = stand([pair, decided, { ...blank, modelB: "four" }]);
    expect(standingSentence(both)).toMatch(
      /^600 of 1,200 comparisons judged without a gap\. 1 of 3 pairs is decided; 1 is not and would take about \d+ more comparisons; of 1 too little is judged to say\.$/,
    );
    expect(standingSentence(stand([{ ...blank, judged: 0 }]))).toBeNull();
  });
});
