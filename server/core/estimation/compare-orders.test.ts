import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../sampling/random";
import { compareOrders, type Order } from "./compare-orders";
import type { JudgedColumns } from "./judged-table";
import { quantile } from "./quantile";

interface Row {
  pair: number;
  prompt: number;
  ties: number;
  wins: number;
  losses: number;
  weight: number;
  utilities: number[];
}

const columns = (rows: Row[]): JudgedColumns => ({
  pairIndex: Int32Array.from(rows, ({ pair }) => pair),
  promptIndex: Int32Array.from(rows, ({ prompt }) => prompt),
  ties: rows.map(({ ties }) => ties),
  wins: rows.map(({ wins }) => wins),
  losses: rows.map(({ losses }) => losses),
  weight: rows.map(({ weight }) => weight),
});
const orders = (rows: Row[], names: string[]): Order[] =>
  names.map((id, o) => ({ id, utility: Float64Array.from(rows, ({ utilities }) => utilities[o]!) }));

/** Order 0 sees how far the models are apart, order 1 half of it, the others nothing. */
function simulate(prompts: number, pairs: number, others: number, seed: string): Row[] {
  const random = createRandom(seed);
  return Array.from({ length: prompts }, (_, prompt) => {
    const distance = random.next();
    return Array.from({ length: pairs }, (_, pair): Row => {
      const isTie = random.next() > 0.2 + 0.7 * distance;
      const isWin = random.next() < 0.5 + 0.3 * distance;
      return {
        pair: 5 - pair,
        prompt: prompt * 3,
        ties: isTie ? 2 : random.below(2),
        wins: !isTie && isWin ? 1 : 0,
        losses: !isTie && !isWin ? 1 : 0,
        weight: pair === 0 ? 2.5 : 1,
        utilities: [
          distance + random.next() / 10,
          distance + random.next(),
          ...Array.from({ length: others }, () => random.next()),
        ],
      };
    });
  }).flat();
}

const judgmentsOf = ({ ties, wins, losses }: Row) => ties + wins + losses;
const sumOf = (rows: Row[], pick: (row: Row) => number) =>
  rows.reduce((sum, row) => sum + row.weight * pick(row), 0);
const tieRateOf = (rows: Row[]) => sumOf(rows, ({ ties }) => ties) / sumOf(rows, judgmentsOf);

/** The top of each group by sorting and cutting. */
function topSlowly(rows: Row[], o: number, scope: "pair" | "pooled"): Row[] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const key = scope === "pair" ? row.pair : 0;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) =>
    group
      .sort((one, other) => other.utilities[o]! - one.utilities[o]!)
      .slice(0, Math.max(1, Math.round(0.2 * group.length))),
  );
}

const reductionSlowly = (rows: Row[], o: number, scope: "pair" | "pooled") =>
  1 - tieRateOf(topSlowly(rows, o, scope)) / tieRateOf(rows);

/** One resample: prompts drawn by the same stream, their rows copied. */
function resample(rows: Row[], random: Random): Row[] {
  const prompts = [...new Set(rows.map(({ prompt }) => prompt))];
  return prompts.flatMap(() => {
    const drawn = prompts[random.below(prompts.length)];
    return rows.filter(({ prompt }) => prompt === drawn);
  });
}

/** Outcomes shuffled among the comparisons of each group, going on from the shuffle before. */
function reshuffle(rows: Row[], scope: "pair" | "pooled", random: Random): Row[] {
  const shuffled = [...rows];
  const groups = new Set(rows.map(({ pair }) => (scope === "pair" ? pair : 0)));
  for (const group of groups) {
    const places = [...rows.keys()].filter((i) => scope === "pooled" || rows[i]!.pair === group);
    for (let last = places.length - 1; last > 0; last--) {
      const other = places[random.below(last + 1)]!;
      const held = shuffled[places[last]!]!;
      shuffled[places[last]!] = shuffled[other]!;
      shuffled[other] = held;
    }
  }
  return shuffled.map((outcome, i) => ({ ...outcome, utilities: rows[i]!.utilities, pair: rows[i]!.pair }));
}

