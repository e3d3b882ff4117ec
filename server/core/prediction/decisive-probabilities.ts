import { type ComparisonTable, featureColumn } from "./decisiveness-features";
import type { DecisivenessModel, WeightedFeature } from "./learn-decisiveness";

/**
 * P(decisive) of any comparisons by a learned model.
 *
 * @param table the same metrics that the model has features of; normal scores within the same strata.
 * @returns one probability per comparison, in (0, 1).
 * @throws RangeError where the table lacks a metric of the model.
 * @example decisiveProbabilities(learned.model, pool)[0] // 0.83
 */
export function decisiveProbabilities(model: DecisivenessModel, table: ComparisonTable): Float64Array {
  const logOdds = new Float64Array(table.size).fill(model.intercept);
  addFeatures(logOdds, model.features, table);
  return logOdds.map(probabilityOf);
}

/**
 * Adds what some of a model's features say to the log-odds of comparisons, which begin at the model's intercept: so that a
 * pool of any size is predicted with one metric in memory at a time.
 *
 * @throws RangeError where the table lacks the metric of a feature.
 * @example addFeatures(logOdds, features.filter(({ kind }) => kind === "stratum"), pool)
 */
export function addFeatures(
  logOdds: Float64Array,
  features: readonly WeightedFeature[],
  table: ComparisonTable,
): void {
  for (const { coefficient, ...feature } of features) {
    const column = featureColumn(feature, table);
    for (let i = 0; i < logOdds.length; i++) logOdds[i]! += coefficient * column[i]!;
  }
}

/**
 * 1/(1 + e^−x), strictly inside (0, 1): beyond ±30 a double is 0 or 1 before long.
 *
 * @example probabilityOf(0) // 0.5
 */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, logOdds))));
}
