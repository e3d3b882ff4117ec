import { ascendingOrder } from "../sampling/ascending-order";
import { createRandom } from "../sampling/random";
import { areaUnderCurve, areaWithinStrata } from "./area-under-curve";
import { type JudgedColumns, type JudgedTable, judgedTable } from "./judged-table";
import { bestNull, permuteReductions } from "./permute-reductions";
import { quantile } from "./quantile";
import { type RankedOrder, rankOrder } from "./ranked-order";
import { resampleReductions } from "./resample-reductions";

/** One way to order the comparisons. */
export interface Order {
  id: string;
  /** One value per comparison of the columns, highest first; NaN (unscored) ranks lowest. */
  utility: Float64Array;
  /** A control claims nothing, so it cannot be "the best of all". */
  isControl?: boolean;
}

export interface CompareOrdersOptions {
  /** Share of the ranking that counts as its top, in (0, 1]; 0.2 unless given. */
  top?: number;
  /** Rank inside each model pair, or all comparisons together. */
  scope: "pair" | "pooled";
  /** Resamples of the prompts, 1,000 unless given; 0 for no interval. */
  bootstrap?: number;
  /** Reshuffles behind the null quantiles, 1,000 unless given; 0 for none. */
  permutations?: number;
  /** Id of the order that the others must beat (the length control); its values are also what is partialled out. */
  against?: string;
  /** Parts of equal size that comparisons of about one value of `against` form, 10 unless given. */
  parts?: number;
  seed: string;
}

export interface ComparedOrder {
  id: string;
  /** Judged comparisons without a utility. */
  unscored: number;
  top: {
    tieRate: number | undefined;
    /** 1 − tie rate of the top / tie rate of all; undefined where nothing ties. */
    reduction: number | undefined;
    /** 95 % percentile bootstrap interval of the reduction over prompts, re-ranked inside each resample. */
    ci: [number, number] | undefined;
    /** 95 % quantile of the reduction when outcomes are reshuffled inside the scope: what chance reaches. */
    nullQuantile95: number | undefined;
  };
  /** P(utility of a decisive judgment's comparison > that of a tied one), equal ones ½, over all comparisons together. */
  auc: number | undefined;
  /** The same among comparisons of about one value of `against` alone; undefined for `against` itself. */
  aucWithin: number | undefined;
  /** |win rate of the top − win rate of all|, win rate = (wins + ties/2)/judgments; unweighted mean over the scope's groups. */
  winRateBias: number | undefined;
  /** This reduction − that of `against`, and its 95 % interval from the same resamples; undefined for `against` itself. */
  difference: { estimate: number; ci: [number, number] | undefined } | undefined;
}

export interface OrderComparison {
  method: "compare-orders";
  /** Comparisons with a judgment, and their judgments and prompts. */
  comparisons: number;
  judgments: number;
  prompts: number;
  /** Tied judgments / judgments. */
  tieRate: number | undefined;
  fraction: number;
  /** In the order in which they were given. */
  orders: ComparedOrder[];
  /** 95 % quantile of the largest reduction among all orders but controls under reshuffled outcomes: what the best of so many reaches by chance. */
  bestNullQuantile95: number | undefined;
  against: string | undefined;
  scope: "pair" | "pooled";
  bootstrap: number;
  permutations: number;
  seed: string;
}

/**
 * What ordering by each of several utilities would have been worth on comparisons whose judgments are already known.
 * All orders share the resamples and the reshuffles, so differences between them are paired and the best of all has a
 * null of its own; an order's numbers are the same whichever others are compared with it.
 *
 * @throws RangeError for columns of different length, a top outside (0, 1] or an unknown `against`.
 * @example compareOrders(judged, [{ id: "chrf", utility }], { scope: "pair", seed: "1" }).orders[0].top.reduction // 0.6
 */
