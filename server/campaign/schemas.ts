import { z } from "zod";
import { modes, outcomeSets, presetNames, routings } from "@/db/schema/campaign";

const outcomeRule = z.enum(outcomeSets);

/** What a lead chooses for a campaign; the same shape is the campaign file of the command line. */
export const CampaignSettings = z.object({
  name: z.string().trim().min(1, "Give the campaign a name.").max(200),
  /** Markdown, shown to annotators. */
  guidelines: z.string().max(50_000).default(""),
  /** measure: randomised with known probabilities, estimates the pool. explore: strict order, judged subset only. */
  mode: z.enum(modes).default("measure"),
  /** The id of a disagreement metric. */
  metric: z.string().default("chrf"),
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
  /** Comparisons to judge over the whole campaign; null: all of them. */
  budget: z.number().int().min(1).nullable().default(null),
  /** Whether an annotator meets each prompt at most once. */
  promptOncePerAnnotator: z.boolean().default(true),
  /** Whether imported judgments fill comparisons as they are drawn. */
  adoptImported: z.boolean().default(false),
  /** How long an annotator may hold a comparison without a sign of life. */
  leaseSeconds: z.number().int().min(30).max(3600).default(300),
});
export type CampaignSettings = z.infer<typeof CampaignSettings>;
export type CampaignSettingsInput = z.input<typeof CampaignSettings>;

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