describe("compareOrders", () => {
  const names = ["good", "half", "none", "length"];

  for (const scope of ["pair", "pooled"] as const) {
    it(`gives the numbers of copying, sorting and cutting on the same resamples, scope ${scope}`, () => {
      const rows = simulate(40, 3, 2, "oracle");
      const runs = 60;
      const fast = compareOrders(columns(rows), orders(rows, names), {
        scope,
        bootstrap: runs,
        permutations: runs,
        against: "length",
        seed: "7",
      });
      const draws = createRandom("7/bootstrap");
      const resamples = Array.from({ length: runs }, () => resample(rows, draws));
      const shuffles = createRandom("7/permutations");
      const reshuffled: Row[][] = [];
      for (let run = 0; run < runs; run++)
        reshuffled.push(reshuffle(reshuffled.at(-1) ?? rows, scope, shuffles));
      const reductions = (samples: Row[][], o: number) =>
        Float64Array.from(samples, (sample) => reductionSlowly(sample, o, scope));
      const bootOfLength = reductions(resamples, 3);
      for (const [o, order] of fast.orders.entries()) {
        const boot = reductions(resamples, o);
        expect(order.top.reduction).toBeCloseTo(reductionSlowly(rows, o, scope), 12);
        expect(order.top.ci![0]).toBeCloseTo(quantile(boot, 0.025)!, 12);
        expect(order.top.ci![1]).toBeCloseTo(quantile(boot, 0.975)!, 12);
        expect(order.top.nullQuantile95).toBeCloseTo(quantile(reductions(reshuffled, o), 0.95)!, 12);
        if (o === 3) {
          expect(order.difference).toBeUndefined();
          continue;
        }
        const differences = boot.map((value, run) => value - bootOfLength[run]!);
        expect(order.difference!.estimate).toBeCloseTo(
          reductionSlowly(rows, o, scope) - reductionSlowly(rows, 3, scope),
          12,
        );
        expect(order.difference!.ci![0]).toBeCloseTo(quantile(differences, 0.025)!, 12);
        expect(order.difference!.ci![1]).toBeCloseTo(quantile(differences, 0.975)!, 12);
      }
      const best = Float64Array.from(reshuffled, (sample) =>
        Math.max(...names.map((_, o) => reductionSlowly(sample, o, scope))),
      );
      expect(fast.bestNullQuantile95).toBeCloseTo(quantile(best, 0.95)!, 12);
    });
  }

  it("gives an order the same numbers whichever others stand beside it", () => {
    const rows = simulate(50, 2, 2, "alone").map((row) => ({
      ...row,
      utilities: row.utilities.map((value) => Math.round(4 * value)),
    }));
    const all = orders(rows, names);
    const options = { scope: "pair", bootstrap: 50, permutations: 50, seed: "1" } as const;
    const together = compareOrders(columns(rows), all, options);
    for (const [o, order] of all.entries()) {
      expect(compareOrders(columns(rows), [order], options).orders[0]).toEqual(together.orders[o]);
    }
    const reversed = compareOrders(columns(rows), all.toReversed(), options);
    expect(reversed.orders.toReversed()).toEqual(together.orders);
    expect(reversed.bestNullQuantile95).toBe(together.bestNullQuantile95);
  });

  it("finds no difference between an order and its twin, and holds back what it cannot be beaten by", () => {
    const rows = simulate(40, 2, 2, "twins").map((row) => ({
      ...row,
      utilities: [row.utilities[0]!, row.utilities[0]!, 0, 0],
    }));
    const { orders: compared } = compareOrders(columns(rows), orders(rows, names), {
      scope: "pair",
      bootstrap: 100,
      permutations: 0,
      against: "half",
      seed: "1",
    });
    expect(compared[0]!.difference).toEqual({ estimate: 0, ci: [0, 0] });
    expect(compared[1]!.difference).toBeUndefined();
  });

  it("takes out what a score knows of length alone", () => {
    // Long comparisons are decisive; among those of about one length, only `knows` tells which.
    const random = createRandom("length");
    const rows = Array.from({ length: 2_000 }, (_, prompt): Row => {
      const length = random.next();
      const hint = random.next();
      const decisive = random.next() < 0.8 * length + 0.2 * hint ? 1 : 0;
      return {
        pair: 0,
        prompt,
        ties: 1 - decisive,
        wins: decisive,
        losses: 0,
        weight: 1,
        utilities: [hint, length + random.next() / 50, random.next(), length],
      };
    });
    const { orders: compared } = compareOrders(
      columns(rows),
      orders(rows, ["knows", "copies", "none", "length"]),
      {
        scope: "pair",
        bootstrap: 0,
        permutations: 0,
        against: "length",
        seed: "1",
      },
    );
    const [knows, copies, none, length] = compared;
    expect(copies!.auc).toBeGreaterThan(0.7);
    // Tenths leave a little of the length in; nearly all of it is gone.
    expect(Math.abs(copies!.aucWithin! - 0.5)).toBeLessThan((copies!.auc! - 0.5) / 4);
    expect(knows!.aucWithin).toBeGreaterThan(0.54);
    expect(Math.abs(none!.aucWithin! - 0.5)).toBeLessThan(0.03);
    expect(length!.aucWithin).toBeUndefined();
  });

  it("knows that the best of many useless orders looks good by chance", () => {
    const options = { scope: "pair", bootstrap: 0, permutations: 200 } as const;
    const useless = Array.from({ length: 22 }, (_, o) => `useless-${o}`);
    let passedOwn = 0;
    let passedBest = 0;
    const runs = 100;
    for (let run = 0; run < runs; run++) {
      const rows = simulate(80, 1, 20, `many-${run}`).map((row) => ({
        ...row,
        utilities: [...row.utilities.slice(2), row.utilities[2]! ** 2, -row.utilities[3]!],
      }));
      const { orders: compared, bestNullQuantile95 } = compareOrders(columns(rows), orders(rows, useless), {
        ...options,
        seed: `${run}`,
      });
      const best = compared.toSorted((one, other) => other.top.reduction! - one.top.reduction!)[0]!;
      if (best.top.reduction! > best.top.nullQuantile95!) passedOwn++;
      if (best.top.reduction! > bestNullQuantile95!) passedBest++;
    }
    expect(passedOwn / runs).toBeGreaterThan(0.4);
    expect(passedBest / runs).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
  });

  it("leaves controls out of the best of all, counts the unscored, and has no answers on nothing", () => {
    const rows = simulate(30, 1, 2, "controls");
    const given = orders(rows, names);
    given[0]!.utility[3] = Number.NaN;
    const options = { scope: "pair", bootstrap: 10, permutations: 50, against: "length", seed: "1" } as const;
    const [good, , , length] = given as [Order, Order, Order, Order];
    const pair = compareOrders(columns(rows), [good, { ...length, isControl: true }], options);
    expect(pair.orders[0]!.unscored).toBe(1);
    expect(pair.bestNullQuantile95).toBe(pair.orders[0]!.top.nullQuantile95);
    // Thirty comparisons are too few for tenths of the length.
    expect(pair.orders[0]!.aucWithin).toBeUndefined();
    const none = compareOrders(columns([]), orders([], names), options);
    expect(none).toMatchObject({ comparisons: 0, judgments: 0, prompts: 0, tieRate: undefined });
    expect(none.bestNullQuantile95).toBeUndefined();
    for (const { id, ...order } of none.orders) {
      expect(names).toContain(id);
      expect(order).toEqual({
        unscored: 0,
        top: { tieRate: undefined, reduction: undefined, ci: undefined, nullQuantile95: undefined },
        auc: undefined,
        aucWithin: undefined,
        winRateBias: undefined,
        difference: undefined,
      });
    }
    expect(() => compareOrders(columns(rows), given, { ...options, against: "nobody" })).toThrow(RangeError);
    expect(() => compareOrders(columns(rows), orders([], names), options)).toThrow(RangeError);
  });
});
