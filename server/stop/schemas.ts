import type { MarginVerdict } from "@/server/core/estimation/stop-rule";

/** What a pair's confidence sequence allows to be said. */
export type PairConclusion = MarginVerdict;

/** A win rate's bounds, in [0, 1]. */
export interface WinRateBounds {
  lower: number;
  upper: number;
}

/** Comparisons still to be judged until a pair is decided, roughly. */
export interface StillNeeded {
  /** What is waited for. */
  goal: "winner" | "equivalence" | "width";
  /** Judgments: comparisons times the judgments of each. */
  judgments: number;
  low: number;
  high: number;
  /** Not before the whole set is judged, if the models are as they seem. */
  isWholePool: boolean;
}

/** How a pair stands while it is judged. Rates are win rates of model a over the whole set. */
export interface PairState extends WinRateBounds {
  modelA: string;
  modelB: string;
  size: number;
  /** Closed draws that the sequence has read. */
  step: number;
  /** Point estimate; null before there is one. */
  winRate: number | null;
  conclusion: PairConclusion;
  /** How the stop rule ended it; null while it has not. */
  stopped:
    | ({
        reason: "winner" | "equivalence" | "width";
        step: number;
        conclusion: PairConclusion;
      } & WinRateBounds)
    | null;
  /** Null once it is decided or judged whole, and before there is an error to go by. */
  stillNeeded: StillNeeded | null;
}

/** How a campaign stands by its stop rule. */
export interface StopState {
  /** The rule in words, each part by itself; empty without one. */
  ruleWords: string[];
  /** In measure mode, every pair. */
  pairs: PairState[];
  /** Every pair has been stopped and judging did not go on. */
  isMet: boolean;
  /** A lead let judging go on after the rule had stopped a pair. */
  hasGoneOn: boolean;
}
