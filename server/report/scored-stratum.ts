import { type LureEstimate, lure } from "@/server/core/estimation/lure";
import { drawClosed, drawOpen, drawUnjudgeable, type StratumColumns } from "./report-input";

/** Shares of a draw's first r judgments, 0 … 1, one entry per draw; 0 where it has no result. */
export interface OutcomeShares {
  win: Float64Array;
  loss: Float64Array;
  /** Ties of every kind. */
  tie: Float64Array;
  bothGood: Float64Array;
  bothBad: Float64Array;
}

/** A stratum with its scores, as estimators read it. */
export interface ScoredStratum extends StratumColumns {
  /** M: draws 1..M are all settled. */
  closedPrefix: number;
  open: number;
  closed: number;
  unjudgeable: number;
  /** s per draw, in [−1, 1]. */
  s: Float64Array;
  shares: OutcomeShares;
  /** 0 where the comparison was given up. */
  judgeable: Uint8Array;
}

/** Scores a stratum's draws from their counts of outcomes. */
export function scoreStratum(stratum: StratumColumns): ScoredStratum {
  const { drawn, state, outcomes } = stratum;
  const shares: OutcomeShares = {
    win: new Float64Array(drawn),
    loss: new Float64Array(drawn),
    tie: new Float64Array(drawn),
    bothGood: new Float64Array(drawn),
    bothBad: new Float64Array(drawn),
  };
  const { win, loss, tie, bothGood, bothBad } = shares;
  const firstOpen = state.indexOf(drawOpen);
  const counts = new Int32Array(3);
  const s = new Float64Array(drawn);
  const judgeable = new Uint8Array(drawn).fill(1);
  for (let t = 0; t < drawn; t++) {
    const code = state[t]!;
    counts[code]!++;
    if (code === drawUnjudgeable) judgeable[t] = 0;
    if (code !== drawClosed) continue;
    const wins = outcomes[5 * t]!;
    const losses = outcomes[5 * t + 1]!;
    const good = outcomes[5 * t + 3]!;
    const bad = outcomes[5 * t + 4]!;
    const ties = outcomes[5 * t + 2]! + good + bad;
    const judgments = wins + losses + ties;
    win[t] = wins / judgments;
    loss[t] = losses / judgments;
    tie[t] = ties / judgments;
    bothGood[t] = good / judgments;
    bothBad[t] = bad / judgments;
    s[t] = win[t]! - loss[t]!;
  }
  return {
    ...stratum,
    closedPrefix: firstOpen === -1 ? drawn : firstOpen,
    open: counts[drawOpen]!,
    closed: counts[drawClosed]!,
    unjudgeable: counts[drawUnjudgeable]!,
    s,
    shares,
    judgeable,
  };
}

/** LURE over the closed prefix, of the scores or of a share; v, if the weights of the prefix are known already. */
export function lureOfPrefix(stratum: ScoredStratum, s: Float64Array, v?: Float64Array): LureEstimate {
  const M = stratum.closedPrefix;
  return lure({
    N: stratum.size,
    q: stratum.q.subarray(0, M),
    s: s.subarray(0, M),
    judgeable: stratum.judgeable.subarray(0, M),
    v,
  });
}
