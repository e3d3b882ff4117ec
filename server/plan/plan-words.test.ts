import { describe, expect, it } from "vitest";
import { planOrder } from "@/server/core/planning/plan-order";
import type { PairState } from "../stop/schemas";
import { pairPlans, standingSentence } from "./pair-standings";
import { timeWords, winRateWords } from "./plan-words";

describe("times and rates in words", () => {
  it.each([
    [0.4, "less than a minute"],
    [1.2, "1 minute"],
    [45, "45 minutes"],
    [59.7, "1 hour"],
    [200, "3 h 20 min"],
    [125, "2 h 5 min"],
    [180, "3 hours"],
    [906, "15 hours"],
    [2_400, "40 hours"],
    [90_000, "1,500 hours"],
  ])("%f minutes are %s", (minutes, words) => expect(timeWords(minutes)).toBe(words));

  it("gives a margin as the leader's win rate", () => {
    expect(winRateWords(0.12)).toBe("56\u00a0%");
    expect(winRateWords(0.1234)).toBe("56.2\u00a0%");
  });
});

const state: PairState = {
  modelA: "one",
  modelB: "two",
  size: 2000,
  step: 200,
  winRate: 0.56,
  lower: 0.47,
  upper: 0.65,
  conclusion: "undecided",
  stopped: null,
  stillNeeded: { goal: "winner", judgments: 210, low: 0, high: 990, isWholePool: false },
};

/** How pairs of 2,000 stand. */
function stand(...states: PairState[]) {
  const pool = states.map(({ modelA, modelB }) => ({ modelA, modelB, size: 2000, strata: 1, planned: 400 }));
  const order = planOrder({ N: 2000, tieRate: 0.3, preset: "uniform" });
  const planned = states.map(() => 400);
  return pairPlans(pool, planned, { pilot: null, from: "live", states, order });
}

describe("how pairs stand", () => {
  it("says what is still needed, with its range", () => {
    const rows = stand(state);
    expect(rows[0]).toMatchObject({ planned: 400, judged: 200, stillNeeded: state.stillNeeded });
    expect(rows[0]!.standing).toBe("About 210 more judgments would decide it (0 to 990).");
    expect(standingSentence(rows)).toBe(`200 of 400 comparisons judged without a gap. ${rows[0]!.standing}`);
  });

  it.each([
    [{ conclusion: "model_b" }, "two is ahead."],
    [{ conclusion: "equivalent" }, "The models are equivalent."],
    [{ step: 2000 }, "All is judged, and neither model is ahead."],
    [{}, "Too little is judged to say."],
    [{ step: 0 }, null],
    [
      { stillNeeded: { goal: "winner", judgments: 1800, low: 600, high: 1800, isWholePool: true } },
      "As it seems, all 1,800 judgments that are left, and perhaps not then; 600 at best.",
    ],
    [
      {
        conclusion: "model_a",
        stopped: { reason: "winner", step: 150, conclusion: "model_a", lower: 0.51, upper: 0.7 },
      },
      "one is ahead. Stopped after 150.",
    ],
  ] as [Partial<PairState>, string | null][])("%j reads: %s", (change, words) => {
    expect(stand({ ...state, stillNeeded: null, ...change })[0]!.standing).toBe(words);
  });

  it("sums several pairs up", () => {
    const decided = { ...state, modelB: "three", conclusion: "model_a", stillNeeded: null } as const;
    const unclear = { ...state, modelB: "four", stillNeeded: null };
    expect(standingSentence(stand(state, decided, unclear))).toBe(
      "600 of 1,200 comparisons judged without a gap. 1 of 3 pairs is settled; 1 is not and would take about 210 more judgments; of 1 too little is judged to say.",
    );
    expect(standingSentence(stand({ ...state, step: 0 }))).toBeNull();
  });
});
