import {
  fitRidgeLogistic,
  type LogisticData,
  logOdds,
  meanLogLoss,
  type RidgeLogistic,
} from "./ridge-logistic";

/** The ridge penalties that cross-validation chooses from, strongest first. */
export const penaltyGrid = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001] as const;

/** What cross-validation found: a model per fold, fitted without it, and a model of everything. */
export interface CrossValidation {
  /** Fitted to everything, with the penalty that the folds choose together. */
  fit: RidgeLogistic;
  /** Mean log-loss on held-out folds, per penalty of the grid. */
  losses: number[];
  /** Per fold, fitted to the other folds with the penalty that these choose among themselves. */
  foldFits: RidgeLogistic[];
}

/**
 * Fits a ridge logistic model, its penalty chosen by cross-validation, and cross-validates that whole procedure: the model
 * that speaks about a fold has seen nothing of it, not even through its penalty.
 *
 * @param fold one of 0 … folds − 1 per case, folds ≥ 2, every fold with at least one case.
 * @param onProgress hears the share of the work that is done, in [0, 1].
 * @throws RangeError for fewer than two folds and as `fitRidgeLogistic` does.
 * @example crossValidate(data, promptFolds(prompt, 10, "s"), 10).fit.penalty // 0.1
 */
export function crossValidate(
  data: LogisticData,
  fold: Int32Array,
  folds: number,
  onProgress: (share: number) => void = () => {},
): CrossValidation {
  if (!(folds >= 2)) throw new RangeError(`cross-validation needs two folds or more, got ${folds}`);
  const rounds = (folds * (folds + 1)) / 2 + 1;
  let done = 0;
  const weightWhere = (keeps: (fold: number) => boolean) =>
    data.weight.map((weight, i) => (keeps(fold[i]!) ? weight : 0));
  /** Per penalty, the loss on each of `held` of the model that has seen none of them. */
  const lossesWithout = (held: readonly number[]): number[][] => {
    const training = { ...data, weight: weightWhere((own) => !held.includes(own)) };
    const tests = held.map((one) => weightWhere((own) => own === one));
    let fit: RidgeLogistic | undefined;
    const losses = penaltyGrid.map((penalty) => {
      fit = fitRidgeLogistic(training, penalty, fit);
      const eta = logOdds(fit, data.columns, data.label.length);
      return tests.map((test) => meanLogLoss(eta, data.label, test) * sumOf(test));
    });
    onProgress(++done / rounds);
    return losses;
  };
  const total = penaltyGrid.map(() => 0);
  const inner = Array.from({ length: folds }, () => penaltyGrid.map(() => 0));
  for (let f = 0; f < folds; f++) {
    for (const [i, [loss]] of lossesWithout([f]).entries()) total[i]! += loss!;
    // One model without f and g tells on g what f's own choice needs, and on f what g's needs.
    for (let g = f + 1; g < folds && folds > 2; g++) {
      for (const [i, [ofF, ofG]] of lossesWithout([f, g]).entries()) {
        inner[f]![i]! += ofG!;
        inner[g]![i]! += ofF!;
      }
    }
  }
  const foldFits = inner.map((losses, f) =>
    fitRidgeLogistic({ ...data, weight: weightWhere((own) => own !== f) }, bestPenalty(losses)),
  );
  const fit = fitRidgeLogistic(data, bestPenalty(total));
  onProgress(1);
  const weight = sumOf(data.weight);
  return { fit, losses: total.map((loss) => loss / weight), foldFits };
}

/** The penalty with the least loss, the stronger of equal ones. */
function bestPenalty(losses: readonly number[]): number {
  let best = 0;
  for (const [i, loss] of losses.entries()) if (loss < losses[best]!) best = i;
  return penaltyGrid[best]!;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
