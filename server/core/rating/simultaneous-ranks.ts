import { normalQuantile } from "../estimation/normal-quantile";
import { quantile } from "../estimation/quantile";
import { createRandom, type Random } from "../sampling/random";
import type { BradleyTerry } from "./bradley-terry";
import { differenceVariance } from "./elo-points";
import type { StrengthCovariance } from "./strength-covariance";

export interface SimultaneousRanks {
  method: "gaussian-maximum";
  alpha: number;
  draws: number;
  seed: string;
  /** Half-width of every difference's interval in its standard errors; between Φ⁻¹(1 − α/2) and Šidák's for all pairs. */
  critical: number;
  /** Best and worst rank that each model can have, 1 the best. */
  best: Int32Array;
  worst: Int32Array;
}

/**
 * Ranks that hold for all models at once: with probability 1 − alpha every interval of a difference of two strengths
 * covers, so that every model's true rank lies in its best … worst. A model is ahead of another one only if its interval
 * of the difference lies above 0.
 *
 * The common half-width is the 1 − alpha quantile of max |Z_i − Z_j|/se_ij over all pairs for Gaussian Z of the strengths'
 * covariance, by seeded simulation; narrower than Bonferroni's since the differences hang together. Source: Hothorn, Bretz
 * and Westfall 2008; ranks from simultaneous differences: Mogstad et al. 2024.
 *
 * @param draws at least 100.
 * @throws RangeError for fewer draws or an alpha outside (0, 1).
 * @example simultaneousRanks(fit, clustered, "campaign-7").best // [1, 2, 2]
 */
export function simultaneousRanks(
  fit: BradleyTerry,
  covariance: StrengthCovariance,
  seed: string,
  alpha = 0.05,
  draws = 2000,
): SimultaneousRanks {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie in (0, 1), got ${alpha}`);
  if (!(Number.isInteger(draws) && draws >= 100))
    throw new RangeError(`${draws} draws; a quantile needs 100`);
  const { models, r } = fit;
  const critical = criticalValue(covariance, createRandom(seed), alpha, draws);
  const best = new Int32Array(models).fill(1);
  const worst = new Int32Array(models).fill(models);
  for (let i = 0; i < models; i++) {
    for (let j = 0; j < models; j++) {
      if (r[i]! - r[j]! <= critical * Math.sqrt(differenceVariance(covariance, i, j))) continue;
      best[j]!++;
      worst[i]!--;
    }
  }
  return { method: "gaussian-maximum", alpha, draws, seed, critical, best, worst };
}

function criticalValue(covariance: StrengthCovariance, random: Random, alpha: number, draws: number): number {
  const { models } = covariance;
  const plain = normalQuantile(1 - alpha / 2);
  if (models < 3) return plain;
  const factor = semidefiniteFactor(covariance.matrix, models);
  const precision = new Float64Array(models * models);
  for (let i = 0; i < models; i++) {
    for (let j = 0; j < i; j++) {
      const variance = differenceVariance(covariance, i, j);
      precision[i * models + j] = variance > 0 ? 1 / variance : 0;
    }
  }
  const largest = new Float64Array(draws);
  const normal = new Float64Array(models);
  const z = new Float64Array(models);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < models; i++) normal[i] = normalQuantile(random.next() || Number.EPSILON);
    for (let i = 0; i < models; i++) {
      z[i] = 0;
      for (let k = 0; k <= i; k++) z[i]! += factor[i * models + k]! * normal[k]!;
    }
    largest[draw] = Math.sqrt(largestSquare(z, precision));
  }
  return Math.max(plain, quantile(largest, 1 - alpha)!);
}

function largestSquare(z: Float64Array, precision: Float64Array): number {
  const models = z.length;
  let largest = 0;
  for (let i = 1; i < models; i++) {
    for (let j = 0; j < i; j++) {
      const gap = z[i]! - z[j]!;
      const square = gap * gap * precision[i * models + j]!;
      if (square > largest) largest = square;
    }
  }
  return largest;
}

/** L with L Lᵀ = matrix for a matrix that is only semidefinite: a direction without variance gets none. */
function semidefiniteFactor(matrix: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const least = 1e-10 * matrix[j * n + j]!;
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!;
      if (i === j) {
        if (!(sum > least)) break;
        factor[j * n + j] = Math.sqrt(sum);
      } else factor[i * n + j] = sum / factor[j * n + j]!;
    }
  }
  return factor;
}