export function compareOrders(
  columns: JudgedColumns,
  orders: readonly Order[],
  options: CompareOrdersOptions,
): OrderComparison {
  const { top = 0.2, scope, bootstrap = 1000, permutations = 1000, seed } = options;
  const table = judgedTable(columns, scope);
  const against = checkOrders(columns, orders, options);
  const utilities = orders.map(({ utility }) => Float64Array.from(table.kept, (i) => utility[i]!));
  const ranked = orders.map(({ id }, o) => rankOrder(table, utilities[o]!, top, `${seed}/${id}`));
  const tieRate = rateOf(table.ties, table.judgments);
  const resampled = resampleReductions(table, ranked, top, bootstrap, createRandom(`${seed}/bootstrap`));
  const shuffled = permuteReductions(table, ranked, permutations, createRandom(`${seed}/permutations`));
  const parts = against === -1 ? undefined : partsOf(utilities[against]!, options.parts ?? 10);
  const compared = orders.map(({ id }, o): ComparedOrder => {
    const topRate = rateOf(table.ties, table.judgments, ranked[o]!.taken);
    return {
      id,
      unscored: utilities[o]!.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0),
      top: {
        tieRate: topRate,
        reduction: reductionOf(topRate, tieRate),
        ci: interval(resampled[o]!),
        nullQuantile95: quantile(shuffled[o]!, 0.95),
      },
      ...areas(table, utilities[o]!, o === against ? undefined : parts),
      winRateBias: winRateBias(table, ranked[o]!.taken),
      difference: undefined,
    };
  });
  if (against !== -1) setAgainst(compared, against, resampled);
  return {
    method: "compare-orders",
    comparisons: table.size,
    judgments: table.counted,
    prompts: table.prompts,
    tieRate,
    fraction: top,
    orders: compared,
    bestNullQuantile95: quantile(bestNull(shuffled.filter((_, o) => !orders[o]!.isControl)), 0.95),
    against: options.against,
    scope,
    bootstrap,
    permutations,
    seed,
  };
}

/** Adds every order's difference to one of them, on the same resamples. */
function setAgainst(compared: ComparedOrder[], against: number, resampled: readonly Float64Array[]): void {
  const other = compared[against]!.top.reduction;
  for (const [o, order] of compared.entries()) {
    const own = order.top.reduction;
    if (o === against || own === undefined || other === undefined) continue;
    const differences = resampled[o]!.map((value, run) => value - resampled[against]![run]!);
    order.difference = { estimate: own - other, ci: interval(differences) };
  }
}

/** The position of `against`, or −1. */
function checkOrders(
  columns: JudgedColumns,
  orders: readonly Order[],
  { top = 0.2, against }: CompareOrdersOptions,
): number {
  if (!(top > 0 && top <= 1)) throw new RangeError(`top must lie in (0, 1], got ${top}`);
  if (orders.some(({ utility }) => utility.length !== columns.pairIndex.length))
    throw new RangeError("columns differ in length");
  const place = orders.findIndex(({ id }) => id === against);
  if (against !== undefined && place === -1) throw new RangeError(`no order is called ${against}`);
  return place;
}

function rateOf(ties: Float64Array, judgments: Float64Array, copies?: Int32Array): number | undefined {
  let tied = 0;
  let judged = 0;
  for (let i = 0; i < ties.length; i++) {
    const times = copies === undefined ? 1 : copies[i]!;
    tied += times * ties[i]!;
    judged += times * judgments[i]!;
  }
  return judged > 0 ? tied / judged : undefined;
}

function reductionOf(top: number | undefined, all: number | undefined): number | undefined {
  return top === undefined || all === undefined || all === 0 ? undefined : 1 - top / all;
}

function interval(values: Float64Array): [number, number] | undefined {
  const lower = quantile(values, 0.025);
  const upper = quantile(values, 0.975);
  return lower === undefined || upper === undefined ? undefined : [lower, upper];
}

interface Parts {
  of: Int32Array;
  count: number;
}

/** Comparisons of about the same value: parts of equal size along it. Fewer than ten comparisons to a part say nothing. */
function partsOf(values: Float64Array, count: number): Parts | undefined {
  if (values.length < 10 * count) return undefined;
  const of = new Int32Array(values.length);
  for (const [place, i] of ascendingOrder(values).entries())
    of[i] = Math.floor((count * place) / values.length);
  return { of, count };
}

function areas(table: JudgedTable, utility: Float64Array, parts: Parts | undefined) {
  const score = utility.map((value) => (Number.isNaN(value) ? -Infinity : value));
  const decisive = table.judgments.map((count, i) => Math.max(0, count - table.ties[i]!));
  return {
    auc: areaUnderCurve(score, decisive, table.ties),
    aucWithin: parts && areaWithinStrata(score, decisive, table.ties, parts.of, parts.count),
  };
}

function winRateBias(table: JudgedTable, taken: RankedOrder["taken"]): number | undefined {
  const [points, judged, topPoints, topJudged] = [0, 0, 0, 0].map(() => new Float64Array(table.groups));
  for (let i = 0; i < table.size; i++) {
    const g = table.group[i]!;
    points![g]! += table.points[i]!;
    judged![g]! += table.judgments[i]!;
    topPoints![g]! += taken[i]! * table.points[i]!;
    topJudged![g]! += taken[i]! * table.judgments[i]!;
  }
  let sum = 0;
  for (let g = 0; g < table.groups; g++) {
    sum += Math.abs(topPoints![g]! / topJudged![g]! - points![g]! / judged![g]!);
  }
  return table.groups > 0 ? sum / table.groups : undefined;
}
