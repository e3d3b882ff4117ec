import { quantile } from "../estimation/quantile";
import { createRandom, type Random } from "../sampling/random";
import { createBinomialSampler } from "./binomial-sampler";

export interface BootstrapOptions {
  seed: string;
  /** How many resamples, 1,000 unless given; 0 for no interval. */
  resamples?: number;
  /** 1 − confidence, 0.05 unless given. */
  alpha?: number;
}

/**
 * A percentile interval, or why there is none. `not-asked`: no resamples. `few-prompts`: under 10, where resampling says too
 * little. `no-variation`: every resample gives the same, as in perfect agreement, so that its spread of 0 says nothing.
 * `often-one-outcome`: more than one resample in twenty held one outcome only and has no value.
 */
export type BootstrapInterval =
  | { kind: "known"; lower: number; upper: number; resamples: number; seed: string; alpha: number }
  | { kind: "unknown"; reason: "not-asked" | "few-prompts" | "no-variation" | "often-one-outcome" };

/** What a measure needs of each prompt, as numbers that add up: prompts × width, row after row. */
export interface PromptSums {
  rows: Float64Array;
  width: number;
}

const fewestPrompts = 10;

/**
 * The interval of a measure by drawing prompts with replacement. Prompts, not judgments: judgments of one prompt hang
 * together.
 *
 * Prompts whose rows are equal are one pattern, and a resample is a multinomial draw of how often each pattern comes. That
 * is the same bootstrap, in time that grows with the patterns, of which few judgments of few outcomes make few. Where
 * there are many, prompts are drawn one by one.
 *
 * Source: Efron and Tibshirani 1993, percentile interval.
 *
 * @param statistic the measure of a resample from the sums of its rows; undefined where it has none.
 * @example bootstrapPrompts({ rows, width: 2 }, ([agreeing, pairs]) => agreeing! / pairs!, { seed: "s" })
 */
export function bootstrapPrompts(
  sums: PromptSums,
  statistic: (sums: Float64Array) => number | undefined,
  { seed, resamples = 1000, alpha = 0.05 }: BootstrapOptions,
): BootstrapInterval {
  if (resamples === 0) return { kind: "unknown", reason: "not-asked" };
  const prompts = sums.rows.length / sums.width;
  if (prompts < fewestPrompts) return { kind: "unknown", reason: "few-prompts" };
  const values = resampleStatistic(sums, statistic, { seed, resamples });
  if (values.length < 0.95 * resamples) return { kind: "unknown", reason: "often-one-outcome" };
  const lower = quantile(values, alpha / 2)!;
  const upper = quantile(values, 1 - alpha / 2)!;
  if (upper - lower < 1e-12) return { kind: "unknown", reason: "no-variation" };
  return { kind: "known", lower, upper, resamples: values.length, seed, alpha };
}

/** The measure's value in every resample that has one. */
export function resampleStatistic(
  sums: PromptSums,
  statistic: (sums: Float64Array) => number | undefined,
  { seed, resamples }: { seed: string; resamples: number },
): Float64Array {
  const { width } = sums;
  const { rows, times } = rowPatterns(sums);
  const drawCounts = resampler(times, createRandom(seed));
  const drawn = new Int32Array(times.length);
  const values = new Float64Array(resamples);
  const total = new Float64Array(width);
  let kept = 0;
  for (let run = 0; run < resamples; run++) {
    drawCounts(drawn.fill(0));
    total.fill(0);
    for (let pattern = 0; pattern < drawn.length; pattern++) {
      if (drawn[pattern] === 0) continue;
      for (let i = 0; i < width; i++) total[i]! += drawn[pattern]! * rows[pattern * width + i]!;
    }
    const value = statistic(total);
    if (value !== undefined) values[kept++] = value;
  }
  return values.slice(0, kept);
}

/** Draws as many prompts as there are and adds up, from 0, how often each pattern came. */
function resampler(times: Float64Array, random: Random): (drawn: Int32Array) => void {
  const prompts = times.reduce((sum, n) => sum + n, 0);
  // A binomial number costs about four draws of a prompt.
  if (times.length * 4 > prompts) {
    const patternOf = new Int32Array(prompts);
    for (let pattern = 0, next = 0; pattern < times.length; pattern++)
      patternOf.fill(pattern, next, (next += times[pattern]!));
    return (drawn) => {
      for (let n = 0; n < prompts; n++) drawn[patternOf[random.below(prompts)]!]!++;
    };
  }
  const binomial = createBinomialSampler(prompts, random);
  return (drawn) => {
    let toDraw = prompts;
    let among = prompts;
    for (let pattern = 0; toDraw > 0; pattern++) {
      drawn[pattern] = binomial(toDraw, times[pattern]! / among);
      among -= times[pattern]!;
      toDraw -= drawn[pattern]!;
    }
  };
}

/** Different rows and how often each comes, the frequent ones first, whatever the order of prompts. */
function rowPatterns({ rows, width }: PromptSums): { rows: Float64Array; times: Float64Array } {
  const found = new Map<string, { first: number; times: number }>();
  for (let start = 0; start < rows.length; start += width) {
    let key = "";
    for (let i = start; i < start + width; i++) key += `${rows[i]},`;
    const pattern = found.get(key);
    if (pattern) pattern.times++;
    else found.set(key, { first: start, times: 1 });
  }
  const patterns = [...found].sort(([a, { times: x }], [b, { times: y }]) => y - x || (a < b ? -1 : 1));
  const different = new Float64Array(patterns.length * width);
  for (const [p, [, { first }]] of patterns.entries())
    different.set(rows.subarray(first, first + width), p * width);
  return { rows: different, times: Float64Array.from(patterns, ([, { times }]) => times) };
}

/** Sums of all rows: what the measure is without resampling. */
export function sumRows({ rows, width }: PromptSums): Float64Array {
  const total = new Float64Array(width);
  for (let i = 0; i < rows.length; i++) total[i % width]! += rows[i]!;
  return total;
}
