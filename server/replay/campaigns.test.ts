import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRandom } from "@/server/core/sampling/random";
import { judgedPools } from "./judged-pools";
import { recordedScores } from "./recorded-scores";
import { replayCampaigns } from "./replay-campaigns";
import type { CampaignOptions, PlayedOrder } from "./schemas";
import { simulateCampaigns } from "./simulate-campaigns";

const options: CampaignOptions = { campaigns: 40, judged: [0.2], controlShare: 0.15, seed: "1" };

/** A pool that model_a wins the more clearly the higher the utility, every third comparison judged thrice. */
function pool(N: number, seed: string) {
  const random = createRandom(seed);
  const utilities = Float64Array.from({ length: N }, () => random.next());
  const [wins, losses, ties] = [new Int32Array(N), new Int32Array(N), new Int32Array(N)];
  for (const [i, utility] of utilities.entries())
    for (let j = 0; j < (i % 3 === 0 ? 3 : 1); j++) {
      const kind =
        random.next() > 0.3 + 0.6 * utility ? ties : random.next() < 0.2 + 0.6 * utility ? wins : losses;
      kind[i]!++;
    }
  return { rows: Int32Array.from(utilities.keys()), utilities, wins, losses, ties };
}

const orderOf = (orders: readonly PlayedOrder[], name: string) =>
  orders.find(({ preset, reading }) => (preset ?? reading) === name) as PlayedOrder;

describe("campaigns over recorded judgments", () => {
  test("measure mode covers the win rate of all judgments and finds the winner; explore mode does neither by right", async () => {
    const shares: number[] = [];
    const orders = await simulateCampaigns([pool(240, "a"), pool(200, "b")], options, (share) =>
      shares.push(share),
    );
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThan(1);
    expect(orders.map(({ preset, reading }) => preset ?? reading)).toEqual([
      "balanced",
      "sharp",
      "uniform",
      "wilson",
      "sample",
    ]);
    for (const { mode, fixed, stop } of orders) {
      const [at] = fixed;
      expect(at?.comparisons).toBe(44);
      if (mode === "measure") {
        expect(at?.coverage).toBeGreaterThan(0.86);
        expect(Math.abs(at?.bias as number)).toBeLessThan(0.03);
        expect(stop.wrong + stop.falselyDecided + stop.everMissed).toBeLessThan(0.16);
        expect(stop.right).toBeGreaterThan(0.9);
        expect(stop.judgments).toBeGreaterThan(stop.comparisons);
      } else {
        expect(at?.coverage).toBe(0);
        expect(at?.bias).toBeGreaterThan(0.1);
        expect(stop.everMissed).toBe(1);
      }
    }
    expect(orderOf(orders, "sample").stop.falselyDecided).toBeGreaterThan(0.25);
  });

  test("the same seed plays the same campaigns, another seed others", async () => {
    const play = (seed: string) =>
      simulateCampaigns([pool(60, "a")], { ...options, campaigns: 8, seed }, () => {});
    expect(await play("1")).toEqual(await play("1"));
    expect(await play("1")).not.toEqual(await play("2"));
  });

  test("with one judgment drawn of each, judgments are comparisons, and the target is the pool that was met", async () => {
    const one = { ...options, campaigns: 30, judgments: 1, judged: [1] };
    const [balanced] = await simulateCampaigns([pool(60, "a")], one, () => {});
    expect(balanced?.stop.judgments).toBe(balanced?.stop.comparisons);
    expect(balanced?.fixed[0]).toMatchObject({ coverage: 1, bias: 0, halfWidth: 0, falselyDecided: 0 });
  });

  test("a pool without a winner has none to find", async () => {
    const none = Int32Array.from({ length: 40 }, () => 0);
    const ties = none.map(() => 2);
    const drawn = { rows: none, utilities: Float64Array.from(none.keys()), wins: none, losses: none, ties };
    const orders = await simulateCampaigns([drawn], { ...options, campaigns: 3 }, () => {});
    for (const { fixed, stop } of orders) {
      expect(fixed[0]).toMatchObject({ winner: null, coverage: 1, falselyDecided: 0 });
      expect(stop).toMatchObject({ right: null, wrong: 0, comparisons: 40 });
    }
  });
});

describe("recordedScores", () => {
  test("is the mean of all judgments, or of as many as are drawn, evenly", () => {
    const pool = {
      rows: Int32Array.of(0, 1),
      wins: Int32Array.of(2, 0),
      losses: Int32Array.of(1, 0),
      ties: Int32Array.of(1, 1),
    };
    expect(recordedScores(pool, undefined, createRandom("s"))).toEqual({
      scores: Float64Array.of(0.25, 0),
      judgments: Int32Array.of(4, 1),
    });
    const random = createRandom("s");
    const seen = new Map<number, number>();
    for (let run = 0; run < 4000; run++) {
      const { scores, judgments } = recordedScores(pool, 2, random);
      expect([...judgments]).toEqual([2, 1]);
      seen.set(scores[0] as number, (seen.get(scores[0] as number) ?? 0) + 1 / 4000);
    }
    // Six pairs of four judgments: one of two wins; two win and tie; two win and loss; one loss and tie.
    expect(seen.get(1)).toBeCloseTo(1 / 6, 1);
    expect(seen.get(0.5)).toBeCloseTo(1 / 3, 1);
    expect(seen.get(0)).toBeCloseTo(1 / 3, 1);
    expect(seen.get(-0.5)).toBeCloseTo(1 / 6, 1);
  });
});

