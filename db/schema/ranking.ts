import type { Kit } from "../kit";
import { modes, orderColumns, presetNames, routings, type SliceMinimum } from "./campaign";

/** What drew a comparison; `slice:` is followed by the slice, as in `slice:language=de`. */
export type Arm = "ranked" | "control" | `slice:${string}`;

/** A slice's shares, 0 to 1, of a ranking's pool and of the fifth that ranks highest in its strata. */
export interface SliceCoverage extends Pick<SliceMinimum, "by" | "tag" | "value"> {
  poolShare: number;
  topFifthShare: number;
}

/** A comparison that an order puts first or last. */
export interface RankedPick {
  comparisonId: number;
  modelA: string;
  modelB: string;
  /** Null where the metric could not score. */
  utility: number | null;
  /** 0 (least) to 1 (most) within its stratum. */
  rank: number;
}

/** What a lead looks at before launch, as it is for one budget. */
export interface RankingPreview {
  budget: number | null;
  histogram: { from: number; to: number; count: number }[];
  /** The first strata of a very large pool, all of others. */
  strata: {
    modelA: string;
    modelB: string;
    routingGroup: string;
    size: number;
    planned: number;
    topFifthInFirstFifth: number;
    effectiveSampleRatio: number;
    largestWeight: number;
  }[];
  /** Share of the planned draws of each slice, by its name as an arm; of those with a minimum alone in earlier versions. */
  plannedShares: Record<string, number>;
  top: RankedPick[];
  bottom: RankedPick[];
}

export const jobKinds = [
  "rank",
  "launch",
  "report",
  "inspect",
  "compare-metrics",
  "learn",
  "reorder",
  "fetch",
] as const;

