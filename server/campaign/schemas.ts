import { z } from "zod";
import {
  askings,
  modes,
  outcomeSets,
  pairAllocations,
  presetNames,
  routings,
  spreads,
} from "@/db/schema/campaign";
import { BackgroundForm, Criterion, GoldRule, PanelSettings, Reasons } from "./desk-settings";

const outcomeRule = z.enum(outcomeSets);

/** One metric of a combined order; the weight matters to weighted z-scores alone. */
export const MetricMember = z.object({
  metric: z.string(),
  weight: z.number().min(-100).max(100).default(1),
});

/** Which model pairs are compared, by the models' names. */
export const PairChoice = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("baseline"), model: z.string().min(1, "Name the baseline model.") }),
  z.object({
    kind: z.literal("chosen"),
    pairs: z.array(z.tuple([z.string().min(1), z.string().min(1)])).min(1, "Choose one pair or more."),
  }),
]);

/** A slice's least share of the ranked draws. `tag` is a key of the prompts' metadata. */
export const SliceMinimum = z.object({
  by: z.enum(["language", "category", "tag"]),
  tag: z.string().min(1).optional(),
  value: z.string().min(1),
  share: z.number().min(0.01).max(0.9),
});

/**
 * When judging of a pair ends by itself. Margins are of win − loss, as stored: twice the points of the win rate that leads
 * are shown.
 */
export const StopRule = z
  .object({
    /** Once it is clear which model is ahead. */
    winner: z.boolean().default(false),
    /** Once the margin is certainly within ± this. */
    equivalence: z.number().gt(0).max(1).nullable().default(null),
    /** Once the interval of the margin is narrower than this. */
    width: z.number().gt(0).max(2).nullable().default(null),
  })
  .refine(
    ({ winner, equivalence, width }) => winner || equivalence !== null || width !== null,
    "Choose when judging stops, or leave the stop rule out.",
  );

const scorePrefix = "score:";

/** A control variate as it is set: "judge", or "score:" and a metadata column. */
export function isControlVariate(spec: string): boolean {
  return spec === "judge" || (spec.startsWith(scorePrefix) && spec.length > scorePrefix.length);
}

/** The metadata column that a control variate reads; undefined for the votes of judges. */
export function scoreColumn(spec: string): string | undefined {
  return spec.startsWith(scorePrefix) ? spec.slice(scorePrefix.length) : undefined;
}

/** A control variate in words. */
export function controlVariateWords(spec: string): string {
  const column = scoreColumn(spec);
  return column === undefined ? "the judges' votes" : `the gap of “${column}”`;
}

/** Checkpoints of one training run: which model is which step of it. */
export const Trajectory = z.object({
  name: z.string().trim().min(1, "Give the run a name.").max(100),
  steps: z
    .array(z.object({ model: z.string().min(1), step: z.number() }))
    .min(2, "Give two models or more a step.")
    .max(500)
    .refine(
      (steps) => new Set(steps.map(({ model }) => model)).size === steps.length,
      "A model is one step of a run.",
    )
    .refine(
      (steps) => new Set(steps.map(({ step }) => step)).size === steps.length,
      "Two models have the same step.",
    ),
});

