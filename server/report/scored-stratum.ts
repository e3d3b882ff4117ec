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
  for (let t = 0; t < drawn; t++) {
    if (state[t] !== drawClosed) continue;
    const win = outcomes[5 * t]!;
    const loss = outcomes[5 * t + 1]!;
    const tie = outcomes[5 * t + 2]!;
    const good = outcomes[5 * t + 3]!;
    const bad = outcomes[5 * t + 4]!;
    const judgments = win + loss + tie + good + bad;
    shares.win[t] = win / judgments;
    shares.loss[t] = loss / judgments;
    shares.tie[t] = (tie + good + bad) / judgments;
    shares.bothGood[t] = good / judgments;
    shares.bothBad[t] = bad / judgments;
  }
  const firstOpen = state.indexOf(drawOpen);
  const counts = new Int32Array(3);
  const s = new Float64Array(drawn);
  const judgeable = new Uint8Array(drawn);
  for (let t = 0; t < drawn; t++) {
    counts[state[t]!]!++;
    s[t] = shares.win[t]! - shares.loss[t]!;
    judgeable[t] = state[t] === drawUnjudgeable ? 0 : 1;
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
