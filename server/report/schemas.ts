import type { JobView } from "../jobs/schemas";
import type { WorthTable } from "../worth/schemas";
import type { OrderWorthView, ReportCounts, TieRateCurveView } from "./counted-views";
import type { ReportPair } from "./estimate-views";
import type { JudgeView } from "./judge/view";
import type { ReportParts } from "./parts/view";
import type { PeopleView } from "./people/view";
import type { RatingsView } from "./ratings/view";
import type { ReportConfiguration } from "./report-configuration";
import type { SlicesView } from "./slices/view";
import type { WiderRow } from "./wider/view";

export type {
  CountedRate,
  JudgedSubset,
  OrderWorthView,
  OutcomeCounts,
  RateBounds,
  ReportCounts,
  SampleView,
  TieRateBin,
  TieRateCurveView,
} from "./counted-views";
export type {
  Advance,
  EstimateBlock,
  PoolEstimate,
  ReportGroup,
  ReportPair,
  Verdict,
  WinRateEstimate,
} from "./estimate-views";
export { hasWorth } from "./parts/part-kinds";
export {
  formatHeads,
  profileBounds,
  profileValue,
  shownHeads,
  textHeads,
} from "./parts/profile-heads";
export { differenceWords, points, pointsRange, rankWords } from "./ratings/points-words";
export type { ReportConfiguration, ReportReplacement } from "./report-configuration";

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