/** What a lead chooses for a campaign; the same shape is the campaign file of the command line. */
export const CampaignSettings = z.object({
  name: z.string().trim().min(1, "Give the campaign a name.").max(200),
  /** Markdown, shown to annotators. */
  guidelines: z.string().max(50_000).default(""),
  /** measure: randomised with known probabilities, estimates the pool. explore: strict order, judged subset only. */
  mode: z.enum(modes).default("measure"),
  /** The id of a disagreement metric. */
  metric: z.string().default("chrf"),
  /** The metrics of a combined order, for the metric "mean-of-ranks" or "weighted-z". */
  members: z.array(MetricMember).min(2, "Combine two metrics or more.").max(12).nullable().default(null),
  /** What a comparison is ordered by: its own utility, or what its prompt's pairs have together. */
  spread: z.enum(spreads).default("pair"),
  pairChoice: PairChoice.default({ kind: "all" }),
  /** Least shares of slices; together below 1, so that the metric keeps a say. */
  sliceMinimums: z
    .array(SliceMinimum)
    .max(12)
    .refine(
      (minimums) => minimums.reduce((sum, { share }) => sum + share, 0) <= 0.9,
      "The minimums may take 90 % of the draws together at most.",
    )
    .default([]),
  /** minimum-variance needs utilities that are probabilities, as the learned predictor's are. */
  preset: z.enum(presetNames).default("balanced"),
  /** Share of draws given to the random control arm in measure mode. */
  controlShare: z.number().min(0).max(0.5).default(0.15),
  /** language: one stratum per model pair and language, and annotators judge the languages they read. */
  routing: z.enum(routings).default("none"),
  /** Fixes the order, the control arm and which model is a; drawn when left out. */
  seed: z.string().trim().min(1).max(100).optional(),
  /** four: left, right, both good, both bad. three: left, right, tie. */
  outcomes: outcomeRule.default("four"),
  judgmentsPerComparison: z.number().int().min(1).max(5).default(1),
  /**
   * Judgments beyond those, up to so many in all, where one more could change a comparison's label; null: none. They
   * enter no estimate.
   */
  extraUpTo: z.number().int().min(3).max(5).nullable().default(null),
  /** Comparisons to judge over the whole campaign; null: all of them. */
  budget: z.number().int().min(1).nullable().default(null),
  /**
   * Which pair is judged next, of three models or more: all of them evenly, or by chance those of which least is known more
   * often. How many judgments a pair has then depends on what was judged: its interval is its confidence sequence.
   */
  pairAllocation: z.enum(pairAllocations).default("even"),
  /** When judging of a pair ends by itself, in measure mode; null: only the budget ends it. */
  stopRule: StopRule.nullable().default(null),
  /**
   * What takes variance out of the estimates, known of every comparison beforehand: "judge" for imported votes of judges,
   * or "score:" and a numeric column; null: nothing.
   */
  controlVariate: z
    .string()
    .max(200)
    .refine(isControlVariate, "Give “judge”, or “score:” and a column, such as score:reward.")
    .nullable()
    .default(null),
  /** The model whose rating is 1000; null: the mean of all is. It changes how ratings are shown, and no estimate. */
  anchorModel: z.string().min(1).max(200).nullable().default(null),
  /** Models that are checkpoints of training runs, for the report to show by step. */
  trajectories: z
    .array(Trajectory)
    .max(12)
    .refine(
      (runs) => new Set(runs.map(({ name }) => name)).size === runs.length,
      "Two runs have the same name.",
    )
    .default([]),
  /** Whether annotators say how clear a preference is: slight, clear or strong. */
  strength: z.enum(askings).default("off"),
  /** Questions beside the decision, each answered left, right or the same. */
  criteria: z
    .array(Criterion)
    .max(8)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "Two criteria have the same id.")
    .default([]),
  /** How annotators say why; null: they are not asked. */
  reasons: Reasons.nullable().default(null),
  /** Whether annotators may mark the parts of a completion that they decided by. */
  evidenceSpans: z.boolean().default(false),
  /** For so many minutes a decision may be revised; 0: only undone at once; null: as long as the campaign runs. */
  reviseMinutes: z.number().int().min(0).max(10_080).nullable().default(null),
  /** What is asked of annotators before their first comparison; null: nothing. */
  background: BackgroundForm.nullable().default(null),
  /** The panel that sends annotators, for links of its own; null: none. */
  panel: PanelSettings.nullable().default(null),
  /** Names that are masked in every completion that annotators see. */
  maskedNames: z
    .array(z.string().trim().min(2, "A masked name has two characters or more.").max(60))
    .max(100)
    .default([]),
  /** Whether an annotator meets each prompt at most once. */
  promptOncePerAnnotator: z.boolean().default(true),
  /** Whether imported judgments fill comparisons as they are drawn. */
  adoptImported: z.boolean().default(false),
  /**
   * Share of comparisons with a known outcome among what a person is given; they count to nothing but the check of that
   * person. Together with the repeats half at most.
   */
  goldShare: z.number().min(0).max(0.5).default(0),
  /** loud: a person is told after each gold comparison whether they were right. */
  goldFeedback: z.enum(["silent", "loud"]).default("silent"),
  /** What happens to someone who is right less often than `accuracy` after so many gold comparisons; null: nothing. */
  goldRule: GoldRule.nullable().default(null),
  /** Share of a person's own earlier comparisons, shown again with sides swapped; they enter no estimate. */
  repeatShare: z.number().min(0).max(0.5).default(0),
  /** How many practice comparisons must be right before the first one that counts; null: the round is not marked. */
  practicePass: z.number().int().min(1).max(100).nullable().default(null),
  /** How long an annotator may hold a comparison without a sign of life. */
  leaseSeconds: z.number().int().min(30).max(3600).default(300),
  /** How many comparisons an annotator's page may hold at once, the one in sight among them. */
  prefetch: z.number().int().min(1).max(50).default(3),
});
export type CampaignSettings = z.infer<typeof CampaignSettings>;
export type CampaignSettingsInput = z.input<typeof CampaignSettings>;

/**
 * What is wrong with a campaign's number of extra judgments; undefined when nothing is.
 *
 * @example extraProblem({ judgmentsPerComparison: 2, extraUpTo: 3 }) // undefined
 */
export function extraProblem({
  judgmentsPerComparison,
  extraUpTo,
}: {
  judgmentsPerComparison: number;
  extraUpTo: number | null;
}): string | undefined {
  if (extraUpTo === null) return undefined;
  if (judgmentsPerComparison === 1)
    return "Extra judgments need two judgments per comparison or more: one alone is in no conflict.";
  if (extraUpTo <= judgmentsPerComparison)
    return `Extra judgments need a number above the ${judgmentsPerComparison} judgments of each comparison.`;
  return undefined;
}

/**
 * What is wrong with a campaign's shares of gold and repeats; undefined when nothing is.
 *
 * @example checkShareProblem({ goldShare: 0.1, repeatShare: 0.05 }) // undefined
 */
export function checkShareProblem({
  goldShare,
  repeatShare,
}: {
  goldShare: number;
  repeatShare: number;
}): string | undefined {
  if (goldShare + repeatShare <= 0.5) return undefined;
  return "Comparisons with a known outcome and repeats may be half of what a person is given at most.";
}

export const UpdateCampaignInput = z.object({
  campaignId: z.string(),
  settings: z
    .object(
      Object.fromEntries(
        Object.entries(CampaignSettings.shape).map(([key, type]) => [key, unwrapDefault(type)]),
      ),
    )
    .partial() as unknown as z.ZodType<Partial<CampaignSettings>>,
});
export type UpdateCampaignInput = z.infer<typeof UpdateCampaignInput>;

/** A partial update must not fill in what it leaves out. */
function unwrapDefault(type: z.ZodType): z.ZodType {
  return type instanceof z.ZodDefault ? (type.unwrap() as z.ZodType) : type;
}

export const ExtendCampaignInput = z.object({
  campaignId: z.string(),
  /** The new total of comparisons to judge; null: the whole pool. */
  budget: z.number().int().min(1).nullable(),
});
export type ExtendCampaignInput = z.infer<typeof ExtendCampaignInput>;
