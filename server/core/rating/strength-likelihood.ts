import type { PairCounts } from "./count-pairs";

/** Weight of all judgments of each pair, models × models and symmetric. */
export function gamesOf({ models, wins, ties }: PairCounts): Float64Array {
  const games = new Float64Array(models * models);
  for (let i = 1; i < models; i++) {
    for (let j = 0; j < i; j++) {
      const own = i * models + j;
      const other = j * models + i;
      games[own] = games[other] = wins[own]! + wins[other]! + ties[own]!;
    }
  }
  return games;
}

/** What each model scored in all: its wins and half its ties. */
export function pointsOf({ models, wins, ties }: PairCounts): Float64Array {
  const points = new Float64Array(models);
  for (let i = 0; i < models; i++)
    for (let j = 0; j < models; j++) points[i]! += wins[i * models + j]! + ties[i * models + j]! / 2;
  return points;
}

/** Points scored less points expected at `r`: the slope of the log-likelihood. */
export function strengthGradient(games: Float64Array, points: Float64Array, r: Float64Array): Float64Array {
  const models = r.length;
  const power = r.map(Math.exp);
  const gradient = points.slice();
  for (let i = 1; i < models; i++) {
    const own = power[i]!;
    let expected = 0;
    for (let j = 0; j < i; j++) {
      const n = games[i * models + j]!;
      const share = (n * own) / (own + power[j]!);
      expected += share;
      gradient[j]! -= n - share;
    }
    gradient[i]! -= expected;
  }
  return gradient;
}

/**
 * The information of the judgments at `r`: Σ n p (1 − p) of the pairs, as a matrix of differences, made invertible by a
 * constant in every entry, which no direction with Σ = 0 feels.
 */
export function strengthCurvature(games: Float64Array, r: Float64Array): Float64Array {
  const models = r.length;
  const power = r.map(Math.exp);
  const matrix = new Float64Array(models * models);
  let trace = 0;
  for (let i = 1; i < models; i++) {
    for (let j = 0; j < i; j++) {
      const n = games[i * models + j]!;
      if (n === 0) continue;
      const sum = power[i]! + power[j]!;
      const information = n * (power[i]! / sum) * (power[j]! / sum);
      matrix[i * models + j]! -= information;
      matrix[j * models + i]! -= information;
      matrix[i * models + i]! += information;
      matrix[j * models + j]! += information;
      trace += 2 * information;
    }
  }
  const constant = trace > 0 ? trace / (models * models) : 1;
  for (let cell = 0; cell < matrix.length; cell++) matrix[cell]! += constant;
  return matrix;
}

/** Moves all by one amount so that they sum to 0. */
export function centre(r: Float64Array): void {
  const mean = r.reduce((sum, value) => sum + value, 0) / r.length;
  for (let i = 0; i < r.length; i++) r[i]! -= mean;
}

/** −Σ ln P of the counts at `r`. */
export function strengthLoss({ models, wins, ties }: PairCounts, r: Float64Array): number {
  const power = r.map(Math.exp);
  let loss = 0;
  for (let i = 1; i < models; i++) {
    for (let j = 0; j < i; j++) {
      const half = ties[i * models + j]! / 2;
      const own = wins[i * models + j]! + half;
      const other = wins[j * models + i]! + half;
      const n = own + other;
      if (n > 0) loss += n * Math.log(power[i]! + power[j]!) - own * r[i]! - other * r[j]!;
    }
  }
  return loss;
}
