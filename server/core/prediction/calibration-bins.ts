import { ascendingOrder } from "../sampling/ascending-order";

/** Cases of about the same prediction. */
export interface CalibrationBin {
  cases: number;
  /** Mean prediction and mean label, weighted. */
  predicted: number;
  observed: number;
}

/**
 * How predictions compare with what happened: cases in ascending order of prediction, cut into bins of equal number, each
 * with its weighted mean prediction and label. Well calibrated predictions have both alike in every bin.
 *
 * @param predicted,label in [0, 1]. @param weight ≥ 0. @param bins 5 unless given; never more than cases.
 * @example calibrationBins(predicted, label, weight)[4] // { cases: 200, predicted: 0.91, observed: 0.88 }
 */
export function calibrationBins(
  predicted: Float64Array,
  label: Float64Array,
  weight: Float64Array,
  bins = 5,
): CalibrationBin[] {
  const order = ascendingOrder(predicted);
  const count = Math.min(bins, order.length);
  return Array.from({ length: count }, (_, bin) => {
    const from = Math.round((bin * order.length) / count);
    const to = Math.round(((bin + 1) * order.length) / count);
    let total = 0;
    let predictedSum = 0;
    let observedSum = 0;
    for (const i of order.subarray(from, to)) {
      total += weight[i]!;
      predictedSum += weight[i]! * predicted[i]!;
      observedSum += weight[i]! * label[i]!;
    }
    return { cases: to - from, predicted: predictedSum / total, observed: observedSum / total };
  });
}
