import { lureWeights } from "./lure-weights";
import { studentQuantile } from "./student-quantile";

/** One stratum's closed draws and the judgments that its scores are made of. */
export interface JudgedStratum {
  /** Size of the pool. */
  N: number;
  /** Per draw, as for `lure`. */
  q: Float64Array;
  /** Per draw, 0 where it was given up; all judgeable if left out. */
  judgeable?: Uint8Array;
  /** Per judgment (the first r of each comparison): number of its draw from 0, score +1, 0 or −1, and who and what about. */
  draw: Int32Array;
  score: Float64Array;
  /** Dense numbers, shared by all strata. */
  prompt: Int32Array;
  annotator: Int32Array;
}

export interface WiderTargetInput {
  strata: readonly JudgedStratum[];
  /** 1 − confidence, 0.05 unless given. */
  alpha?: number;
}

/** Why there is an estimate but no interval: one prompt or annotator tells nothing of others. */
export type WiderTargetGap = "no-judgments" | "one-prompt" | "one-annotator";

export interface WiderTargetEstimate {
  method: "two-way-clustered";
  /** The same point estimate as for the pool; undefined while a stratum has none. */
  theta: number | undefined;
  se: number | undefined;
  /** θ̂ ± t·se in [−1, 1], t with the smaller number of clusters − 1 degrees of freedom. */
  lower: number | undefined;
  upper: number | undefined;
  gap: WiderTargetGap | undefined;
  prompts: number;
  annotators: number;
  /** Variances by prompt, by annotator and by both at once; se² = prompt + annotator − both. */
  variance: { prompt: number; annotator: number; both: number } | undefined;
  alpha: number;
}

/**
 * The margin for "prompts and annotators like these": what another campaign with other prompts and other people from the
 * same sources would tend to. The prompts judged are a sample of a larger world, so nothing is taken off for having
 * judged much of the pool, and what shares a prompt or a person counts as one observation.
 *
 * se² = V_prompt + V_annotator − V_both, each Σ over clusters of (Σ of its judgments' shares in θ̂ − θ)², times G/(G − 1); not
 * below the larger of the first two. Source: Cameron, Gelbach and Miller 2011, J. Bus. Econ. Stat. 29:238.
 *
 * With few annotators (below about ten) it is rough, and rather too narrow than too wide.
 *
 * @throws RangeError for arrays of different length, judgments of no draw, or as `lureWeights` does.
 * @example widerTarget({ strata: [{ N: 400, q, draw, score, prompt, annotator }] }).se // 0.071
 */
export function widerTarget({ strata, alpha = 0.05 }: WiderTargetInput): WiderTargetEstimate {
  const pools = strata.filter(({ N }) => N > 0);
  const total = pools.reduce((sum, { N }) => sum + N, 0);
  const parts = pools.map((stratum) => influenceOf(stratum, stratum.N / total));
  const clusters = clustersOf(pools);
  const counts = { prompts: clusters.prompt.count, annotators: clusters.annotator.count };
  const about = { method: "two-way-clustered" as const, ...counts, alpha };
  const none = { se: undefined, lower: undefined, upper: undefined, variance: undefined };
  const missing = parts.length === 0 || parts.some((part) => part === undefined);
  if (missing) return { ...about, theta: undefined, ...none, gap: "no-judgments" };
  const theta = parts.reduce((sum, part) => sum + part!.theta, 0);
  if (counts.prompts < 2) return { ...about, theta, ...none, gap: "one-prompt" };
  if (counts.annotators < 2) return { ...about, theta, ...none, gap: "one-annotator" };
  const shares = concatenated(parts.map((part) => part!.shares));
  const variance = {
    prompt: clusterVariance(shares, clusters.prompt),
    annotator: clusterVariance(shares, clusters.annotator),
    both: clusterVariance(shares, clusters.both),
  };
  const sum = variance.prompt + variance.annotator - variance.both;
  const se = Math.sqrt(Math.max(sum, variance.prompt, variance.annotator));
  const t = studentQuantile(1 - alpha / 2, Math.min(counts.prompts, counts.annotators) - 1);
  const [lower, upper] = [Math.max(-1, theta - t * se), Math.min(1, theta + t * se)];
  return { ...about, theta, se, lower, upper, gap: undefined, variance };
}

