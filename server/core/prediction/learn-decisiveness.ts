import { areaUnderCurve } from "../estimation/area-under-curve";
import { type CalibrationBin, calibrationBins } from "./calibration-bins";
import { compareRankings, type RankingAccuracy } from "./compare-rankings";
import { type CrossValidation, crossValidate } from "./cross-validate";
import { type ComparisonTable, type Feature, featureColumn, planFeatures } from "./decisiveness-features";
import { promptFolds } from "./prompt-folds";
import { logOdds } from "./ridge-logistic";

/** Judged comparisons: what is known of them, and how their judgments turned out. */
export interface JudgedTable extends ComparisonTable {
  /** Any integers; the cases of one prompt are never on both sides of a cross-validation. */
  prompt: Int32Array;
  /** Judgments that preferred a model, and all judgments (> 0), of each. */
  decisive: Float64Array;
  judgments: Float64Array;
}

export interface LearnOptions {
  /** Decides which prompts share a fold, and the bootstrap. */
  seed: string;
  /** Resamples of the prompts behind the intervals, 1,000 unless given. */
  bootstrap?: number;
  /** Hears the share of the work that is done, in [0, 1]. */
  onProgress?: (share: number) => void;
}

export interface DecisivenessModel {
  method: "ridge-logistic";
  intercept: number;
  features: WeightedFeature[];
}

export type WeightedFeature = Feature & { coefficient: number };

export interface LearnedDecisiveness {
  /** Fitted to every judged comparison. */
  model: DecisivenessModel;
  penalty: number;
  /** Mean log-loss on held-out folds of the penalty that was chosen. */
  loss: number;
  comparisons: number;
  judgments: number;
  prompts: number;
  /** Decisive judgments / judgments. */
  decisiveShare: number;
  folds: number;
  /** The learned order and the best single metric, on held-out prompts. */
  accuracy: RankingAccuracy;
  /** The metric that was best on the training folds of most folds. */
  bestMetric: string | undefined;
  /** AUC of each metric alone, on all judged comparisons; undefined where everything or nothing is decisive. */
  metricAucs: { metric: string; auc: number | undefined }[];
  calibration: CalibrationBin[];
  /** P(decisive) of each comparison by the model that has not seen its prompt. */
  heldOut: Float64Array;
  /** The same without what is constant in a stratum, as log-odds: what the AUC orders by. */
  heldOutOrder: Float64Array;
  /** The normal scores of the metric that was best on the folds of which a comparison is not. */
  heldOutSingle: Float64Array;
  seed: string;
  bootstrap: number;
}

/** Below so many cases ten folds are quick, and leave more to learn from. */
const manyCases = 2_000;

/**
 * Learns how likely a comparison is to be decisive from those that are judged: a ridge logistic model on what the metrics
 * say (as normal scores within the stratum), length among them, and on languages, categories and strata with enough
 * comparisons. A comparison's label is its share of decisive judgments, weighted by their number.
 *
 * How good it is, is told by comparisons of prompts that it has not seen: the AUC is P(a decisive judgment's comparison is
 * ranked above a tied one's) inside folds, from what orders a stratum alone; the best single metric beside it is chosen
 * on the same training folds. Intervals are percentile bootstraps over prompts.
 *
 * @throws RangeError for fewer than two prompts.
 * @example learnDecisiveness(judged, { seed: "1" }).accuracy.learned?.auc // 0.71
 */
export function learnDecisiveness(judged: JudgedTable, options: LearnOptions): LearnedDecisiveness {
  const { seed, bootstrap = 1000, onProgress } = options;
  const prompts = new Set(judged.prompt).size;
  const folds = Math.min(judged.size > manyCases ? 5 : 10, prompts);
  const fold = promptFolds(judged.prompt, folds, seed);
  const features = planFeatures(judged);
  const columns = features.map((feature) => featureColumn(feature, judged));
  const label = judged.decisive.map((count, i) => count / judged.judgments[i]!);
  const data = { columns, label, weight: judged.judgments };
  const validation = crossValidate(data, fold, folds, onProgress);
  const { heldOut, heldOutOrder } = predictHeldOut(validation, { features, columns, fold });
  const tied = judged.judgments.map((count, i) => count - judged.decisive[i]!);
  const single = bestSingle(judged, tied, fold, folds);
  const judgments = sumOf(judged.judgments);
  return {
    model: {
      method: "ridge-logistic",
      intercept: validation.fit.intercept,
      features: features.map((feature, j) => ({ ...feature, coefficient: validation.fit.coefficients[j]! })),
    },
    penalty: validation.fit.penalty,
    loss: Math.min(...validation.losses),
    comparisons: judged.size,
    judgments,
    prompts,
    decisiveShare: sumOf(judged.decisive) / judgments,
    folds,
    accuracy: compareRankings({
      learned: heldOutOrder,
      single: single.order,
      fold,
      folds,
      prompt: judged.prompt,
      decisive: judged.decisive,
      tied,
      bootstrap,
      seed,
    }),
    bestMetric: single.metric,
    metricAucs: judged.metrics.map(({ metric, scores }) => ({
      metric,
      auc: areaUnderCurve(scores.map(middleIfMissing), judged.decisive, tied),
    })),
    calibration: calibrationBins(heldOut, label, judged.judgments),
    heldOut,
    heldOutOrder,
    heldOutSingle: single.order,
    seed,
    bootstrap,
  };
}

function predictHeldOut(
  { foldFits }: CrossValidation,
  { features, columns, fold }: { features: Feature[]; columns: Float64Array[]; fold: Int32Array },
): { heldOut: Float64Array; heldOutOrder: Float64Array } {
  const heldOut = new Float64Array(fold.length);
  const heldOutOrder = new Float64Array(fold.length);
  for (const [f, fit] of foldFits.entries()) {
    const all = logOdds(fit, columns, fold.length);
    const withinStrata = fit.coefficients.map((value, j) => (features[j]!.kind === "stratum" ? 0 : value));
    const order = logOdds({ intercept: 0, coefficients: withinStrata }, columns, fold.length);
    for (let i = 0; i < fold.length; i++) {
      if (fold[i] !== f) continue;
      heldOut[i] = 1 / (1 + Math.exp(-all[i]!));
      heldOutOrder[i] = order[i]!;
    }
  }
  return { heldOut, heldOutOrder };
}

/** What a lead without the predictor would order each fold by: the metric that was best on the others. */
function bestSingle(judged: JudgedTable, tied: Float64Array, fold: Int32Array, folds: number) {
  const order = new Float64Array(judged.size);
  const chosen = new Map<string, number>();
  for (let f = 0; f < folds; f++) {
    const training = (counts: Float64Array) => counts.map((count, i) => (fold[i] === f ? 0 : count));
    const decisive = training(judged.decisive);
    const others = training(tied);
    let best: { metric: string; auc: number; scores: Float64Array } | undefined;
    for (const { metric, scores } of judged.metrics) {
      const filled = scores.map(middleIfMissing);
      const auc = areaUnderCurve(filled, decisive, others);
      if (auc !== undefined && (!best || auc > best.auc)) best = { metric, auc, scores: filled };
    }
    if (!best) continue;
    chosen.set(best.metric, (chosen.get(best.metric) ?? 0) + 1);
    for (let i = 0; i < order.length; i++) if (fold[i] === f) order[i] = best.scores[i]!;
  }
  const [most] = [...chosen].sort(([, one], [, other]) => other - one);
  return { order, metric: most?.[0] };
}

const middleIfMissing = (score: number) => (Number.isNaN(score) ? 0 : score);

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
