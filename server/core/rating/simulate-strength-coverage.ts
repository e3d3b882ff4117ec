import { createRandom, type Random } from "../sampling/random";
import { fitBradleyTerry } from "./bradley-terry";
import { countPairs } from "./count-pairs";
import { strengthDifference } from "./elo-points";
import type { PromptJudgments } from "./pair-judgments";
import { clusteredCovariance, modelBasedCovariance, type StrengthCovariance } from "./strength-covariance";

export interface StrengthSimulation {
  /** True log-strengths, one per model. */
  strengths: readonly number[];
  /** Each prompt is judged for one pair of models drawn at random, this many times. */
  prompts: number;
  judgments: number;
  /** Probability that a judgment goes by what all judgments of its prompt share, instead of by itself. */
  agreement: number;
  /** Ties as a share of what they could be at most without moving the mean score, in [0, 1]. */
  tieShare: number;
  replications: number;
  seed: string;
}

/** How often 95 % intervals of differences cover the truth: mean over all pairs of models and replications. */
export interface StrengthCoverage {
  sandwich: number;
  modelBased: number;
  /** The pair that the sandwich covers least. */
  leastSandwich: number;
  /** Replications without strengths or without a covariance; they cover nothing. */
  unknown: number;
}

/**
 * Simulates campaigns whose mean scores follow Bradley and Terry's model exactly while judgments of a prompt hang together,
 * and counts how often intervals cover.
 *
 * @example simulateStrengthCoverage({ strengths: [0.5, 0, -0.5], prompts: 300, judgments: 3, agreement: 0.6, tieShare: 0.3,
 *   replications: 2000, seed: "s" }).sandwich // about 0.95
 */
export function simulateStrengthCoverage(simulation: StrengthSimulation): StrengthCoverage {
  const { strengths, replications, seed } = simulation;
  const pairs = strengths.flatMap((_, i) => Array.from({ length: i }, (_other, j) => [i, j] as const));
  const covered = pairs.map(() => ({ sandwich: 0, modelBased: 0 }));
  let unknown = 0;
  for (let run = 0; run < replications; run++) {
    const judgments = simulateStrengthJudgments(simulation, createRandom(`${seed}/${run}`));
    const fit = fitBradleyTerry(countPairs(judgments));
    const clustered = fit.kind === "fitted" ? clusteredCovariance(fit, judgments) : fit;
    if (fit.kind === "separated" || clustered.kind !== "known") {
      unknown++;
      continue;
    }
    const modelBased = modelBasedCovariance(fit);
    const covers = (covariance: StrengthCovariance, i: number, j: number) => {
      const { lower, upper } = strengthDifference(fit, covariance, i, j);
      const truth = strengths[i]! - strengths[j]!;
      return lower <= truth && truth <= upper ? 1 : 0;
    };
    for (const [place, [i, j]] of pairs.entries()) {
      covered[place]!.sandwich += covers(clustered, i, j);
      covered[place]!.modelBased += covers(modelBased, i, j);
    }
  }
  const mean = (of: "sandwich" | "modelBased") =>
    covered.reduce((sum, pair) => sum + pair[of], 0) / (pairs.length * replications);
  return {
    sandwich: mean("sandwich"),
    modelBased: mean("modelBased"),
    leastSandwich: Math.min(...covered.map((pair) => pair.sandwich)) / replications,
    unknown,
  };
}

/** One campaign of such judgments. */
export function simulateStrengthJudgments(
  { strengths, prompts, judgments, agreement, tieShare }: Omit<StrengthSimulation, "replications" | "seed">,
  random: Random,
): PromptJudgments {
  const models = strengths.length;
  const rows = prompts * judgments;
  const a = new Int32Array(rows);
  const b = new Int32Array(rows);
  const score = new Float64Array(rows);
  for (let prompt = 0; prompt < prompts; prompt++) {
    const i = random.below(models);
    const j = (i + 1 + random.below(models - 1)) % models;
    const p = 1 / (1 + Math.exp(strengths[j]! - strengths[i]!));
    const tie = 2 * tieShare * Math.min(p, 1 - p);
    const common = random.next();
    for (let row = prompt * judgments; row < (prompt + 1) * judgments; row++) {
      const u = random.next() < agreement ? common : random.next();
      a[row] = i;
      b[row] = j;
      if (u < p - tie / 2) score[row] = 1;
      else score[row] = u < p + tie / 2 ? 0 : -1;
    }
  }
  const prompt = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / judgments));
  return { models, a, b, score, prompts, prompt };
}
