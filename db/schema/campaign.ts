import type { Kit } from "../kit";

export const campaignStates = ["draft", "live", "paused", "closed"] as const;
export const modes = ["measure", "explore"] as const;
export const outcomeSets = ["four", "three"] as const;
export const presetNames = ["balanced", "sharp", "minimum-variance", "uniform"] as const;
export const spreads = ["pair", "prompt-mean", "prompt-maximum", "prompt-variance"] as const;
export const routings = ["none", "language"] as const;

/** One metric of a combined ranking; the weight matters to weighted z-scores alone. */
export interface MetricMember {
  metric: string;
  weight: number;
}

/** Which model pairs are compared, by the models' names. */
export type PairChoice =
  | { kind: "all" }
  | { kind: "baseline"; model: string }
  | { kind: "chosen"; pairs: [string, string][] };

/** A slice's least share of each stratum's ranked draws. `tag` is a key of the prompts' metadata. */
export interface SliceMinimum {
  by: "language" | "category" | "tag";
  /** The metadata key, for a tag. */
  tag?: string | undefined;
  value: string;
  /** In (0, 1); all of a campaign together below 1. */
  share: number;
}

/** What an order is made from, beside the metric, the draws and the seed: a campaign's, and each ranking's own copy. */
export function orderColumns(k: Kit) {
  return {
    /** The metrics of a combined ranking; null for a single one. */
    members: k.json<MetricMember[]>("members"),
    /** What a comparison is ordered by: its own utility, or what its prompt's pairs have together. */
    spread: k.oneOf("spread", spreads).notNull().default("pair"),
    pairChoice: k.json<PairChoice>("pair_choice").notNull().default({ kind: "all" }),
    sliceMinimums: k.json<SliceMinimum[]>("slice_minimums").notNull().default([]),
  };
}

/** Campaigns, the people in them, and the trail of what leads did. */
export function campaignTables(k: Kit) {
  const campaign = k.table("campaign", {
    id: k.id(),
    name: k.text("name").notNull(),
    state: k.oneOf("state", campaignStates).notNull().default("draft"),
    /** The ranking settings that the next ranking takes and a launched campaign keeps. */
    mode: k.oneOf("mode", modes).notNull(),
    metric: k.text("metric").notNull(),
    preset: k.oneOf("preset", presetNames).notNull(),
    controlShare: k.real("control_share").notNull(),
    routing: k.oneOf("routing", routings).notNull(),
    seed: k.text("seed").notNull(),
    outcomes: k.oneOf("outcomes", outcomeSets).notNull(),
    judgmentsPerComparison: k.int("judgments_per_comparison").notNull(),
    /** Comparisons to draw over all strata; null: the whole pool. */
    budget: k.int("budget"),
    /** The budget as it stood at launch: an interval of fixed n needs that it never changed. */
    budgetAtLaunch: k.int("budget_at_launch"),
    promptOncePerAnnotator: k.bool("prompt_once_per_annotator").notNull(),
    adoptImported: k.bool("adopt_imported").notNull(),
    ...orderColumns(k),
    leaseSeconds: k.int("lease_seconds").notNull(),
    guidelines: k.text("guidelines").notNull(),
    /** The ranking that the campaign was launched with. */
    rankingId: k.text("ranking_id"),
    createdBy: k.text("created_by"),
    createdAt: k.time("created_at").notNull(),
    launchedAt: k.time("launched_at"),
    closedAt: k.time("closed_at"),
  });
  const member = k.table(
    "member",
    {
      id: k.id(),
      campaignId: k
        .text("campaign_id")
        .notNull()
        .references(() => campaign.id),
      userId: k.text("user_id").notNull(),
      role: k.oneOf("role", ["lead", "annotator"]).notNull(),
      /** Routing groups this person judges; null: all. */
      languages: k.json<string[]>("languages"),
      judgmentCount: k.int("judgment_count").notNull().default(0),
      createdAt: k.time("created_at").notNull(),
      removedAt: k.time("removed_at"),
      lastSeenAt: k.time("last_seen_at"),
    },
    (t) => [
      k.uniqueIndex("member_campaign_user").on(t.campaignId, t.userId),
      k.index("member_user").on(t.userId),
    ],
  );
  const audit = k.table(
    "audit",
    {
      id: k.key(),
      at: k.time("at").notNull(),
      /** The user who did it, or "operator" for the command line. */
      actor: k.text("actor").notNull(),
      campaignId: k.text("campaign_id"),
      action: k.text("action").notNull(),
      subject: k.text("subject"),
      detail: k.json<Record<string, unknown>>("detail"),
    },
    (t) => [k.index("audit_campaign").on(t.campaignId, t.id)],
  );
  const setting = k.table("setting", { id: k.id(), value: k.text("value").notNull() });
  return { campaign, member, audit, setting };
}
