import type { TopKCells } from "./top-k-cells";

/** The two models' lists along one text do not have the same number of positions, so they are not of one text and tokenizer. */
export class TopKPositionsMismatchError extends Error {
  override readonly name = "TopKPositionsMismatchError";
  constructor(
    readonly firstPositions: number,
    readonly secondPositions: number,
  ) {
    super(
      `Top-k lists along one text have ${firstPositions} and ${secondPositions} positions; ` +
        "both models must score the same tokens of that text (same tokenizer, same text).",
    );
  }
}

/** How far apart the two aligned distributions of one position are, in nats. */
export type PositionDivergence = (cells: TopKCells) => number;

/**
 * Mean of KL(P‖Q) and KL(Q‖P) of aligned cells: ½ Σ (P − Q)(ln P − ln Q), in [0, ∞).
 *
 * @example masses (.9, .1) and (.5, .5): ½(.4·ln 1.8 − .4·ln .2) = .4394.
 */
export function symmetricKl(cells: TopKCells): number {
  const { count, firstMasses, firstLogs, secondMasses, secondLogs } = cells;
  let ofFirst = 0;
  let ofSecond = 0;
  for (let c = 0; c < count; c++) {
    const logRatio = firstLogs[c]! - secondLogs[c]!;
    ofFirst += firstMasses[c]! * logRatio;
    ofSecond += secondMasses[c]! * logRatio;
  }
  // As Σ (P − Q) = 0, the normalisers inside the logarithms cancel.
  return Math.max(0, (ofFirst / cells.firstTotal - ofSecond / cells.secondTotal) / 2);
}

/**
 * Mean of the cross-entropies H(P, Q) = −Σ P ln Q and H(Q, P) of aligned cells, in [0, ∞).
 *
 * @example masses (.9, .1) and (.5, .5): ½(ln 2 − ½·ln .9 − ½·ln .1) = .9486.
 */
export function symmetricCrossEntropy(cells: TopKCells): number {
  const { count, firstTotal, secondTotal, firstMasses, firstLogs, secondMasses, secondLogs } = cells;
  let ofFirst = 0;
  let ofSecond = 0;
  for (let c = 0; c < count; c++) {
    ofFirst += firstMasses[c]! * secondLogs[c]!;
    ofSecond += secondMasses[c]! * firstLogs[c]!;
  }
  const forward = Math.log(secondTotal) - ofFirst / firstTotal;
  const backward = Math.log(firstTotal) - ofSecond / secondTotal;
  return Math.max(0, (forward + backward) / 2);
}

/**
 * Jensen–Shannon divergence ½ KL(P‖M) + ½ KL(Q‖M), M = (P + Q)/2, of aligned cells, in [0, ln 2].
 *
 * @example masses (.9, .1) and (.5, .5): M = (.7, .3); value .1017.
 */
export function jensenShannon(cells: TopKCells): number {
  const { count, firstTotal, secondTotal, firstMasses, firstLogs, secondMasses, secondLogs } = cells;
  const firstLogTotal = Math.log(firstTotal);
  const secondLogTotal = Math.log(secondTotal);
  let sum = 0;
  for (let c = 0; c < count; c++) {
    const p = firstMasses[c]! / firstTotal;
    const q = secondMasses[c]! / secondTotal;
    // Equal cells add nothing; left to rounding, equal distributions would not be exactly 0 apart.
    if (p === q) continue;
    const logMean = Math.log((p + q) / 2);
    sum += p * (firstLogs[c]! - firstLogTotal - logMean) + q * (secondLogs[c]! - secondLogTotal - logMean);
  }
  return Math.min(Math.LN2, Math.max(0, sum / 2));
}
