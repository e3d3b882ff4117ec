import type { NextPair } from "../draw/next-pairs";
import type { JobView } from "../jobs/schemas";
import type { OrderChange } from "../ranking/list-order-changes";
import type { OrderWord } from "../ranking/schemas";
import type { StopState } from "../stop/schemas";
import type { CampaignSettings } from "./schemas";

export interface CampaignSummary {
  id: string;
  name: string;
  state: "draft" | "live" | "paused" | "closed";
  mode: "measure" | "explore";
  metric: string;
  /** The metric, or what is combined, in words. */
  orderedBy: string;
  createdAt: number;
  models: number;
  prompts: number;
  /** Judgments that stand. */
  judgments: number;
  open: number;
  /** Closed or unjudgeable. */
  settled: number;
  /** Comparisons that the budget allows; 0 before launch. */
  planned: number;
  /** The stop rule has ended every pair, and judging did not go on. */
  isStopped: boolean;
}

export interface CampaignView {
  id: string;
  name: string;
  state: CampaignSummary["state"];
  settings: CampaignSettings & { seed: string };
  /** The metric, or what is combined, in words. */
  orderedBy: string;
  /** What else of the order is not the default. */
  orderWords: OrderWord[];
  /** The newest change of the order after launch; null while the order of the launch holds. */
  orderChange: OrderChange | null;
  models: { name: string; completions: number }[];
  languages: { language: string | null; prompts: number }[];
  categories: { category: string | null; prompts: number }[];
  prompts: number;
  importedJudgments: number;
  ranking: {
    id: string;
    metric: string;
    metricVersion: number;
    /** The metric, or what is combined, in words. */
    orderedBy: string;
    createdAt: number;
    poolSize: number;
    staleReason: string | null;
  } | null;
  launchedRankingId: string | null;
  budgetAtLaunch: number | null;
  createdAt: number;
  launchedAt: number | null;
  closedAt: number | null;
  /** The stop rule in words, each part by itself; empty without one. */
  ruleWords: string[];
  /** The stop rule has ended every pair, and judging did not go on. */
  isStopped: boolean;
  /** What stands between a draft and its launch, as sentences. */
  blockers: string[];
  job: JobView | null;
}

export interface CampaignProgress {
  planned: number;
  opened: number;
  open: number;
  closed: number;
  unjudgeable: number;
  /** Main ones that stand. */
  judgments: number;
  /** Beyond those, where they disagree: given, and still asked for now. */
  extra: { given: number; wanted: number };
  skips: number;
  activeAnnotators: number;
  strata: {
    stratumId: number;
    modelA: string;
    modelB: string;
    routingGroup: string;
    size: number;
    planned: number;
    opened: number;
    /** Draws 1..closedPrefix are all settled: what estimates read. */
    closedPrefix: number;
    open: number;
    completedBeyondPrefix: number;
    unjudgeable: number;
  }[];
  /** Each pair's chance to be judged next, the likeliest first; null where pairs take turns. */
  nextPairs: NextPair[] | null;
  /** How each pair stands by its confidence sequence, and what the stop rule has ended. */
  stop: StopState;
  /** What a lead should know, as sentences. */
  warnings: string[];
}
