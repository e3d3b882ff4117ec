import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../sampling/random";
import { permutation } from "../sampling/shuffle";
import { type CompareOrdersOptions, compareOrders } from "./compare-orders";
import type { JudgedColumns } from "./judged-table";
import { quantile } from "./quantile";

interface Row {
  pair: number;
  prompt: number;
  utility: number;
  ties: number;
  wins: number;
  losses: number;
}

interface JudgedComparisons extends JudgedColumns {
  utility: Float64Array;
}

/** One order by itself. */
function orderWorth({ utility, ...judged }: JudgedComparisons, options: CompareOrdersOptions) {
  const { orders, comparisons, fraction, ...rest } = compareOrders(
    judged,
    [{ id: "order", utility }],
    options,
  );
  const { top, auc, winRateBias } = orders[0]!;
  return { ...rest, pairs: comparisons, top: { fraction, ...top }, auc, winRateBias };
}

const columns = (rows: Row[]): JudgedComparisons => ({
  pairIndex: Int32Array.from(rows, (row) => row.pair),
  promptIndex: Int32Array.from(rows, (row) => row.prompt),
  utility: Float64Array.from(rows, (row) => row.utility),
  ties: rows.map((row) => row.ties),
  wins: rows.map((row) => row.wins),
  losses: rows.map((row) => row.losses),
});

/** Prompts differ in how far the models are apart; utility sees it, and equal utilities are common. */
function simulate(prompts: number, pairs: number, votes: number, signal: number, seed: string): Row[] {
  const random = createRandom(seed);
  return Array.from({ length: prompts }, (_, prompt) => {
    const distance = random.next();
    return Array.from({ length: pairs }, (_, pair) => {
      const row = { pair: pair + 7, prompt: prompt * 3, utility: 0, ties: 0, wins: 0, losses: 0 };
      row.utility = Math.round(20 * (signal * distance + (1 - signal) * random.next())) / 20;
      for (let vote = 0; vote < votes; vote++) {
        row[
          random.next() > 0.3 + 0.6 * distance
            ? "ties"
            : random.next() < 0.4 + 0.4 * distance
              ? "wins"
              : "losses"
        ]++;
      }
      return row;
    });
  }).flat();
}

const count = (rows: Row[], ...kinds: ("ties" | "wins" | "losses")[]) =>
  rows.reduce((sum, row) => sum + kinds.reduce((total, kind) => total + row[kind], 0), 0);
const tieRateOf = (rows: Row[]) => count(rows, "ties") / count(rows, "ties", "wins", "losses");
const winRateOf = (rows: Row[]) =>
  (count(rows, "wins") + count(rows, "ties") / 2) / count(rows, "ties", "wins", "losses");

