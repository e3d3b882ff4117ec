/** Comparisons as columns, all of one length. */
export interface ComparisonTable {
  size: number;
  /** What each metric says, as normal scores within the stratum; NaN where it could not score. */
  metrics: readonly { metric: string; scores: Float64Array }[];
  /** A value per comparison of what else is known of it, such as its language; null where there is none. */
  groups: Readonly<Record<GroupKind, readonly (string | null)[]>>;
}

export const groupKinds = ["stratum", "language", "category"] as const;
export type GroupKind = (typeof groupKinds)[number];

/**
 * One column of the learned predictor.
 * - metric: the metric's normal score, 0 (the middle) where it could not score;
 * - missing: 1 where the metric could not score;
 * - stratum, language, category: 1 for comparisons with that value.
 */
export type Feature = { kind: "metric" | "missing"; metric: string } | { kind: GroupKind; value: string };

/** A value needs so many comparisons, with and without it, before it has a column of its own … */
const leastOfGroup = 20;
/** … and no more than so many of a kind have one: those with the most comparisons. */
const mostOfKind = 20;
const leastMissing = 10;

/**
 * Chooses the columns that a table of judged comparisons is enough for. A metric without two different values has none.
 *
 * @example planFeatures(judged).map(({ kind }) => kind) // ["metric", "metric", "language", "language"]
 */
export function planFeatures(judged: ComparisonTable): Feature[] {
  const features: Feature[] = [];
  for (const { metric, scores } of judged.metrics) {
    const known = scores.filter((score) => !Number.isNaN(score));
    if (known.some((score) => score !== known[0])) features.push({ kind: "metric", metric });
    const missing = scores.length - known.length;
    if (missing >= leastMissing && known.length >= leastMissing) features.push({ kind: "missing", metric });
  }
  for (const kind of groupKinds) features.push(...planGroups(kind, judged.groups[kind]));
  return features;
}

function planGroups(kind: GroupKind, values: readonly (string | null)[]): Feature[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= leastOfGroup && values.length - count >= leastOfGroup)
    .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
    .slice(0, mostOfKind)
    .map(([value]) => ({ kind, value }));
}

/**
 * The column of a feature for any comparisons.
 *
 * @throws RangeError for a metric that the table does not have.
 * @example featureColumn({ kind: "metric", metric: "chrf" }, table)[0] // 1.28: among the top tenth of its stratum
 */
export function featureColumn(feature: Feature, table: ComparisonTable): Float64Array {
  if (!("metric" in feature)) {
    const values = table.groups[feature.kind];
    return Float64Array.from(values, (value) => (value === feature.value ? 1 : 0));
  }
  const scores = table.metrics.find(({ metric }) => metric === feature.metric)?.scores;
  if (!scores) throw new RangeError(`there are no scores of ${feature.metric}`);
  if (feature.kind === "missing") return scores.map((score) => (Number.isNaN(score) ? 1 : 0));
  return scores.map((score) => (Number.isNaN(score) ? 0 : score));
}
