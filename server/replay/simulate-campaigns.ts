import { setImmediate as breathe } from "node:timers/promises";
import { levelScores } from "@/server/core/planning/level-scores";
import {
  type PlayedCampaign,
  type PlayInput,
  playExplore,
  playMeasure,
} from "@/server/core/planning/play-campaign";
import { createRandom } from "@/server/core/sampling/random";
import type { JudgedPool } from "./judged-pools";
import { recordedScores } from "./recorded-scores";
import type { CampaignOptions, PlayedOrder } from "./schemas";
import { countLevelled, countPlayed, emptyTally, type PoolTally, summarize } from "./tally-campaigns";

/** Minimum variance is not among them: it is for predicted probabilities, which a metric is not. */
const orders = [
  { mode: "measure", preset: "balanced", reading: "lure" },
  { mode: "measure", preset: "sharp", reading: "lure" },
  { mode: "measure", preset: "uniform", reading: "lure" },
  { mode: "explore", preset: null, reading: "wilson" },
  { mode: "explore", preset: null, reading: "sample" },
] as const;

/** A pool with what its comparisons are ordered by. */
export interface OrderedPool extends JudgedPool {
  utilities: Float64Array;
}

/** Campaigns between two looks at what else there is to do. */
const stretch = 20;

/**
 * Plays whole campaigns over pools of which every judgment is known, in measure and in explore mode, and tells how often what
 * they print is true: of the pool's own margin, and of a pool whose margin was made 0.
 */
export async function simulateCampaigns(
  pools: readonly OrderedPool[],
  options: CampaignOptions,
  onShare: (share: number) => void,
): Promise<PlayedOrder[]> {
  const total = orders.length * pools.length;
  const played: PlayedOrder[] = [];
  for (const [o, order] of orders.entries()) {
    const tallies: PoolTally[] = [];
    for (const [p, pool] of pools.entries()) {
      tallies.push(
        await playPool(pool, order, { ...options, seed: `${options.seed}/${p}` }, (share) =>
          onShare((o * pools.length + p + share) / total),
        ),
      );
    }
    played.push({ ...order, ...summarize(tallies, options) });
  }
  return played;
}

async function playPool(
  pool: OrderedPool,
  order: (typeof orders)[number],
  { campaigns, judged, judgments, controlShare, seed }: CampaignOptions,
  onShare: (share: number) => void,
): Promise<PoolTally> {
  const N = pool.rows.length;
  const n = judged.map((share) => Math.max(1, Math.round(share * N)));
  const tally = emptyTally(n);
  for (let run = 0; run < campaigns; run++) {
    if (run % stretch === 0) {
      onShare(run / campaigns);
      await breathe();
    }
    // The judgments of a run are the same under every order; draws have a stream of their own.
    const met = recordedScores(pool, judgments, createRandom(`${seed}/${run}/judgments`));
    const random = createRandom(`${seed}/${run}/draws`);
    const input = { utilities: pool.utilities, n, random };
    countPlayed(tally, play(order, { ...input, scores: met.scores }, controlShare), met);
    const level = levelScores(met.scores, createRandom(`${seed}/${run}/level`));
    countLevelled(tally, play(order, { ...input, scores: level }, controlShare));
  }
  return tally;
}

function play(order: (typeof orders)[number], input: PlayInput, controlShare: number): PlayedCampaign {
  if (order.mode === "explore") return playExplore({ ...input, interval: order.reading });
  return playMeasure({ ...input, preset: order.preset, controlShare });
}
