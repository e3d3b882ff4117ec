import type { JudgedSubset, OrderWorthView, RateBounds } from "./counted-views";
import type { PairStop } from "./stop/view";

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
  /** The same in words, such as "the mean over the whole set, all of it judged". */
  estimateNote: string | null;
  /** Where the point estimate could still end up, with every open draw lost or won; null when nothing is open. */
  worstCase: RateBounds | null;
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