function groupBy(rows: Row[], key: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

/** The top of each pair (or of all), by really shuffling, sorting and cutting. */
function topSlowly(rows: Row[], scope: "pair" | "pooled", fraction: number, random: Random): Row[] {
  const groups = groupBy(rows, (row) => (scope === "pair" ? row.pair : 0));
  return [...groups.values()].flatMap((group) => {
    const shuffled = Array.from(permutation(group.length, random), (i) => group[i]!);
    return shuffled
      .sort((x, y) => y.utility - x.utility)
      .slice(0, Math.max(1, Math.round(fraction * group.length)));
  });
}

function reductionSlowly(rows: Row[], scope: "pair" | "pooled", random: Random): number {
  return 1 - tieRateOf(topSlowly(rows, scope, 0.2, random)) / tieRateOf(rows);
}

describe("compareOrders with one order", () => {
  it("computes a hand-made table", () => {
    const rows = [
      { pair: 0, prompt: 0, utility: 9, ties: 0, wins: 2, losses: 0 },
      { pair: 0, prompt: 1, utility: 1, ties: 2, wins: 0, losses: 0 },
      { pair: 0, prompt: 2, utility: NaN, ties: 2, wins: 0, losses: 0 },
      { pair: 1, prompt: 0, utility: 4, ties: 1, wins: 0, losses: 1 },
      { pair: 1, prompt: 1, utility: 3, ties: 1, wins: 1, losses: 0 },
      { pair: 1, prompt: 2, utility: 5, ties: 0, wins: 0, losses: 0 },
    ];
    const worth = orderWorth(columns(rows), {
      top: 0.4,
      scope: "pair",
      bootstrap: 0,
      permutations: 0,
      seed: "s",
    });
    // Tops: one of three (utility 9), one of two (utility 4; the unjudged 5 is passed over).
    expect(worth).toMatchObject({ pairs: 5, judgments: 10, tieRate: 0.6, scope: "pair", seed: "s" });
    expect(worth.top).toEqual({
      fraction: 0.4,
      tieRate: 0.25,
      reduction: expect.closeTo(1 - 0.25 / 0.6, 12),
      ci: undefined,
      nullQuantile95: undefined,
    });
    // Decisive at 9 (twice), 4, 3; tied at 1, 1, NaN, NaN, 4, 3.
    expect(worth.auc).toBeCloseTo((2 * 6 + (4 + 0.5 + 1) + (4 + 0.5)) / 24, 12);
    // Pair 0: 1 against 2/3. Pair 1: 1/4 against 1/2.
    expect(worth.winRateBias).toBeCloseTo((1 / 3 + 1 / 4) / 2, 12);
    const pooled = orderWorth(columns(rows), {
      top: 0.4,
      scope: "pooled",
      bootstrap: 0,
      permutations: 0,
      seed: "s",
    });
    expect(pooled.top.tieRate).toBe(0.25);
    expect(pooled.winRateBias).toBeCloseTo(Math.abs(2.5 / 4 - 6 / 10), 12);
  });

  for (const scope of ["pair", "pooled"] as const) {
    it(`agrees with shuffling, sorting and cutting: interval and null, scope ${scope}`, () => {
      const rows = simulate(60, 3, 2, 0.8, "agree");
      const worth = orderWorth(columns(rows), { scope, bootstrap: 2000, permutations: 2000, seed: "1" });
      const random = createRandom("oracle");
      const points = Float64Array.from({ length: 300 }, () => reductionSlowly(rows, scope, random));
      expect(worth.top.reduction!).toBeGreaterThanOrEqual(quantile(points, 0)! - 1e-9);
      expect(worth.top.reduction!).toBeLessThanOrEqual(quantile(points, 1)! + 1e-9);
      const byPrompt = [...groupBy(rows, (row) => row.prompt).values()];
      const resampled = Float64Array.from({ length: 1000 }, () => {
        const sample = byPrompt.flatMap(() => byPrompt[random.below(byPrompt.length)]!);
        return reductionSlowly(sample, scope, random);
      });
      expect(Math.abs(worth.top.ci![0] - quantile(resampled, 0.025)!)).toBeLessThan(0.06);
      expect(Math.abs(worth.top.ci![1] - quantile(resampled, 0.975)!)).toBeLessThan(0.06);
      const shuffled = Float64Array.from({ length: 1000 }, () => {
        const utilities = permutation(rows.length, random);
        return reductionSlowly(
          rows.map((row, i) => ({ ...row, utility: utilities[i]! })),
          scope,
          random,
        );
      });
      expect(Math.abs(worth.top.nullQuantile95! - quantile(shuffled, 0.95)!)).toBeLessThan(0.04);
    });
  }

  it("agrees with sorting and cutting to the last digit where no utilities are equal", () => {
    const random = createRandom("distinct");
    const rows = simulate(50, 4, 2, 0.6, "distinct").map((row) => ({
      ...row,
      utility: row.utility + random.next() / 100,
    }));
    const options = { bootstrap: 0, permutations: 0, seed: "s" };
    const pair = orderWorth(columns(rows), { ...options, scope: "pair" });
    const pooled = orderWorth(columns(rows), { ...options, scope: "pooled" });
    expect(pair.top.reduction).toBeCloseTo(reductionSlowly(rows, "pair", random), 12);
    expect(pooled.top.reduction).toBeCloseTo(reductionSlowly(rows, "pooled", random), 12);
    const bias = (group: Row[]) =>
      Math.abs(winRateOf(topSlowly(group, "pooled", 0.2, random)) - winRateOf(group));
    const biases = [...groupBy(rows, (row) => row.pair).values()].map(bias);
    expect(pair.winRateBias).toBeCloseTo(biases.reduce((sum, value) => sum + value, 0) / biases.length, 12);
    expect(pooled.winRateBias).toBeCloseTo(bias(rows), 12);
  });

  it("covers nothing by chance too often: the null quantile is passed in about 5 % of campaigns without signal", () => {
    let passed = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      const rows = simulate(80, 2, 1, 0, `null-${run}`);
      const { top } = orderWorth(columns(rows), {
        scope: "pair",
        bootstrap: 0,
        permutations: 200,
        seed: `${run}`,
      });
      if (top.reduction! > top.nullQuantile95!) passed++;
    }
    expect(passed / runs).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
    expect(passed).toBeGreaterThan(0);
  });

  it("keeps everything but the bias when the labels are exchanged, and repeats itself for the same seed", () => {
    const rows = simulate(40, 2, 3, 0.7, "labels");
    const swapped = rows.map((row) => ({ ...row, wins: row.losses, losses: row.wins }));
    const options = { scope: "pair", bootstrap: 100, permutations: 100, seed: "s" } as const;
    const forth = orderWorth(columns(rows), options);
    const back = orderWorth(columns(swapped), options);
    expect(back).toEqual({ ...forth, winRateBias: expect.closeTo(forth.winRateBias!, 12) });
    expect(orderWorth(columns(rows), options)).toEqual(forth);
  });

  it("finds no reduction in the whole, and says undefined where there is no answer", () => {
    const options = { scope: "pair", bootstrap: 20, permutations: 20, seed: "s" } as const;
    const whole = orderWorth(columns(simulate(30, 2, 2, 0.5, "whole")), { ...options, top: 1 });
    expect(whole).toMatchObject({ winRateBias: 0, top: { reduction: 0, ci: [0, 0], nullQuantile95: 0 } });
    const none = orderWorth(columns([]), options);
    expect(none).toMatchObject({
      pairs: 0,
      judgments: 0,
      tieRate: undefined,
      auc: undefined,
      winRateBias: undefined,
    });
    expect(none.top).toMatchObject({
      tieRate: undefined,
      reduction: undefined,
      ci: undefined,
      nullQuantile95: undefined,
    });
    const decisive = orderWorth(
      columns([{ pair: 0, prompt: 0, utility: 1, ties: 0, wins: 1, losses: 0 }]),
      options,
    );
    expect(decisive).toMatchObject({
      tieRate: 0,
      auc: undefined,
      top: { tieRate: 0, reduction: undefined, ci: undefined },
    });
    expect(() => orderWorth(columns([]), { ...options, top: 0 })).toThrow(RangeError);
    expect(() => orderWorth({ ...columns([]), ties: [1] }, options)).toThrow(RangeError);
  });

  it("does 1,000 resamples and 1,000 reshuffles unless told otherwise", () => {
    const rows = simulate(104, 45, 3, 0.5, "large");
    const worth = orderWorth(columns(rows), { scope: "pair", seed: "1" });
    expect(worth).toMatchObject({ pairs: 4680, judgments: 14040, bootstrap: 1000, permutations: 1000 });
  });
});