describe("judgedPools", () => {
  const columns = {
    pairIndex: Int32Array.of(1, 1, 2, 2, 3),
    promptIndex: Int32Array.of(0, 1, 0, 1, 0),
    wins: Int32Array.of(1, 1, 0, 0, 0),
    losses: Int32Array.of(0, 0, 1, 1, 0),
    ties: Int32Array.of(0, 1, 0, 0, 0),
  };
  const models = new Map([
    [1, { modelA: 10, modelB: 20 }],
    [2, { modelA: 20, modelB: 30 }],
    [3, { modelA: 10, modelB: 30 }],
  ]);

  test("a pair is a pool, what is unjudged or too little is none", () => {
    const pools = judgedPools(columns, models, { scope: "pair", fewest: 2 });
    expect(pools.map(({ rows }) => [...rows])).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(judgedPools(columns, models, { scope: "pair", fewest: 3 })).toEqual([]);
  });

  test("all pairs together count a win for the model that is ahead in the file", () => {
    // 30 beats 20 twice, 10 beats 20: so the second pair is turned and the first is not.
    const [pool] = judgedPools(columns, models, { scope: "pooled", fewest: 2 });
    expect(pool).toEqual({
      rows: Int32Array.of(0, 1, 2, 3),
      wins: Int32Array.of(1, 1, 1, 1),
      losses: Int32Array.of(0, 0, 0, 0),
      ties: Int32Array.of(0, 1, 0, 0),
    });
  });
});

describe("replayCampaigns", { timeout: 60_000 }, () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tiebreak-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Two pairs of models; `long` wins where its text is much longer, which length-gap puts first. */
  function write(prompts: number): string {
    const path = join(folder, "judged.set.jsonl");
    const lines = Array.from({ length: prompts }, (_, i) => {
      const row = { prompt_id: `p${i}`, prompt: "Say something.", completion_b: "word" };
      const outcome = i >= prompts * 0.7 ? "long" : i % 2 === 0 ? "short" : "tie";
      const long = { ...row, model_a: "long", completion_a: `word${" more".repeat(i)}` };
      return [
        { ...long, model_b: "short", judgments: [judgmentOf(outcome)] },
        ...(i < 5 ? [{ ...long, model_b: "other", judgments: [judgmentOf("tie")] }] : []),
      ];
    });
    writeFileSync(
      path,
      lines
        .flat()
        .map((line) => JSON.stringify(line))
        .join("\n"),
    );
    return path;
  }
  const judgmentOf = (winner: string) => ({
    annotator: "x",
    outcome: winner === "long" ? "model_a" : winner === "short" ? "model_b" : "tie",
  });
  const chosen = { ...options, campaigns: 20, metrics: ["length-gap"], scope: "pair" } as const;

  test("goes from a file to the figures; explore names the wrong winner there", async () => {
    const { results, smallPools, leftOut } = await replayCampaigns(write(40), chosen, () => {});
    expect({ smallPools, leftOut }).toEqual({ smallPools: 1, leftOut: [] });
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      dataset: "judged.set",
      metric: "length-gap",
      scope: "pair",
      pools: 1,
      comparisons: 40,
      judgments: 40,
      campaigns: 20,
      judgmentsPerComparison: null,
      controlShare: 0.15,
      seed: "1",
    });
    // 12 long win, 14 short, 14 tie: the top eight are all long's.
    const orders = results[0]?.orders as PlayedOrder[];
    expect(orderOf(orders, "wilson")).toMatchObject({
      fixed: [{ comparisons: 8, coverage: 0, winner: 0, falselyDecided: expect.any(Number) }],
      stop: { right: 0, wrong: 1 },
    });
    expect(orderOf(orders, "wilson").fixed[0]?.bias).toBeCloseTo(-(1 - 19 / 40), 9);
  });

  test("pairs too small to be a pool are refused with the way out, which works", async () => {
    const path = write(15);
    await expect(replayCampaigns(path, chosen, () => {})).rejects.toThrow(
      /holds no model pair with 20 judged comparisons.* Add --scope pooled/,
    );
    const pooled = await replayCampaigns(path, { ...chosen, campaigns: 2, scope: "pooled" }, () => {});
    expect(pooled.results[0]).toMatchObject({ scope: "pooled", pools: 1, comparisons: 20 });
    const tiny = replayCampaigns(write(4), { ...chosen, scope: "pooled" }, () => {});
    await expect(tiny).rejects.toThrow(/holds fewer than 20 judged comparisons, too few for a campaign/);
  });
});
