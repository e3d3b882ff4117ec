import { createRandom, type Random } from "../sampling/random";
import { areaUnderCurve } from "./area-under-curve";
import { quantile } from "./quantile";
import { type RankedGroups, rankGroups, takeTop } from "./top-selection";

/** Judged comparisons as columns, all of one length. Comparisons without a judgment are passed over. */
export interface JudgedComparisons {
  /** Model pair of each comparison (any integers). */
  pairIndex: Int32Array;
  /** Prompt of each (any integers); the bootstrap resamples prompts. */
  promptIndex: Int32Array;
  /** What the comparisons would have been ordered by, highest first; NaN ranks lowest. */
  utility: Float64Array;
  /** Judgments of each: ties of both kinds, for model_a, for model_b. */
  ties: ArrayLike<number>;
  wins: ArrayLike<number>;
  losses: ArrayLike<number>;
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
  const { top = 0.2, scope, bootstrap = 1000, permutations = 1000, seed } = options;
  if (!(top > 0 && top <= 1)) throw new RangeError(`top must lie in (0, 1], got ${top}`);
  const table = judgedTable(comparisons, scope);
  const ranking = rankGroups(table.group, table.utility, table.groups);
  const once = new Int32Array(table.size).fill(1);
  const taken = new Int32Array(table.size);
  takeTop(ranking, once, top, createRandom(`${seed}/ties`), taken);
  const tieRate = tieRateOf(table, once);
  const topTieRate = tieRateOf(table, taken);
  const resampled = resampleReductions(table, ranking, top, bootstrap, createRandom(`${seed}/bootstrap`));
  const shuffled = shuffleReductions(table, top, permutations, createRandom(`${seed}/permutations`));
  const lower = quantile(resampled, 0.025);
  const upper = quantile(resampled, 0.975);
  return {
    method: "order-worth",
    pairs: table.size,
    judgments: table.judgments.reduce((sum, count) => sum + count, 0),
    tieRate,
    top: {
      fraction: top,
      tieRate: topTieRate,
      reduction: reductionOf(topTieRate, tieRate),
      ci: lower === undefined || upper === undefined ? undefined : [lower, upper],
      nullQuantile95: quantile(shuffled, 0.95),
    },
    auc: areaUnderCurve(
      table.utility,
      table.judgments.map((count, i) => count - table.ties[i]!),
      table.ties,
    ),
    winRateBias: winRateBias(table, taken),
    scope,
    bootstrap,
    permutations,
    seed,
  };
}

interface JudgedTable {
  size: number;
  group: Int32Array;
  groups: number;
  prompt: Int32Array;
  prompts: number;
  utility: Float64Array;
  ties: Float64Array;
  judgments: Float64Array;
  /** wins + ties/2. */
  points: Float64Array;
}

function judgedTable(columns: JudgedComparisons, scope: "pair" | "pooled"): JudgedTable {
  const { pairIndex, promptIndex, utility, ties, wins, losses } = columns;
  const lengths = [pairIndex, promptIndex, ties, wins, losses].map((column) => column.length);
  if (lengths.some((length) => length !== utility.length)) throw new RangeError("columns differ in length");
  const kept = Array.from(utility.keys()).filter((i) => ties[i]! + wins[i]! + losses[i]! > 0);
  const { codes: group, count: groups } = encode(kept.map((i) => (scope === "pair" ? pairIndex[i]! : 0)));
  const { codes: prompt, count: prompts } = encode(kept.map((i) => promptIndex[i]!));
  return {
    size: kept.length,
    group,
    groups,
    prompt,
    prompts,
    utility: Float64Array.from(kept, (i) => (Number.isNaN(utility[i]) ? -Infinity : utility[i]!)),
    ties: Float64Array.from(kept, (i) => ties[i]!),
    judgments: Float64Array.from(kept, (i) => ties[i]! + wins[i]! + losses[i]!),
    points: Float64Array.from(kept, (i) => wins[i]! + ties[i]! / 2),
  };
}

/** Numbers the distinct values 0, 1, … in order of first appearance. */
function encode(values: readonly number[]): { codes: Int32Array; count: number } {
  const codeOf = new Map<number, number>();
  const codes = Int32Array.from(values, (value) => {
    const code = codeOf.get(value) ?? codeOf.size;
    codeOf.set(value, code);
    return code;
  });
  return { codes, count: codeOf.size };
}

function tieRateOf(table: JudgedTable, copies: Int32Array): number | undefined {
  let tied = 0;
  let judged = 0;
  for (let i = 0; i < table.size; i++) {
    tied += copies[i]! * table.ties[i]!;
    judged += copies[i]! * table.judgments[i]!;
  }
  return judged > 0 ? tied / judged : undefined;
}

function reductionOf(top: number | undefined, all: number | undefined): number | undefined {
  return top === undefined || all === undefined || all === 0 ? undefined : 1 - top / all;
}

/** The reduction in each bootstrap resample of the prompts; resamples without a tie have none and are left out. */
function resampleReductions(
  table: JudgedTable,
  ranking: RankedGroups,
  top: number,
  times: number,
  random: Random,
): Float64Array {
  const drawn = new Int32Array(table.prompts);
  const copies = new Int32Array(table.size);
  const taken = new Int32Array(table.size);
  const reductions: number[] = [];
  for (let run = 0; run < times; run++) {
    drawn.fill(0);
    for (let p = 0; p < table.prompts; p++) drawn[random.below(table.prompts)]!++;
    for (let i = 0; i < table.size; i++) copies[i] = drawn[table.prompt[i]!]!;
    takeTop(ranking, copies, top, random, taken);
    const reduction = reductionOf(tieRateOf(table, taken), tieRateOf(table, copies));
    if (reduction !== undefined) reductions.push(reduction);
  }
  return Float64Array.from(reductions);
}

/** The reduction under reshuffled utilities: a random top of each group, since every order is then equally likely. */
function shuffleReductions(table: JudgedTable, top: number, times: number, random: Random): Float64Array {
  const chance = rankGroups(table.group, new Float64Array(table.size), table.groups);
  const once = new Int32Array(table.size).fill(1);
  const taken = new Int32Array(table.size);
  const tieRate = tieRateOf(table, once);
  const reductions: number[] = [];
  for (let run = 0; run < times; run++) {
    takeTop(chance, once, top, random, taken);
    const reduction = reductionOf(tieRateOf(table, taken), tieRate);
    if (reduction !== undefined) reductions.push(reduction);
  }
  return Float64Array.from(reductions);
}

function winRateBias(table: JudgedTable, taken: Int32Array): number | undefined {
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