/** The stratum's part of θ̂ and every judgment's part of θ̂ − θ. */
function influenceOf(
  stratum: JudgedStratum,
  share: number,
): { theta: number; shares: Float64Array } | undefined {
  const { N, q, judgeable, draw, score } = stratum;
  checkColumns(stratum);
  const v = lureWeights(N, q);
  const perDraw = new Float64Array(q.length);
  for (const m of draw) perDraw[m]!++;
  let isPlain = true;
  let counted = 0;
  for (let m = 0; m < v.length; m++) {
    if ((!judgeable || judgeable[m] === 1) && perDraw[m]! > 0) counted += v[m]!;
    else isPlain = false;
  }
  const weight = isPlain ? q.length : counted;
  if (!(weight > 0)) return undefined;
  // Of each judgment of a draw: its part of the estimate, and of θ that is taken off. LURE divides by the number of draws, the
  // ratio by the sum of weights.
  const worth = new Float64Array(v.length);
  const base = new Float64Array(v.length);
  for (let m = 0; m < v.length; m++) {
    if (judgeable?.[m] === 0 || perDraw[m] === 0) continue;
    worth[m] = v[m]! / (perDraw[m]! * weight);
    base[m] = isPlain ? 1 / (perDraw[m]! * weight) : worth[m]!;
  }
  let theta = 0;
  for (let j = 0; j < draw.length; j++) theta += worth[draw[j]!]! * score[j]!;
  const shares = new Float64Array(draw.length);
  for (let j = 0; j < draw.length; j++) {
    const m = draw[j]!;
    shares[j] = share * (worth[m]! * score[j]! - base[m]! * theta);
  }
  return { theta: share * theta, shares };
}

function checkColumns({ q, judgeable, draw, score, prompt, annotator }: JudgedStratum): void {
  const isEven = [score, prompt, annotator].every((column) => column.length === draw.length);
  if (!isEven || (judgeable && judgeable.length !== q.length))
    throw new RangeError("arrays differ in length");
  for (const m of draw)
    if (!(m >= 0 && m < q.length)) throw new RangeError("a judgment belongs to none of the draws");
}

/** The cluster of every judgment, strata one after the other; clusters are numbered as they are met. */
interface Clusters {
  count: number;
  of: Int32Array;
}

function clustersOf(strata: readonly JudgedStratum[]): Record<"prompt" | "annotator" | "both", Clusters> {
  const prompt = numbered(strata.map((stratum) => stratum.prompt));
  const annotator = numbered(strata.map((stratum) => stratum.annotator));
  return { prompt, annotator, both: crossed(prompt, annotator) };
}

function numbered(columns: readonly Int32Array[]): Clusters {
  let most = -1;
  for (const column of columns) for (const key of column) if (key > most) most = key;
  const numbers = new Int32Array(most + 1).fill(-1);
  const of = new Int32Array(columns.reduce((sum, column) => sum + column.length, 0));
  let count = 0;
  let place = 0;
  for (const column of columns) {
    for (const key of column) {
      if (numbers[key] === -1) numbers[key] = count++;
      of[place++] = numbers[key]!;
    }
  }
  return { count, of };
}

/** Every pair of clusters that occurs together; those of a prompt form a list, since few people judge one comparison. */
function crossed(prompt: Clusters, annotator: Clusters): Clusters {
  const { length } = prompt.of;
  const first = new Int32Array(prompt.count).fill(-1);
  const next = new Int32Array(length);
  const who = new Int32Array(length);
  const of = new Int32Array(length);
  let count = 0;
  for (let j = 0; j < length; j++) {
    const head = first[prompt.of[j]!]!;
    let own = head;
    while (own !== -1 && who[own] !== annotator.of[j]) own = next[own]!;
    if (own === -1) {
      own = count++;
      who[own] = annotator.of[j]!;
      next[own] = head;
      first[prompt.of[j]!] = own;
    }
    of[j] = own;
  }
  return { count, of };
}

function concatenated(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0));
  let place = 0;
  for (const column of columns) {
    all.set(column, place);
    place += column.length;
  }
  return all;
}

function clusterVariance(shares: Float64Array, { count, of }: Clusters): number {
  const sums = new Float64Array(count);
  for (let j = 0; j < shares.length; j++) sums[of[j]!]! += shares[j]!;
  let squares = 0;
  for (const sum of sums) squares += sum * sum;
  return count > 1 ? (squares * count) / (count - 1) : squares;
}
