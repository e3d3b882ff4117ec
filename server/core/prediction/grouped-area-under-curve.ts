import { ascendingOrder } from "../sampling/ascending-order";

/**
 * Like `areaUnderCurve`, but only cases of the same group are held against each other: P(a positive case scores above a
 * negative one of its group), equal scores counting half. Scores that different models gave, as in cross-validation, are
 * compared fairly by it. The scores are sorted once; the weights may be changed as often as a bootstrap needs.
 *
 * @param score one per case, not NaN. @param group one of 0 … groups − 1 per case.
 * @returns a function of positive and negative weights per case, ≥ 0; its result lies in [0, 1], undefined where no group
 * has both.
 * @example groupedAreaUnderCurve(Float64Array.of(1, 2), Int32Array.of(0, 0), 1)([0, 1], [1, 0]) // 1
 */
export function groupedAreaUnderCurve(
  score: Float64Array,
  group: Int32Array,
  groups: number,
): (positive: ArrayLike<number>, negative: ArrayLike<number>) => number | undefined {
  const order = ascendingOrder(score);
  const rows: Int32Array[] = Array.from({ length: groups }, (_, own) =>
    order.filter((row) => group[row] === own),
  );
  return (positive, negative) => {
    let wins = 0;
    let pairs = 0;
    for (const own of rows) {
      const { wins: ownWins, positives, negatives } = countWins(own, score, positive, negative);
      wins += ownWins;
      pairs += positives * negatives;
    }
    return pairs > 0 ? wins / pairs : undefined;
  };
}

function countWins(
  ascending: Int32Array,
  score: Float64Array,
  positive: ArrayLike<number>,
  negative: ArrayLike<number>,
) {
  let positives = 0;
  let negatives = 0;
  let wins = 0;
  for (let p = 0; p < ascending.length; ) {
    let up = 0;
    let down = 0;
    const value = score[ascending[p]!];
    for (; p < ascending.length && score[ascending[p]!] === value; p++) {
      up += positive[ascending[p]!]!;
      down += negative[ascending[p]!]!;
    }
    wins += up * (negatives + down / 2);
    positives += up;
    negatives += down;
  }
  return { wins, positives, negatives };
}
