import { metricTitle } from "../ranking/metric-title";
import { accuracySentences } from "./accuracy-sentences";
import type { StoredPredictor } from "./load-predictor";
import type { PredictorView } from "./schemas";

/** A predictor as a lead sees it. */
export function viewPredictor({ id, createdAt, content }: StoredPredictor): PredictorView {
  const { draws: _, intercept: __, features, ...rest } = content;
  return {
    id,
    createdAt,
    ...rest,
    features: features
      .filter(({ kind }) => kind !== "stratum")
      .sort((one, other) => Math.abs(other.coefficient) - Math.abs(one.coefficient)),
    sentences: accuracySentences(content),
    titles: Object.fromEntries(content.metrics.map(({ metric }) => [metric, metricTitle(metric)])),
  };
}
