import type { JudgedColumns } from "@/server/core/estimation/judged-table";
import { drawClosed, drawOpen, type StratumColumns } from "../report/report-input";

/** What of a stratum's draws the control sample is read from, one entry per draw. */
export interface ControlStratum
  extends Pick<
    StratumColumns,
    "stratum" | "size" | "drawn" | "controlCoin" | "controlPlace" | "state" | "outcomes"
  > {
  comparisonIds: Int32Array;
  promptIds: Int32Array;
}

export interface ControlColumns {
  comparisonIds: Int32Array;
  columns: JudgedColumns;
  /** Of the sample, given up and left out. */
  unjudgeable: number;
}

interface Sampled {
  stratum: number;
  comparisonId: number;
  promptId: number;
  counts: Uint8Array;
  weight: number;
}

/**
 * The control samples of all strata as one table of judged comparisons. In each stratum it is u_1 … u_k, k the control
 * coins of the closed prefix, whoever drew them: a simple random sample of that stratum. Strata may be sampled in unequal
 * shares, so a comparison counts for (N_h/k_h)·(k/N): together they speak of the whole pool.
 *
 * @example controlColumns([stratum]).columns.ties // per comparison of the sample, its tied judgments
 */
export function controlColumns(strata: readonly ControlStratum[]): ControlColumns {
  const samples = strata
    .map((stratum) => ({ stratum, draws: sampleOf(stratum) }))
    .filter(({ draws }) => draws.length > 0);
  const size = samples.reduce((sum, { stratum }) => sum + stratum.size, 0);
  const drawn = samples.reduce((sum, { draws }) => sum + draws.length, 0);
  const judged = samples.flatMap(({ stratum, draws }): Sampled[] => {
    const weight = (stratum.size / draws.length) * (drawn / size);
    return draws
      .filter((t) => stratum.state[t] === drawClosed)
      .map((t) => ({
        stratum: stratum.stratum,
        comparisonId: stratum.comparisonIds[t] as number,
        promptId: stratum.promptIds[t] as number,
        counts: stratum.outcomes.subarray(5 * t, 5 * t + 5),
        weight,
      }));
  });
  return {
    comparisonIds: Int32Array.from(judged, ({ comparisonId }) => comparisonId),
    columns: {
      pairIndex: Int32Array.from(judged, ({ stratum }) => stratum),
      promptIndex: Int32Array.from(judged, ({ promptId }) => promptId),
      wins: Int32Array.from(judged, ({ counts }) => counts[0] as number),
      losses: Int32Array.from(judged, ({ counts }) => counts[1] as number),
      ties: Int32Array.from(judged, ({ counts }) => counts.subarray(2).reduce((sum, n) => sum + n, 0)),
      weight: Float64Array.from(judged, ({ weight }) => weight),
    },
    unjudgeable: drawn - judged.length,
  };
}

/** The draws, from 0, of the closed prefix that belong to the control sample. */
function sampleOf({ drawn, state, controlCoin, controlPlace }: ControlStratum): number[] {
  const firstOpen = state.indexOf(drawOpen);
  const closed = firstOpen === -1 ? drawn : firstOpen;
  const coins = controlCoin.subarray(0, closed).reduce((sum, coin) => sum + coin, 0);
  return Array.from({ length: closed }, (_, t) => t).filter((t) => (controlPlace[t] as number) <= coins);
}
