/** Bounds of a rate, both in [0, 1]. */
export interface RateBounds {
  lower: number;
  upper: number;
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
