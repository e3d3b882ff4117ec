import type { Kit } from "../kit";
import { modes, presetNames, routings } from "./campaign";

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
      arm: k.oneOf("arm", ["ranked", "control"]).notNull(),
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
  const job = k.table(
    "job",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      kind: k.oneOf("kind", ["rank", "launch", "report"]).notNull(),
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
      finishedAt: k.time("finished_at"),
    },
    (t) => [k.index("job_campaign").on(t.campaignId), k.index("job_state").on(t.state)],
  );
  /** Scores of one stretch of the pool, kept so that a job resumes after a crash without scoring twice. */
  const scoreChunk = k.table(
    "score_chunk",
    {
      jobId: k.text("job_id").notNull(),
      chunk: k.int("chunk").notNull(),
      comparisonIds: k.bytes("comparison_ids").notNull(),
      utilities: k.bytes("utilities").notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.jobId, t.chunk] })],
  );
  return { ranking, stratum, drawSequence, draw, job, scoreChunk };
}
