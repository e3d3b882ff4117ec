import type { Kit } from "../kit";

export const campaignStates = ["draft", "live", "paused", "closed"] as const;
export const modes = ["measure", "explore"] as const;
export const outcomeSets = ["four", "three"] as const;
export const presetNames = ["balanced", "sharp", "minimum-variance", "uniform"] as const;
export const spreads = ["pair", "prompt-mean", "prompt-maximum", "prompt-variance"] as const;
export const routings = ["none", "language"] as const;
export const askings = ["off", "optional", "required"] as const;
export const pairAllocations = ["even", "uncertain"] as const;

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

/**
 * When judging of a pair ends by itself, set before launch. Margins are of win − loss, in (0, 1] and (0, 2]: half of each
 * is in points of the win rate. The budget is the campaign's own.
 */
export interface StopSettings {
  /** Once the sequence tells which model is ahead. */
  winner: boolean;
  /** Once it lies inside ± this margin; null: never for that. */
  equivalence: number | null;
  /** Once it is narrower than this; null: never for that. */
  width: number | null;
}

/** Checkpoints of one training run: which model is which step of it. */
export interface Trajectory {
  name: string;
  steps: { model: string; step: number }[];
}

/** A question about a comparison beside the decision itself, answered left, right or the same. */
export interface Criterion {
  id: string;
  name: string;
  hint: string | null;
  required: boolean;
}

/** How annotators say why: by choices, in words, or both. */
export interface ReasonSettings {
  choices: string[];
  text: boolean;
  required: boolean;
}

/** From so many gold answers on, what happens to someone who is right less often than `accuracy`. */
export interface GoldRule {
  after: number;
  /** In (0, 1]. */
  accuracy: number;
  /** note: leads are told. stop: the person is given nothing more until a lead lets them go on. */
  action: "note" | "stop";
}

/** What is asked of annotators before their first comparison. */
export interface BackgroundForm {
  languages: boolean;
  questions: { id: string; label: string; choices: string[] | null; required: boolean }[];
}

/** A panel that sends people by a link with parameters and takes them back by another. */
export interface PanelSettings {
  /** The parameter that names the person, such as PROLIFIC_PID. */
  personParameter: string;
  /** Further parameters that are kept. */
  otherParameters: string[];
  /** Judgments that one person is asked for. */
  judgmentsPerPerson: number;
  completionCode: string;
  /** Where people go when they are done; {code} stands for the completion code. */
  redirectUrl: string | null;
  /** Shown to those whom the gold rule stopped; null: nothing. */
  failureCode: string | null;
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
    /** Null: only the budget ends judging. Fixed at launch. */
    stopRule: k.json<StopSettings>("stop_rule"),
    /** When a lead let judging go on after the stop rule had ended a pair; it is off since. */
    goneOnAt: k.time("gone_on_at"),
    /** What is known of every comparison before it is judged, to take variance out of the estimate: "judge" for the votes
     * of judges, or "score:" and a metadata column. Null: none. Fixed at launch. */
    controlVariate: k.text("control_variate"),
    /** Which pair is judged next: all evenly, or those of which least is known (Chiang et al. 2024, eq. 9). */
    pairAllocation: k.oneOf("pair_allocation", pairAllocations).notNull().default("even"),
    /** Up to so many judgments for a comparison where one more could change a conclusion; null: never beyond r. */
    extraUpTo: k.int("extra_up_to"),
    /** The model whose rating is 1000; null: the mean of all. */
    anchorModel: k.text("anchor_model"),
    trajectories: k.json<Trajectory[]>("trajectories").notNull().default([]),
    leaseSeconds: k.int("lease_seconds").notNull(),
    /** How many comparisons an annotator's page may hold at once, the one in sight among them. */
    prefetch: k.int("prefetch").notNull().default(3),
    guidelines: k.text("guidelines").notNull(),
    guidelinesVersion: k.int("guidelines_version").notNull().default(1),
    strength: k.oneOf("strength", askings).notNull().default("off"),
    criteria: k.json<Criterion[]>("criteria").notNull().default([]),
    reasons: k.json<ReasonSettings>("reasons"),
    evidenceSpans: k.bool("evidence_spans").notNull().default(false),
    /** For how long a decision may be revised; null: as long as the campaign runs; 0: only undone at once. */
    reviseMinutes: k.int("revise_minutes"),
    /** Share of gold among what a person judges, and of their own judgments shown again with sides swapped. */
    goldShare: k.real("gold_share").notNull().default(0),
    goldFeedback: k.oneOf("gold_feedback", ["silent", "loud"]).notNull().default("silent"),
    goldRule: k.json<GoldRule>("gold_rule"),
    repeatShare: k.real("repeat_share").notNull().default(0),
    /** How many of the practice comparisons must be right to begin; null: practice is shown and not marked. */
    practicePass: k.int("practice_pass"),
    background: k.json<BackgroundForm>("background"),
    panel: k.json<PanelSettings>("panel"),
    /** Names that are masked in every completion that annotators see. */
    maskedNames: k.json<string[]>("masked_names").notNull().default([]),
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
      /** Gold and repeats given, which the person sees counted with the rest. */
      checkCount: k.int("check_count").notNull().default(0),
      /** When the practice round was passed or found unnecessary. */
      practicedAt: k.time("practiced_at"),
      /** The guidelines that the person has said to have read. */
      guidelinesSeen: k.int("guidelines_seen"),
      /** Answers to the background form, by the question's id. */
      background: k.json<Record<string, string>>("background"),
      /** Who the person is to a panel, and what else its link said. */
      externalId: k.text("external_id"),
      panelParameters: k.json<Record<string, string>>("panel_parameters"),
      joinLinkId: k.text("join_link_id"),
      /** How many judgments the person is asked for; null: as many as there are. */
      quota: k.int("quota"),
      finishedAt: k.time("finished_at"),
      /** Given nothing more by the gold rule, until a lead lets the person go on. */
      stoppedAt: k.time("stopped_at"),
      /** When a lead last let them go on: the gold rule counts the answers since. */
      goneOnAt: k.time("gone_on_at"),
      createdAt: k.time("created_at").notNull(),
      removedAt: k.time("removed_at"),
      lastSeenAt: k.time("last_seen_at"),
    },
    (t) => [
      k.uniqueIndex("member_campaign_user").on(t.campaignId, t.userId),
      k.index("member_user").on(t.userId),
      k.uniqueIndex("member_external_id").on(t.campaignId, t.externalId),
    ],
  );
  /** A link by which people whom nobody invited by name join a campaign. */
  const joinLink = k.table(
    "join_link",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      name: k.text("name").notNull(),
      /** SHA-256 of the token. */
      tokenHash: k.text("token_hash").notNull().unique(),
      /** null: any number. */
      mostPeople: k.int("most_people"),
      /** Whether its people come from the campaign's panel. */
      isPanel: k.bool("is_panel").notNull().default(false),
      createdAt: k.time("created_at").notNull(),
      expiresAt: k.time("expires_at"),
      revokedAt: k.time("revoked_at"),
    },
    (t) => [k.index("join_link_campaign").on(t.campaignId)],
  );
  /** Every wording of the guidelines that annotators were shown. */
  const guidelineVersion = k.table(
    "guideline_version",
    {
      campaignId: k.text("campaign_id").notNull(),
      version: k.int("version").notNull(),
      text: k.text("text").notNull(),
      createdBy: k.text("created_by"),
      createdAt: k.time("created_at").notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.campaignId, t.version] })],
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
  return { campaign, member, joinLink, guidelineVersion, audit, setting };
}
