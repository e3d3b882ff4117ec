import { z } from "zod";
import { modes, presetNames, routings, spreads } from "@/db/schema/campaign";
import type { RankedPick, RankingPreview } from "@/db/schema/ranking";
import type { MetricNeeds } from "@/server/core/disagreement/metric";
import { MetricMember, PairChoice, SliceMinimum } from "../campaign/schemas";

export { orderedBy, orderWords } from "./order-words";

/** What a ranking is made with, taken from the campaign when the lead asks for it. */
export const RankingSettings = z.object({
  metric: z.string(),
  mode: z.enum(modes),
  preset: z.enum(presetNames),
  controlShare: z.number(),
  routing: z.enum(routings),
  seed: z.string(),
  members: z.array(MetricMember).nullable(),
  spread: z.enum(spreads),
  pairChoice: PairChoice,
  sliceMinimums: z.array(SliceMinimum),
});
export type RankingSettings = z.infer<typeof RankingSettings>;

/** What a rank job works from: settings and data as they were when the ranking was asked for. */
export const RankJobInput = RankingSettings.extend({ importIds: z.array(z.string()) });
export type RankJobInput = z.infer<typeof RankJobInput>;

/** How to order what a launched campaign has not drawn yet: by metrics, or by a learned predictor. */
export const NewOrder = z.union([
  RankingSettings.pick({ metric: true, preset: true }).extend({
    members: RankingSettings.shape.members.default(null),
    spread: RankingSettings.shape.spread.default("pair"),
    predictorId: z.undefined().optional(),
  }),
  RankingSettings.pick({ preset: true }).extend({ predictorId: z.string() }),
]);
export type NewOrder = z.infer<typeof NewOrder>;

export const StartReorderInput = z.object({ campaignId: z.string(), order: NewOrder });
export type StartReorderInput = z.input<typeof StartReorderInput>;

export const GetRankingInput = z.object({ campaignId: z.string(), rankingId: z.string().optional() });
export type GetRankingInput = z.infer<typeof GetRankingInput>;

export interface MetricView {
  id: string;
  version: number;
  title: string;
  summary: string;
  needs: MetricNeeds;
  control: boolean;
  /** Whether ordering by it finds the winner or corrects an automatic judge. */
  aim: "winner" | "judge";
  source: string;
  /** The numeric metadata column that it reads, for a metric of one other than "score". */
  column?: string | undefined;
  available: boolean;
  unavailableReason?: string;
}

/** A subset of the prompts by language, category or a key of their metadata. */
export interface SliceName {
  by: "language" | "category" | "tag";
  tag?: string | undefined;
  value: string;
}

/** A setting of an order in words. */
export interface OrderWord {
  label: string;
  value: string;
}

/** What an order of this campaign's data can be set with. */
export interface OrderChoices {
  /** Every two models that have comparisons, and how many; before exclusions. */
  pairs: { modelA: string; modelB: string; comparisons: number }[];
  /** Share of the prompts, 0 to 1. */
  slices: (SliceName & { share: number })[];
}

/** One comparison that an order puts first or last. */
export interface PickView extends RankedPick {
  promptExternalId: string;
  prompt: string;
  language: string | null;
  category: string | null;
  completionA: string;
  completionB: string;
}

export interface SliceView extends SliceName {
  poolShare: number;
  topFifthShare: number;
  /** Share of the planned draws, simulated; null in a ranking of an earlier version without a minimum for it. */
  plannedShare: number | null;
}

export interface RankingView {
  id: string;
  metric: string;
  metricVersion: number;
  mode: "measure" | "explore";
  preset: string;
  tau: number;
  kappa: number;
  controlShare: number;
  routing: string;
  seed: string;
  poolSize: number;
  unscored: number;
  createdAt: number;
  stale: boolean;
  histogram: RankingPreview["histogram"];
  strata: RankingPreview["strata"];
  top: PickView[];
  bottom: PickView[];
  /** Languages, categories and tags, with what they hold of the pool and of the ranking's top fifth. */
  slices: SliceView[];
  /** The metric, or what is combined, in words. */
  orderedBy: string;
  /** What else of the order is not the default. */
  orderWords: OrderWord[];
  members: RankingSettings["members"];
  /** What the lead's exclusion rules left out, by detector. */
  exclusions: { detector: string; comparisons: number }[];
}
