import type { SliceMinimum, StopSettings, Trajectory } from "@/db/schema/campaign";
import type { JobView } from "../jobs/schemas";
import type { RuleView } from "../noise/list-rules";
import type { OrderWord } from "../ranking/schemas";
import type { WorthTable } from "../worth/schemas";
import type { JudgeView } from "./judge/view";
import type { ReportParts } from "./parts/view";
import type { PeopleView } from "./people/view";
import type { RatingsView } from "./ratings/view";
import type { SlicesView } from "./slices/view";
import type { FiredStop, PairStop } from "./stop/view";
import type { WiderRow } from "./wider/view";

export { hasWorth } from "./parts/part-kinds";
export { differenceWords, points, pointsRange, rankWords } from "./ratings/points-words";

/** Bounds of a rate, both in [0, 1]. */
export interface RateBounds {
  lower: number;
  upper: number;
}

/** A rate of the whole set, estimated from weighted draws; every rate lies in [0, 1]. */
export interface PoolEstimate {
  /** Null when it cannot be given; `reason` then says why. */
  value: number | null;
  reason: string | null;
  interval:
    | (RateBounds & {
        kind: "fixed-n" | "confidence-sequence";
        /** Such as 0.95. */
        confidence: number;
      })
    | null;
  /** Why the interval is of its kind, or why there is none; a sentence. */
  intervalNote: string;
  /** Standard error, only beside a fixed-n interval. */
  se: number | null;
}

/** The win rate of model a over the whole set: (1 + margin)/2, by LURE. */
export interface WinRateEstimate extends PoolEstimate {
  /** What the point estimate is. */
  estimateKind: "fixed-n" | "adaptive-stop" | "whole-pool" | null;
  /** The same in words, such as "point estimate at an adaptive stop, exaggerated on average". */
  estimateNote: string | null;
  /** Where the point estimate could still end up, with every open draw lost or won; null when nothing is open. */
  worstCase: RateBounds | null;
}

/** An unweighted rate with Wilson's interval. It speaks of the comparisons it was counted on and of no others. */
export interface CountedRate extends RateBounds {
  value: number;
}

export interface OutcomeCounts {
  model_a: number;
  model_b: number;
  tie: number;
  both_good: number;
  both_bad: number;
}

/** What was judged, unweighted: "of the judged", never of the whole set. */
export interface JudgedSubset {
  /** Comparisons with all their judgments. */
  comparisons: number;
  /** The first r judgments of each. */
  judgments: number;
  outcomes: OutcomeCounts;
  winRate: CountedRate | null;
  /** Ties of every kind. */
  tieRate: CountedRate | null;
  /** Why the rates are null. */
  reason: string | null;
}

export interface SampleView {
  comparisons: number;
  unjudgeable: number;
  tieRate: CountedRate | null;
  decisiveRate: CountedRate | null;
}

/** What the order is worth: the first ranked draws against the control sample, a random sample of the whole set. */
export interface OrderWorthView {
  ranked: SampleView;
  control: SampleView;
  /** Ranked − control, in [−1, 1]: negative means ties avoided. */
  tieRateDifference: CountedRate | null;
  decisiveRateDifference: CountedRate | null;
  /** Plain win rate of the control sample, of one pair only. */
  controlWinRate: { value: number; se: number | null } | null;
  /** Why differences are null. */
  reason: string | null;
}

/** How far a stratum, or a pair's strata together, have come. */
export interface Advance {
  /** Comparisons in the pool. */
  size: number;
  planned: number;
  drawn: number;
  /** Draws 1..closedPrefix are all settled: what the estimates read (summed over strata). */
  closedPrefix: number;
  completedBeyondPrefix: number;
  open: number;
  /** Given up, anywhere among the drawn. */
  unjudgeable: number;
}

/** Estimates of one pair, or of one routing group of it. */
export interface EstimateBlock extends Advance {
  winRate: WinRateEstimate;
  /** Wins of model a among decisive judgments. */
  decisiveWinRate: PoolEstimate;
  /** Ties of every kind. */
  tieRate: PoolEstimate;
  bothGoodRate: PoolEstimate;
  bothBadRate: PoolEstimate;
  /** (Σv)²/Σv² of the closed prefix; null in explore mode or before the first. */
  effectiveSampleSize: number | null;
  /** The largest estimation weight; null likewise. */
  largestWeight: number | null;
  judged: JudgedSubset;
}

export interface ReportGroup extends EstimateBlock {
  /** A language, when the campaign routes by language. */
  routingGroup: string;
  stratum: number;
}

export interface Verdict {
  kind: "ahead" | "equivalent" | "level" | "undecided" | "not-enough" | "judged-subset-only";
  /** The model that is ahead. */
  leader: string | null;
  /** The verdict in plain words. */
  sentence: string;
}

