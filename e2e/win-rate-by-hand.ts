type Row = Record<string, unknown>;

const scores: Record<string, number> = { model_a: 1, model_b: -1, tie: 0, both_good: 0, both_bad: 0 };

/**
 * The win rate of a pair in one stratum, written out from the formulas of Farquhar, Gal and Rainforth 2021, sharing
 * nothing with the product: s is the mean score of a comparison's judgments, v_m = 1 + (N − M)/(N − m)·(1/((N − m + 1) q_m) − 1).
 */
export function winRateByHand(
  draws: readonly object[],
  judgments: readonly object[],
  modelA: string,
  modelB: string,
): number {
  const drawn = (draws as Row[])
    .filter((row) => row.model_a === modelA && row.model_b === modelB && row.state === "closed")
    .sort((one, other) => Number(one.draw_number) - Number(other.draw_number));
  const N = Number(drawn[0]?.N);
  const M = drawn.length;
  let sum = 0;
  for (const [i, row] of drawn.entries()) {
    const m = i + 1;
    const ofDraw = (judgments as Row[]).filter(
      (judgment) =>
        judgment.stratum === row.stratum && judgment.draw_number === row.draw_number && !judgment.withdrawn,
    );
    const s =
      ofDraw.reduce((total, { outcome }) => total + (scores[String(outcome)] as number), 0) / ofDraw.length;
    const v = M === N ? 1 : 1 + ((N - M) / (N - m)) * (1 / ((N - m + 1) * Number(row.q)) - 1);
    sum += v * s;
  }
  // A weighted sum can leave the range of a rate; what is reported cannot.
  return Math.min(1, Math.max(0, (1 + sum / M) / 2));
}
