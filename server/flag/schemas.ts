import { z } from "zod";
import type { promptCodes } from "@/db/schema/judging";
import type { ComparisonView } from "../comparison/view-comparisons";

export const ListFlagsInput = z.object({
  campaignId: z.string(),
  state: z.enum(["raised", "all"]).default("raised"),
});

export const ResolveFlagInput = z.object({
  campaignId: z.string(),
  flagId: z.string(),
  /** unjudgeable: the comparison is given up and keeps its draw number. dismissed: it stays in the queue. */
  ruling: z.enum(["unjudgeable", "dismissed"]),
});
export type ResolveFlagInput = z.infer<typeof ResolveFlagInput>;

export const MarkUnjudgeableInput = z.object({ campaignId: z.string(), comparisonId: z.number().int() });
export type MarkUnjudgeableInput = z.infer<typeof MarkUnjudgeableInput>;

export interface FlagView {
  id: string;
  at: number;
  annotator: string;
  reason: string;
  /** Of Kreutzer et al. 2022: what is wrong with the prompt's text. */
  promptCode: (typeof promptCodes)[number] | null;
  note: string | null;
  state: "raised" | "withdrawn" | "dismissed" | "unjudgeable";
  comparison: ComparisonView;
}

export interface SkippedView {
  comparison: ComparisonView;
  skips: number;
  state: "open" | "closed" | "unjudgeable";
}
