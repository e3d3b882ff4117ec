import type { SliceMinimum, StopSettings, Trajectory } from "@/db/schema/campaign";
import type { RuleView } from "../noise/list-rules";
import type { OrderWord } from "../ranking/schemas";
import type { FiredStop } from "./stop/view";

/** A ranking that took the launch ranking's place for what was undrawn. */
export interface ReportReplacement {
  /** 2 for the first; exported draws name it so. */
  ranking: number;
  rankingId: string;
  /** The metric, what is combined, or that it was learned, in words. */
  orderedBy: string;
  metric: string;
  metricVersion: number;
  members: { metric: string; weight: number }[] | null;
  spread: string;
  predictorId: string | null;
  preset: string;
  tau: number;
  kappa: number;
  seed: string;
  /** Comparisons that were undrawn when it took over. */
  undrawn: number;
  /** Draws made by it so far. */
  drawn: number;
}

export interface ReportConfiguration {
  mode: "measure" | "explore";
  metric: string;
  metricVersion: number;
  /** The metric, or what is combined, in words. Since report version 2, as is `orderWords`. */
  orderedBy?: string;
  /** What else of the order is not the default. */
  orderWords?: OrderWord[];
  /** Slices with a least share of the ranked draws. Since report version 3, as is `replacements`. */
  sliceMinimums?: SliceMinimum[];
  replacements?: ReportReplacement[];
  /** The rules by which noise is left out. Since report version 4. */
  exclusions?: RuleView[];
  /** What takes variance out of the estimates, "judge" or "score:" and a column; null: nothing. Since report version 5. */
  controlVariate?: string | null;
  preset: string;
  tau: number;
  kappa: number;
  controlShare: number;
  routing: string;
  outcomes: "four" | "three";
  judgmentsPerComparison: number;
  budgetAtLaunch: number | null;
  budget: number | null;
  /** Which pair was judged next: all evenly, or those of which least is known more often. Since report version 5. */
  pairAllocation?: "even" | "uncertain";
  /** When a pair was to stop by itself, where it did, and whether a lead let judging go on. Since report version 5. */
  stopRule?: StopSettings | null;
  stops?: FiredStop[];
  hasGoneOn?: boolean;
  /** Judgments beyond r where they disagree, up to so many in all. Since report version 5. */
  extraUpTo?: number | null;
  /** The model whose rating is 1000, null for the mean of all, and which models are steps of one run. Since report version 5. */
  anchorModel?: string | null;
  trajectories?: Trajectory[];
  promptOncePerAnnotator: boolean;
  adoptImported: boolean;
  seed: string;
  rankingId: string;
  unscored: number;
  /** 1 − confidence. */
  alpha: number;
  /** Model pairs watched together: each sequence runs at alpha / pairs / its strata. */
  monitored: number;
}
