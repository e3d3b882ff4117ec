import { z } from "zod";
import { outcomes } from "@/db/schema/judging";

export const goldUses = ["gold", "practice"] as const;

const longestText = 200_000;

/** A comparison of which the lead knows the answer. Its completions are a and b here; annotators see them on sides. */
export const GoldTexts = z.object({
  use: z.enum(goldUses).default("gold"),
  prompt: z.string().trim().min(1, "Give the prompt.").max(longestText),
  system: z.string().max(longestText).nullable().default(null),
  turns: z
    .array(z.object({ role: z.string(), content: z.string() }))
    .nullable()
    .default(null),
  /** Of gold as of the pool; where the campaign routes by language, only those who read it are given it. */
  language: z.string().trim().max(35).nullable().default(null),
  completionA: z.string().trim().min(1, "Give both completions.").max(longestText),
  completionB: z.string().trim().min(1, "Give both completions.").max(longestText),
  /** Every outcome that is right. A tie stands for both good and both bad. */
  accepted: z
    .array(z.enum(outcomes))
    .min(1, "Say which outcome is right.")
    .max(4, "When every outcome is right, nothing is known.")
    .transform((all) => [...new Set(all)]),
  /** Shown after the answer, in practice and where gold is loud. */
  explanation: z.string().trim().max(5_000).nullable().default(null),
});
export type GoldTexts = z.infer<typeof GoldTexts>;

export const AddGoldInput = GoldTexts.extend({ campaignId: z.string() });
export type AddGoldInput = z.input<typeof AddGoldInput>;

export const EditGoldInput = GoldTexts.omit({ use: true }).extend({
  campaignId: z.string(),
  goldId: z.number().int(),
});
export type EditGoldInput = z.input<typeof EditGoldInput>;

export const AddGoldFromComparisonInput = z.object({
  campaignId: z.string(),
  comparisonId: z.number().int(),
  ...GoldTexts.pick({ use: true, accepted: true, explanation: true }).shape,
});
export type AddGoldFromComparisonInput = z.input<typeof AddGoldFromComparisonInput>;

export const ImportGoldInput = z.object({
  campaignId: z.string(),
  fileName: z.string().min(1).max(300),
  text: z.string().max(10_000_000, "The file is too large: 10 MB at most."),
});

export const GoldInput = z.object({ campaignId: z.string(), goldId: z.number().int() });
export type GoldInput = z.infer<typeof GoldInput>;

export const OrderPracticeInput = z.object({
  campaignId: z.string(),
  /** All that are in use, in their new order. */
  goldIds: z.array(z.number().int()).max(1_000),
});
export type OrderPracticeInput = z.infer<typeof OrderPracticeInput>;

export interface GoldView extends GoldTexts {
  id: number;
  createdAt: number;
  retiredAt: number | null;
  /** Nobody was given it yet, so that it may be changed. */
  mayEdit: boolean;
  /** Answers that stand, of annotators. */
  answers: number;
  right: number;
  skips: number;
  /** What annotators said is wrong with it. */
  flags: { reason: string; note: string | null }[];
}

/** How one person did: with gold, in practice, and in the campaign's eyes. */
export interface GoldPerson {
  memberId: string;
  name: string;
  gold: { answers: number; right: number };
  practice: { answers: number; right: number; practicedAt: number | null };
  /** Falls short of the campaign's rule. */
  fallsShort: boolean;
  stoppedAt: number | null;
}

export interface GoldList {
  gold: GoldView[];
  people: GoldPerson[];
}
