import { z } from "zod";
import { MetricMember } from "../campaign/schemas";
import type { JobView } from "../jobs/schemas";

/** recorded: judgments that came with imports. control: the control sample of a launched campaign. */
export const evidences = ["recorded", "control"] as const;
export type Evidence = (typeof evidences)[number];

export const OrderWorthInput = z.object({
  campaignId: z.string(),
  /** What to measure by; the campaign's own when left out: its control sample once launched, else recorded judgments. */
  evidence: z.enum(evidences).optional(),
});
export type OrderWorthInput = z.infer<typeof OrderWorthInput>;

/** What a compare-metrics job works from. */
export const CompareMetricsJobInput = z.object({ evidence: z.enum(evidences) });

const Bounds = z.tuple([z.number(), z.number()]);

/**
 * What the numbers of a row say. beats-controls: its interval lies above zero, it passes chance, and it saves more ties
 * than length does. length: better than chance, not shown to be better than length. chance: no better than chance.
 * backfires: more ties, not fewer. control: a row to beat. unmeasured: too few judgments, or nothing scored.
 */
export const worthVerdicts = [
  "beats-controls",
  "length",
  "chance",
  "backfires",
  "control",
  "unmeasured",
] as const;
export type WorthVerdict = (typeof worthVerdicts)[number];

/** A verdict in a few words. */
export const worthVerdictWords: Record<WorthVerdict, string> = {
  "beats-controls": "beats the controls",
  length: "not beyond length",
  chance: "not beyond chance",
  backfires: "wrong way",
  control: "control",
  unmeasured: "not measured",
};

/** One order's worth. Null where there is no answer. */
export const WorthRow = z.object({
  /** Unique in the table: a metric's id, or what a combination is called. */
  id: z.string(),
  title: z.string(),
  kind: z.enum(["metric", "combination", "control"]),
  /** The metric's version; null for a combination. */
  version: z.number().int().nullable(),
  /** The settings that order by it. */
  settings: z.object({ metric: z.string(), members: z.array(MetricMember).nullable() }),
  /** Judged comparisons that it could not score; they rank lowest. */
  unscored: z.number().int(),
  top: z.object({
    tieRate: z.number().nullable(),
    /** 1 − tie rate of the top / tie rate of all. */
    reduction: z.number().nullable(),
    /** 95 % bootstrap interval over prompts. */
    ci: Bounds.nullable(),
    /** What the best 5 % of random orders reach. */
    nullQuantile95: z.number().nullable(),
  }),
  /** P(a decisive judgment's comparison has a higher utility than a tied one's). */
  auc: z.number().nullable(),
  /** The same among comparisons of about one length. */
  aucWithinLength: z.number().nullable(),
  /** |win rate of the top − win rate of all|, mean over the pairs or strata. */
  winRateBias: z.number().nullable(),
  /** This reduction − the length control's, with its paired 95 % interval; null for the length control itself. */
  againstLength: z.object({ difference: z.number(), ci: Bounds.nullable() }).nullable(),
  verdict: z.enum(worthVerdicts),
});
export type WorthRow = z.infer<typeof WorthRow>;

/** Raised whenever the same judgments could give another table. */
export const worthVersion = 1;

/** What ordering by each metric would have been worth, from one kind of evidence. */
export const WorthTable = z.object({
  version: z.literal(worthVersion),
  evidence: z.enum(evidences),
  /** Orders were ranked inside each pair (each stratum of a launched campaign), or all comparisons together. */
  scope: z.enum(["pair", "pooled"]),
  /** Comparisons with a judgment; those given up are `unjudgeable` and left out. */
  comparisons: z.number().int(),
  judgments: z.number().int(),
  prompts: z.number().int(),
  unjudgeable: z.number().int(),
  tieRate: z.number().nullable(),
  /** Judged comparisons still needed before anything is said; 0: enough. */
  missing: z.number().int(),
  /** Share of a ranking that counts as its top. */
  top: z.number(),
  bootstrap: z.number().int(),
  permutations: z.number().int(),
  seed: z.string(),
  /** Rows that are no controls. */
  claims: z.number().int(),
  /** What the best of all of them reaches by chance in one campaign of twenty. */
  bestNullQuantile95: z.number().nullable(),
  /** The row that saves most ties among those that beat the controls. */
  best: z.string().nullable(),
  /** The verdict, and what qualifies it, as sentences. */
  sentences: z.array(z.string()),
  /** In the order of the metric list; controls last. */
  rows: z.array(WorthRow),
  /** Metrics without a row, with the reason. */
  leftOut: z.array(z.object({ metric: z.string(), title: z.string().optional(), reason: z.string() })),
});
export type WorthTable = z.infer<typeof WorthTable>;

/** What a stored comparison holds beside its table. */
export const WorthContent = z.object({
  table: WorthTable,
  /** The newest judgment that was read; 0: none. */
  lastJudgmentId: z.number().int(),
  /** The exclusion rules that were in force; left out by earlier versions of the product. */
  exclusions: z.array(z.object({ detector: z.string(), comparisons: z.number().int() })).optional(),
});
export type WorthContent = z.infer<typeof WorthContent>;

/** What the order page shows. */
export interface OrderWorthAnswer {
  evidence: Evidence;
  /** Kinds of evidence that the campaign has, so that a lead can look at either. */
  available: Evidence[];
  /** Null until metrics have been compared on this evidence. */
  table: WorthTable | null;
  createdAt: number | null;
  /** What has changed since, as a sentence; null: nothing. */
  staleReason: string | null;
  /** Why there is nothing to compare on; null: there is. */
  blocker: string | null;
  job: JobView | null;
}
