import { z } from "zod";
import type { MetricMember, spreads } from "@/db/schema/campaign";
import type { Arm } from "@/db/schema/ranking";

/** A subset of the prompts: by language, category, or a value that their metadata has under a key. */
export const SliceFilter = z.object({
  by: z.enum(["language", "category", "tag"]),
  tag: z.string().optional(),
  value: z.string(),
});
export type SliceFilter = z.infer<typeof SliceFilter>;

export const ExplainComparisonInput = z.object({ campaignId: z.string(), comparisonId: z.number().int() });
export type ExplainComparisonInput = z.infer<typeof ExplainComparisonInput>;

/** next: open ones and those to come. What is planned is listed by rank before launch, when nothing is drawn yet. */
export const queueStates = ["next", "open", "planned", "closed", "unjudgeable"] as const;

export const ListQueueInput = z.object({
  campaignId: z.string(),
  state: z.enum(queueStates).default("next"),
  /** Two models, by name, in any order. */
  pair: z.tuple([z.string(), z.string()]).nullish(),
  slice: SliceFilter.nullish(),
  limit: z.number().int().min(1).max(200).default(50),
  /** As the page before gave it. */
  cursor: z
    .object({ part: z.enum(["opened", "planned"]), key: z.number(), stratumId: z.number().int() })
    .nullish(),
});
export type ListQueueInput = z.infer<typeof ListQueueInput>;
export type QueueCursor = NonNullable<ListQueueInput["cursor"]>;

export const promptMeasures = ["mean", "maximum", "variance"] as const;

export const ListPromptsInput = z.object({
  campaignId: z.string(),
  /** A metric that the comparisons are scored with; the order's own when left out. */
  metric: z.string().nullish(),
  by: z.enum(promptMeasures).default("mean"),
  least: z.boolean().default(false),
  slice: SliceFilter.nullish(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type ListPromptsInput = z.infer<typeof ListPromptsInput>;

export type ComparisonState = "ranked" | "planned" | "beyond" | "open" | "closed" | "unjudgeable";

export interface QueueRow {
  comparisonId: number;
  promptExternalId: string;
  /** The prompt's beginning. */
  prompt: string;
  language: string | null;
  category: string | null;
  modelA: string;
  modelB: string;
  routingGroup: string;
  /** Place in its stratum: the draw's number, before launch the rank from 1 (most disagreement). */
  number: number;
  size: number;
  arm: Arm | null;
  /** Probability of this draw; null before launch and in explore mode. */
  q: number | null;
  /** Share of its stratum that ranks below it or with it, 0 to 1. */
  rank: number;
  state: ComparisonState;
  judgments: number;
}

export interface QueueView {
  /** False before launch: rows are in the order of rank. */
  isDrawn: boolean;
  rows: QueueRow[];
  next: QueueCursor | null;
}

export interface PromptRow {
  promptId: number;
  promptExternalId: string;
  prompt: string;
  language: string | null;
  category: string | null;
  /** Pairs with a value. */
  pairs: number;
  mean: number | null;
  maximum: number | null;
  variance: number | null;
  /** The pair that differs most, or that there is only. */
  widest: { comparisonId: number; modelA: string; modelB: string };
}

export interface PromptsView {
  metric: { metric: string; title: string };
  /** What the comparisons are scored with. */
  metrics: { metric: string; title: string }[];
  total: number;
  rows: PromptRow[];
}

/** Where a comparison stands in its stratum under one metric. */
export interface MetricPlace {
  metric: string;
  title: string;
  /** No claim about disagreement: others must beat it. */
  control: boolean;
  /** Whether the campaign is ordered by it, alone or with others. */
  isOrder: boolean;
  value: number | null;
  /** 1 is the most disagreement; null where the comparison is in no pool. */
  position: number | null;
  size: number | null;
  /** Share of the stratum that stands below, counting half of itself: in (0, 1). */
  percentile: number | null;
}

/** The order in force for a comparison. */
export interface OrderPlace {
  rankingId: string;
  /** What it orders by, in words. */
  title: string;
  metric: string;
  members: MetricMember[] | null;
  spread: (typeof spreads)[number];
  mode: "measure" | "explore";
  /** Whether it replaced the order of the launch for what was not drawn yet. */
  isReplacement: boolean;
  routingGroup: string;
  utility: number | null;
  position: number;
  size: number;
  rank: number;
  /** Its share of the stratum's ranked draws at the start. */
  weight: number;
}

export interface Sampling {
  state: Exclude<ComparisonState, "ranked">;
  /** Null where it is beyond what the budget plans. */
  drawNumber: number | null;
  planned: number;
  opened: number;
  arm: Arm | null;
  controlCoin: boolean;
  q: number | null;
  skips: number;
  judgmentsWanted: number;
}

export interface FindingView {
  detector: string;
  title: string;
  detail: string;
  about: "prompt" | "completion_a" | "completion_b" | "comparison";
  /** Whether an exclusion keeps what it finds from being judged. */
  isExcluded: boolean;
}

export interface PerplexityView {
  completion: "a" | "b";
  /** The model whose log-probabilities they are. */
  scorer: string;
  perplexity: number | null;
  tokens: number;
}

export interface OtherPair {
  comparisonId: number;
  modelA: string;
  modelB: string;
  value: number | null;
  state: ComparisonState;
}

/** Why a comparison is where it is, for a lead. */
export interface ComparisonExplanation {
  comparisonId: number;
  campaignState: "draft" | "live" | "paused" | "closed";
  promptExternalId: string;
  prompt: string;
  system: string | null;
  turns: { role: string; content: string }[] | null;
  language: string | null;
  category: string | null;
  tags: { tag: string; value: string }[];
  modelA: string;
  modelB: string;
  completionA: string;
  completionB: string;
  /** Null where nothing is ranked yet, or the comparison is not in the pool. */
  order: OrderPlace | null;
  isRanked: boolean;
  /** By percentile, the highest first. */
  metrics: MetricPlace[];
  /** Null before launch. */
  sampling: Sampling | null;
  /** The chance to be its stratum's next draw, given the draws so far; null where there is none to tell. */
  chance: number | null;
  /** Judgments that count, by outcome. */
  judgments: { live: Partial<Record<string, number>>; imported: Partial<Record<string, number>> };
  findings: FindingView[];
  perplexities: PerplexityView[];
  /** The first token in which the models' own runs differ, from 0; null where they never do. */
  divergence: { position: number | null; tokensA: number; tokensB: number } | null;
  /** Of the prompt's pairs under one metric. */
  disagreement: {
    metric: string;
    title: string;
    pairs: number;
    mean: number | null;
    maximum: number | null;
    variance: number | null;
  } | null;
  otherPairs: OtherPair[];
  /** The neighbours in its stratum's order. */
  previousId: number | null;
  nextId: number | null;
}