export interface ReportPair extends EstimateBlock {
  modelA: string;
  modelB: string;
  verdict: Verdict;
  /** Null in explore mode. */
  order: OrderWorthView | null;
  /** The confidence sequence and what the stop rule made of it; not in explore mode. Since report version 5. */
  stop?: PairStop;
  /** One per routing group; empty when the campaign does not route. */
  groups: ReportGroup[];
}

export interface TieRateBin {
  /** Part of the ranking from its top: 0 … 0.1 is the first tenth. */
  from: number;
  to: number;
  comparisons: number;
  judgments: number;
  tieRate: number | null;
  /** 5 % and 95 % quantiles when outcomes have nothing to do with the ranking. */
  nullLower: number | null;
  nullUpper: number | null;
}

export interface TieRateCurveView {
  bins: TieRateBin[];
  /** From the top down to each bin's end. */
  cumulative: TieRateBin[];
  /** Over all judged comparisons. */
  tieRate: number | null;
  comparisons: number;
  permutations: number;
  reason: string | null;
}

export interface ReportCounts {
  prompts: number;
  comparisons: number;
  planned: number;
  drawn: number;
  closed: number;
  closedPrefix: number;
  completedBeyondPrefix: number;
  open: number;
  unjudgeable: number;
  /** Judgments that stand, on drawn comparisons. */
  judgments: number;
  /** Those of them that estimates may read: the first r of closed comparisons. */
  judgmentsCounted: number;
  /** Those of them that came with an import. */
  judgmentsImported: number;
  withdrawn: number;
  skips: number;
  flags: number;
  annotators: number;
}

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

export interface ReportVersions {
  product: string;
  report: number;
  metric: string;
  /** The statistical methods that were used, by their names in the code. */
  methods: string[];
  /** The metrics whose stored scores the part on the worth of orders compares. Since report version 6. */
  scored?: string[];
}

/** A report without any time in it: the same data give the same content and the same hash. */
export interface ReportContent {
  campaign: { id: string; name: string; state: "live" | "paused" | "closed" };
  /** whole-set: rates are estimates for the whole set. judged-subset: explore mode, nothing is said beyond the judged. */
  scope: "whole-set" | "judged-subset";
  /** What a reader must know before the numbers, as sentences. */
  notes: string[];
  counts: ReportCounts;
  models: string[];
  pairs: ReportPair[];
  /** The second target, per pair; null in explore mode. Since report version 5, as are `judge` and `slices`. */
  wider?: WiderRow[] | null;
  /** The estimates with the campaign's control variate; null without one. */
  judge?: JudgeView | null;
  /** By language, category and tag; null in explore mode and without slices. */
  slices?: SlicesView | null;
  /** Three models or more on one scale; null for two. Since report version 5. */
  ratings?: RatingsView | null;
  /** Who judged, how far they agree, and their habits. Since report version 5. */
  people?: PeopleView;
  /** All pairs pooled; null in explore mode. */
  order: OrderWorthView | null;
  /** What ordering by each metric would have been worth, by the control sample; null without one. Report versions 2 to 5. */
  worth?: WorthTable | null;
  tieRateByPercentile: TieRateCurveView;
  configuration: ReportConfiguration;
  versions: ReportVersions;
  /** The methods paragraph, ready to paste. */
  methods: string;
  ledger: {
    /** SHA-256 over every drawn comparison's state and judgments, see docs/exports.md. */
    hash: string;
    lastJudgmentId: number;
  };
}

/** SVG pictures of the report, drawn in the current text colour; null where there is nothing to draw. */
export interface ReportPlots {
  tieRateByPercentile: string | null;
  winRates: string | null;
  rankedAgainstControl: string | null;
  /** Which side of the screen each annotator preferred. Since report version 5. */
  annotatorSides?: string | null;
  /** The confidence sequence of each pair over its closed comparisons. Since report version 5. */
  sequences?: { modelA: string; modelB: string; svg: string }[];
  /** Win rates by slice, of the first few pairs. Since report version 5. */
  slices?: { modelA: string; modelB: string; svg: string }[];
  /** The models' ratings, and those of each run's checkpoints by step. Since report version 5. */
  ratings?: string | null;
  trajectories?: { name: string; svg: string }[];
}

/** What the page shows. */
export interface ReportView {
  report: ReportContent | null;
  plots: ReportPlots | null;
  /** What is made after the report; what is missing is still being computed. */
  parts: ReportParts;
  reportId: string | null;
  /** The literature behind its numbers, as a BibTeX file. */
  bibtex: string | null;
  /** SHA-256 of the content as canonical JSON. */
  hash: string | null;
  createdAt: number | null;
  /** Judgments made since. */
  newJudgments: number;
  job: JobView | null;
}

export const textFormats = ["html", "json", "csv", "tex", "bib"] as const;
export type TextFormat = (typeof textFormats)[number];
export const reportFormats = [...textFormats, "pdf"] as const;
export type ReportFormat = (typeof reportFormats)[number];
