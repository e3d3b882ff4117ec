import { describe, expect, it } from "vitest";
import { areaUnderCurve } from "@/server/core/estimation/area-under-curve";
import { drawSequence } from "@/server/core/sampling/draw-sequence";
import { createRandom } from "@/server/core/sampling/random";
import { utilityRanks } from "@/server/core/sampling/utility-ranks";
import { utilityWeights } from "@/server/core/sampling/utility-weights";
import { testStratum } from "../testing/report-input";
import { computeWorth } from "./compute-worth";
import { type ControlStratum, controlColumns } from "./control-columns";

/** A drawn stratum with ids of its own. */
function stratumOf(columns: ReturnType<typeof testStratum>): ControlStratum {
  const ids = Int32Array.from({ length: columns.drawn }, (_, t) => 1000 * columns.stratum + t);
  return { ...columns, comparisonIds: ids, promptIds: ids };
}

describe("controlColumns", () => {
  it("takes u_1 … u_k of the closed prefix, whoever drew them, and leaves the unjudgeable out", () => {
    const columns = testStratum({
      size: 40,
      controlShare: 0.4,
      seed: "x",
      draws: { count: 30, fate: (_, random) => (random() < 0.2 ? "unjudgeable" : ["both_good"]) },
    });
    const coins = columns.controlCoin.reduce((sum, coin) => sum + coin, 0);
    const { comparisonIds, unjudgeable, columns: judged } = controlColumns([stratumOf(columns)]);
    const sample = Array.from({ length: 30 }, (_, t) => t).filter(
      (t) => (columns.controlPlace[t] as number) <= coins,
    );
    expect(sample.length).toBe(coins);
    expect(coins).toBeGreaterThan(3);
    expect(Array.from(comparisonIds)).toEqual(
      sample.filter((t) => columns.state[t] === 1).map((t) => 1000 + t),
    );
    expect(unjudgeable).toBe(coins - comparisonIds.length);
    expect(unjudgeable).toBeGreaterThan(0);
    expect(Array.from(judged.ties)).toEqual(Array.from(comparisonIds, () => 1));
  });

  it("stops at the first open draw", () => {
    const fates = Array.from({ length: 30 }, (_, t) => (t === 11 ? "open" : (["model_a"] as const)));
    const columns = testStratum({ size: 40, controlShare: 0.4, seed: "x", draws: fates as never });
    const { comparisonIds } = controlColumns([stratumOf(columns)]);
    expect(comparisonIds.length).toBeGreaterThan(0);
    expect(Math.max(...comparisonIds)).toBeLessThan(1000 + 11);
  });

  it("weighs strata by what they are of the pool, not by how much of them was sampled", () => {
    // A small stratum judged to its end where everything ties, beside a large one judged a little where nothing does.
    const small = testStratum({ size: 50, controlShare: 0.5, draws: { count: 50, fate: () => ["tie"] } }, 1);
    const large = testStratum(
      { size: 950, controlShare: 0.5, draws: { count: 60, fate: () => ["model_a"] } },
      2,
    );
    const { columns } = controlColumns([stratumOf(small), stratumOf(large)]);
    const weight = columns.weight as Float64Array;
    let [ties, judged] = [0, 0];
    for (const [i, w] of weight.entries()) {
      ties += w * (columns.ties[i] as number);
      judged += w;
    }
    expect(ties / judged).toBeCloseTo(0.05, 12);
    expect(judged).toBeCloseTo(weight.length, 9);
  });

  it("is empty before the first coin", () => {
    const empty = controlColumns([stratumOf(testStratum({ size: 10, draws: [] }))]);
    expect(empty.comparisonIds).toHaveLength(0);
    expect(empty.unjudgeable).toBe(0);
    expect(controlColumns([]).columns.pairIndex).toHaveLength(0);
  });
});

describe("a live campaign's control sample", () => {
  /** A pool whose ties hang on the utility that orders it, and the whole of its outcomes. */
  const size = 300;
  const random = createRandom("live");
  const utility = Float64Array.from({ length: size }, () => random.next());
  const isTie = Array.from(utility, (value) => random.next() < 0.8 - 0.6 * value);
  const decisive = isTie.map((tie) => (tie ? 0 : 1));
  const truth = areaUnderCurve(utility, decisive, isTie.map(Number)) as number;
  const ranks = utilityRanks(utility, createRandom("live/ties"));
  const weights = utilityWeights(ranks, { tau: 0.3, kappa: 10 });

  /** What is judged after 150 closed draws of one campaign: the control sample, and the first draws as they come. */
  function play(run: number) {
    const sequence = drawSequence({ weights, controlShare: 0.3, seed: `live/${run}` });
    const places = new Int32Array(size);
    for (const [place, item] of sequence.controlOrder.entries()) places[item] = place + 1;
    const drawn = 150;
    const items = sequence.item.subarray(0, drawn);
    const stratum: ControlStratum = {
      stratum: 1,
      size,
      drawn,
      controlCoin: sequence.coin.slice(0, drawn),
      controlPlace: Int32Array.from(items, (item) => places[item] as number),
      state: new Uint8Array(drawn).fill(1),
      outcomes: Uint8Array.from(
        Array.from(items).flatMap((item) => (isTie[item] ? [0, 0, 1, 0, 0] : [1, 0, 0, 0, 0])),
      ),
      comparisonIds: Int32Array.from(items),
      promptIds: Int32Array.from(items),
    };
    return { items, ...controlColumns([stratum]) };
  }

  it("gives the true AUC and tie rate of the pool in expectation, which the draws as they come do not", () => {
    const runs = 300;
    const mean = { auc: 0, tieRate: 0, drawnTieRate: 0 };
    for (let run = 0; run < runs; run++) {
      const { items, comparisonIds, columns, unjudgeable } = play(run);
      const order = {
        id: "metric",
        title: "metric",
        kind: "metric",
        version: 1,
        settings: { metric: "metric", members: null },
        utility: Float64Array.from(comparisonIds, (id) => utility[id] as number),
      } as const;
      // Bootstrap and null are not what is tested here, and take the time.
      const score = areaUnderCurve(order.utility, columns.wins, columns.ties) as number;
      mean.auc += score / runs;
      mean.tieRate +=
        comparisonIds.reduce((sum, id) => sum + Number(isTie[id]), 0) / comparisonIds.length / runs;
      mean.drawnTieRate += items.reduce((sum, id) => sum + Number(isTie[id]), 0) / items.length / runs;
      if (run > 0) continue;
      const table = computeWorth({
        evidence: "control",
        columns,
        unjudgeable,
        orders: [order],
        leftOut: [],
        seed: "1",
      });
      if (table.missing === 0) expect(table.rows[0]?.auc).toBeCloseTo(score, 12);
      expect(table.comparisons).toBe(comparisonIds.length);
    }
    const poolTieRate = isTie.filter(Boolean).length / size;
    expect(Math.abs(mean.auc - truth)).toBeLessThan(0.012);
    expect(Math.abs(mean.tieRate - poolTieRate)).toBeLessThan(0.012);
    expect(mean.drawnTieRate).toBeLessThan(poolTieRate - 0.05);
  });
});