/** Rankings (stored whole, never changed), the draw sequences made from them, and background jobs. */
export function rankingTables(k: Kit) {
  const ranking = k.table(
    "ranking",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      metric: k.text("metric").notNull(),
      metricVersion: k.int("metric_version").notNull(),
      mode: k.oneOf("mode", modes).notNull(),
      preset: k.oneOf("preset", presetNames).notNull(),
      tau: k.real("tau").notNull(),
      kappa: k.real("kappa").notNull(),
      controlShare: k.real("control_share").notNull(),
      routing: k.oneOf("routing", routings).notNull(),
      seed: k.text("seed").notNull(),
      ...orderColumns(k),
      /** The exclusion rules in force and how many comparisons each left out. */
      exclusions: k.json<{ detector: string; comparisons: number }[]>("exclusions").notNull().default([]),
      /** What each slice holds of the pool and of the top fifth; null for a ranking of an earlier version. */
      slices: k.json<SliceCoverage[]>("slices"),
      /** Kept so that looking at a ranking reads none of its comparisons; null: computed when it is looked at. */
      preview: k.json<RankingPreview>("preview"),
      /** The ranking whose not-yet-drawn comparisons this one orders anew. */
      replacesId: k.text("replaces_id"),
      /** The learned predictor that gave the utilities. */
      predictorId: k.text("predictor_id"),
      poolSize: k.int("pool_size").notNull(),
      /** Comparisons that the metric could not score; they rank lowest. */
      unscored: k.int("unscored").notNull(),
      /** The published imports that the pool was built from. */
      importIds: k.json<string[]>("import_ids").notNull(),
      createdBy: k.text("created_by"),
      createdAt: k.time("created_at").notNull(),
    },
    (t) => [k.index("ranking_campaign").on(t.campaignId)],
  );
  /** One model pair within one routing group: a pool with its utilities and sampling weights. */
  const stratum = k.table(
    "stratum",
    {
      id: k.key(),
      rankingId: k.text("ranking_id").notNull(),
      campaignId: k.text("campaign_id").notNull(),
      pairId: k.int("pair_id").notNull(),
      /** A language when the campaign routes by language, else "all". */
      routingGroup: k.text("routing_group").notNull(),
      size: k.int("size").notNull(),
      /** Int32 comparison ids in pool order; utilities and weights follow the same order. */
      comparisonIds: k.bytes("comparison_ids").notNull(),
      /** Float64; NaN where the metric could not score. */
      utilities: k.bytes("utilities").notNull(),
      /** Float64 r_i in (0, 1): (ascending rank − ½)/N, ties broken by seed. */
      ranks: k.bytes("ranks").notNull(),
      /** Float64 w_i, summing to 1. */
      weights: k.bytes("weights").notNull(),
      /** For new weights of a launched campaign: the stratum whose draws they continue … */
      continuesId: k.int("continues_id"),
      /** … and the first draw that was made with them. */
      fromDraw: k.int("from_draw"),
    },
    (t) => [k.index("stratum_ranking").on(t.rankingId)],
  );
  /** How far a stratum's sequence of draws may go and has gone. */
  const drawSequence = k.table(
    "draw_sequence",
    {
      stratumId: k.int("stratum_id").primaryKey(),
      campaignId: k.text("campaign_id").notNull(),
      routingGroup: k.text("routing_group").notNull(),
      size: k.int("size").notNull(),
      /** Draws that the budget allows this stratum. */
      planned: k.int("planned").notNull(),
      /** Draws opened so far: draw numbers 1..opened. */
      opened: k.int("opened").notNull().default(0),
      /** While the draws that are not open are replaced, none of them is opened. */
      held: k.bool("held").notNull().default(false),
      /** The stop rule has ended its pair: none is opened any more, what is open is judged to its end. */
      stopped: k.bool("stopped").notNull().default(false),
      /**
       * Main judgments of it that stand: for model a, for model b, ties of every kind. Kept where pairs are judged by how
       * uncertain they are, so that opening a draw reads no judgments; 0 elsewhere.
       */
      wins: k.int("wins").notNull().default(0),
      losses: k.int("losses").notNull().default(0),
      ties: k.int("ties").notNull().default(0),
    },
    (t) => [k.index("draw_sequence_campaign").on(t.campaignId)],
  );
  /** The sequence of draws of a stratum, fixed at launch by seed: nothing in it depends on an outcome. */
  const draw = k.table(
    "draw",
    {
      stratumId: k.int("stratum_id").notNull(),
      /** t = 1..N within the stratum. */
      number: k.int("number").notNull(),
      comparisonId: k.int("comparison_id").notNull(),
      arm: k.text("arm").$type<Arm>().notNull(),
      /** The stratum whose weights made this draw; null: its own. */
      weightsId: k.int("weights_id"),
      /** Whether a control coin was used at this draw (also when its place was already drawn). */
      controlCoin: k.bool("control_coin").notNull(),
      /** k: control coins used before this draw. */
      controlUsed: k.int("control_used").notNull(),
      /** q_t(i), the marginal probability of this draw; null in explore mode. */
      q: k.real("q"),
      /** a_t: the largest 1/(N q_t(j)) over the remaining; null in explore mode. */
      largestInverse: k.real("largest_inverse"),
      /** r_i, the utility rank in (0, 1). */
      rank: k.real("rank").notNull(),
      /** Place in the uniform permutation u, from 1: places 1..k are the control sample. */
      controlPlace: k.int("control_place").notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.stratumId, t.number] })],
  );
  /** How far a stratum's confidence sequence has read, so that a closed draw extends it; made anew from the draws at any time. */
  const sequenceState = k.table("sequence_state", {
    stratumId: k.int("stratum_id").primaryKey(),
    campaignId: k.text("campaign_id").notNull(),
    /** Of this sequence alone: the campaign's α divided by what is watched together. */
    alpha: k.real("alpha").notNull(),
    /** Closed draws read. */
    step: k.int("step").notNull(),
    lower: k.real("lower").notNull(),
    upper: k.real("upper").notNull(),
    state: k.bytes("state").notNull(),
    /** Float64 lower and upper bound after some of the draws, thinned the further on; null before the first. */
    path: k.bytes("path"),
    /** The estimate of the closed draws and its standard error, where there are any. */
    theta: k.real("theta"),
    se: k.real("se"),
    /** Once the stop rule has ended its pair: which part of it, and after how many closed draws. Never taken back. */
    stopReason: k.oneOf("stop_reason", ["winner", "equivalence", "width"]),
    stopStep: k.int("stop_step"),
    /** This sequence's bounds then. */
    stopLower: k.real("stop_lower"),
    stopUpper: k.real("stop_upper"),
    stoppedAt: k.time("stopped_at"),
  });
  const job = k.table(
    "job",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      kind: k.oneOf("kind", jobKinds).notNull(),
      state: k.oneOf("state", ["queued", "running", "done", "failed"]).notNull(),
      input: k.json<Record<string, unknown>>("input").notNull(),
      done: k.int("done").notNull().default(0),
      total: k.int("total").notNull().default(0),
      /** What the job is doing now, in words for the lead. */
      step: k.text("step").notNull(),
      resultId: k.text("result_id"),
      error: k.text("error"),
      createdBy: k.text("created_by"),
      createdAt: k.time("created_at").notNull(),
      heartbeatAt: k.time("heartbeat_at"),
      /** How often it was taken: the process that took it last owns it. */
      attempt: k.int("attempt").notNull().default(0),
      finishedAt: k.time("finished_at"),
    },
    (t) => [k.index("job_campaign").on(t.campaignId), k.index("job_state").on(t.state)],
  );
  /** What one metric says of every comparison of a pool: scored once, read by every ranking that needs it. */
  const scoreSet = k.table(
    "score_set",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      metric: k.text("metric").notNull(),
      metricVersion: k.int("metric_version").notNull(),
      /** SHA-256 of what the pool was built from: imports, pairs and seed. */
      basis: k.text("basis").notNull(),
      state: k.oneOf("state", ["scoring", "complete"]).notNull(),
      comparisons: k.int("comparisons").notNull().default(0),
      /** Comparisons that the metric could not score. */
      unscored: k.int("unscored").notNull().default(0),
      createdAt: k.time("created_at").notNull(),
    },
    (t) => [k.uniqueIndex("score_set_metric").on(t.campaignId, t.basis, t.metric, t.metricVersion)],
  );
  /** One stretch of the pool under one metric, kept so that a job resumes after a crash without scoring twice. */
  const metricScores = k.table(
    "metric_scores",
    {
      scoreSetId: k.text("score_set_id").notNull(),
      chunk: k.int("chunk").notNull(),
      /** Int32. */
      comparisonIds: k.bytes("comparison_ids").notNull(),
      /** Float64; NaN where the metric could not score. */
      utilities: k.bytes("utilities").notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.scoreSetId, t.chunk] })],
  );
  /** What ordering by each metric is worth, as judgments have shown so far. */
  const orderWorth = k.table(
    "order_worth",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      /** recorded: imported judgments; control: the control sample of a launched campaign. */
      evidence: k.oneOf("evidence", ["recorded", "control"]).notNull(),
      basis: k.text("basis").notNull(),
      content: k.json<unknown>("content").notNull(),
      createdAt: k.time("created_at").notNull(),
    },
    (t) => [k.index("order_worth_campaign").on(t.campaignId, t.createdAt)],
  );
  /** A model of how likely a comparison is to be decisive, fitted on the judgments so far. */
  const predictor = k.table(
    "predictor",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      basis: k.text("basis").notNull(),
      content: k.json<unknown>("content").notNull(),
      createdBy: k.text("created_by"),
      createdAt: k.time("created_at").notNull(),
    },
    (t) => [k.index("predictor_campaign").on(t.campaignId, t.createdAt)],
  );
  return {
    ranking,
    stratum,
    drawSequence,
    draw,
    sequenceState,
    job,
    scoreSet,
    metricScores,
    orderWorth,
    predictor,
  };
}
