import { createRandom, type Random } from "../sampling/random";
import type { AgreementJudgments } from "./agreement-judgments";
import { type AlphaLevel, krippendorffAlpha } from "./krippendorff-alpha";

export interface AlphaSimulation {
  /** Kinds of prompts: how frequent each is, and how probable each outcome is there. Frequencies sum to 1. */
  kinds: readonly { frequency: number; outcomes: readonly number[] }[];
  values: readonly number[];
  level: AlphaLevel;
  prompts: number;
  /** Judgments of each prompt: a number between the two, any of them alike. */
  judgments: readonly [number, number];
  replications: number;
  resamples: number;
  seed: string;
}

/** How often the interval of α covers the α of endlessly many prompts of the same kinds. */
export interface AlphaCoverage {
  /** That α. */
  truth: number;
  /** Mean of the estimates. */
  mean: number;
  /** Share of the replications whose interval covers it; those without an interval do not cover. */
  coverage: number;
  replications: number;
}

/**
 * Simulates campaigns and counts how often α's 95 % interval covers the truth.
 *
 * @example simulateAlphaCoverage({ ...population, prompts: 200, replications: 500, resamples: 500, seed: "s" }).coverage // about 0.95
 */
export function simulateAlphaCoverage(simulation: AlphaSimulation): AlphaCoverage {
  const { level, replications, resamples, seed } = simulation;
  const truth = populationAlpha(simulation);
  let covered = 0;
  let sum = 0;
  let known = 0;
  for (let run = 0; run < replications; run++) {
    const judgments = simulateJudgments(simulation, createRandom(`${seed}/${run}`));
    const result = krippendorffAlpha(judgments, level, { seed: `${seed}/${run}/bootstrap`, resamples });
    if (result.kind === "unknown") continue;
    known++;
    sum += result.alpha;
    const { interval } = result;
    if (interval.kind === "known" && interval.lower <= truth && truth <= interval.upper) covered++;
  }
  return { truth, mean: known > 0 ? sum / known : 0, coverage: covered / replications, replications };
}

/** 1 − D_o/D_e in the population: two judgments of one prompt against two of any. */
export function populationAlpha({
  kinds,
  values,
  level,
}: Pick<AlphaSimulation, "kinds" | "values" | "level">): number {
  const distance = (c: number, k: number) =>
    level === "nominal" ? Number(c !== k) : (values[c]! - values[k]!) ** 2;
  const spread = (shares: readonly number[]) =>
    shares.reduce((sum, x, c) => sum + shares.reduce((own, y, k) => own + x * y * distance(c, k), 0), 0);
  const within = kinds.reduce((sum, { frequency, outcomes }) => sum + frequency * spread(outcomes), 0);
  const overall = values.map((_, c) =>
    kinds.reduce((sum, kind) => sum + kind.frequency * kind.outcomes[c]!, 0),
  );
  return 1 - within / spread(overall);
}

/** One campaign of such prompts, one comparison each. */
export function simulateJudgments(
  { kinds, values, prompts, judgments: [fewest, most] }: Omit<AlphaSimulation, "level" | "replications">,
  random: Random,
): AgreementJudgments {
  const frequencies = kinds.map((kind) => kind.frequency);
  const comparison: number[] = [];
  const annotator: number[] = [];
  const outcome: number[] = [];
  for (let prompt = 0; prompt < prompts; prompt++) {
    const { outcomes } = kinds[drawFrom(frequencies, random)]!;
    const size = fewest + random.below(most - fewest + 1);
    for (let j = 0; j < size; j++) {
      comparison.push(prompt);
      annotator.push(j);
      outcome.push(drawFrom(outcomes, random));
    }
  }
  return {
    values,
    comparisons: prompts,
    annotators: most,
    comparison: Int32Array.from(comparison),
    annotator: Int32Array.from(annotator),
    outcome: Uint8Array.from(outcome),
  };
}

/** An index, each with its share as probability. */
export function drawFrom(shares: readonly number[], random: Random): number {
  let left = random.next();
  for (let i = 0; i < shares.length - 1; i++) {
    if (left < shares[i]!) return i;
    left -= shares[i]!;
  }
  return shares.length - 1;
}
