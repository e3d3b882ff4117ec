import { compareOrders } from "./compare-orders";
import type { JudgedColumns } from "./judged-table";

/** Judged comparisons and the one utility that they would have been ordered by, highest first; NaN ranks lowest. */
export interface JudgedComparisons extends JudgedColumns {
  utility: Float64Array;
}

export interface OrderWorthOptions {
  /** Share of the ranking that counts as its top, in (0, 1]; 0.2 unless given. */
  top?: number;
  /** Rank inside each model pair, or all comparisons together. */
  scope: "pair" | "pooled";
  /** Resamples of the prompts, 1,000 unless given; 0 for no interval. */
  bootstrap?: number;
  /** Reshuffles behind the null quantile, 1,000 unless given; 0 for none. */
  permutations?: number;
  seed: string;
}

export interface OrderWorth {
  method: "order-worth";
  /** Comparisons with a judgment. */
  pairs: number;
  judgments: number;
  /** Tied judgments / judgments. */
  tieRate: number | undefined;
  top: {
    fraction: number;
    tieRate: number | undefined;
    /** 1 − tie rate of the top / tie rate of all; undefined where nothing ties. */
    reduction: number | undefined;
    /** 95 % percentile bootstrap interval of the reduction over prompts, re-ranked inside each resample. */
    ci: [number, number] | undefined;
    /** 95 % quantile of the reduction when utilities are reshuffled inside the scope: what chance reaches. */
    nullQuantile95: number | undefined;
  };
  /** P(utility of a decisive judgment's comparison > that of a tied one), equal ones ½, over all comparisons together. */
  auc: number | undefined;
  /**
   * How far the top alone would mislead: |win rate of the top − win rate of all|, win rate = (wins + ties/2)/judgments;
   * unweighted mean over model pairs for scope `pair`, over everything at once for `pooled`.
   */
  winRateBias: number | undefined;
  scope: "pair" | "pooled";
  bootstrap: number;
  permutations: number;
  seed: string;
}

/**
 * What ordering by a metric would have been worth on comparisons whose judgments are already known: how much lower the tie
 * rate is in the top of the ranking, with an interval, against chance, and at what bias. The top is max(1, round(top·n))
 * comparisons of each pair (or of all), equal utilities in seeded random order.
 *
 * @throws RangeError for columns of different length or a top outside (0, 1].
 * @example orderWorth(comparisons, { top: 0.2, scope: "pair", seed: "1" }).top.reduction // 0.6: 60 % fewer ties
 */
export function orderWorth(comparisons: JudgedComparisons, options: OrderWorthOptions): OrderWorth {
  const { utility, ...columns } = comparisons;
  const order = { id: "order", utility };
  const { orders, tieRate, judgments, fraction, ...all } = compareOrders(columns, [order], options);
  const { top, auc, winRateBias } = orders[0]!;
  return {
    method: "order-worth",
    pairs: all.comparisons,
    judgments,
    tieRate,
    top: { fraction, ...top },
    auc,
    winRateBias,
    scope: all.scope,
    bootstrap: all.bootstrap,
    permutations: all.permutations,
    seed: all.seed,
  };
}
