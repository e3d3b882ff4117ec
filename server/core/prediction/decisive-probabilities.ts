import { type ComparisonTable, featureColumn } from "./decisiveness-features";
import type { DecisivenessModel } from "./learn-decisiveness";

/**
 * P(decisive) of any comparisons by a learned model.
 *
 * @param table the same metrics that the model has features of; normal scores within the same strata.
 * @returns one probability per comparison, in (0, 1).
 * @throws RangeError where the table lacks a metric of the model.
 * @example decisiveProbabilities(learned.model, pool)[0] // 0.83
 */
export function decisiveProbabilities(
  { intercept, features }: DecisivenessModel,
  table: ComparisonTable,
): Float64Array {
  const eta = new Float64Array(table.size).fill(intercept);
  for (const { coefficient, ...feature } of features) {
    const column = featureColumn(feature, table);
    for (let i = 0; i < eta.length; i++) eta[i]! += coefficient * column[i]!;
  }
  // Beyond ±30 a double is 0 or 1 before long, and a probability must stay inside.
  return eta.map((value) => 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, value)))));
}
