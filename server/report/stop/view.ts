import type { PairConclusion, StillNeeded, WinRateBounds } from "../../stop/schemas";

export type SequenceName = "betting" | "weighted" | "betting-then-weighted";

/** Where the stop rule ended a pair, as stored; margins. */
export interface FiredStop {
  modelA: string;
  modelB: string;
  reason: "winner" | "equivalence" | "width";
  /** Closed draws that the sequences had read, over the pair's strata. */
  step: number;
  lower: number;
  upper: number;
}

/** A pair's confidence sequence, and what the stop rule made of it. Rates are win rates of model a, in [0, 1]. */
export interface PairStop extends WinRateBounds {
  /** betting: an even order; weighted: draws by weights; betting-then-weighted: an even order that was replaced. */
  sequence: SequenceName;
  /** Closed draws read. */
  step: number;
  /** What it allows to be said after all of them. */
  conclusion: PairConclusion;
  /** Null while no stop rule has ended the pair. */
  fired: (WinRateBounds & Pick<FiredStop, "reason" | "step"> & { conclusion: PairConclusion }) | null;
  /** What the rule did, what was concluded then, and what would be without it; empty without a rule. */
  sentences: string[];
  /** Null once the pair is decided or judged whole, and before there is an error to go by. */
  stillNeeded: StillNeeded | null;
  /** The interval after some of the draws, for a picture; empty where there are very many pairs. */
  path: ({ step: number } & WinRateBounds)[];
}
