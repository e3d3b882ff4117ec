import type { JudgedColumns } from "@/server/core/estimation/judged-table";

/** Comparisons that one campaign would be about, with all that is known of their judgments. */
export interface JudgedPool {
  /** Places of the comparisons in the columns given. */
  rows: Int32Array;
  wins: Int32Array;
  losses: Int32Array;
  ties: Int32Array;
}

/** A pair's models, by any integers. */
export interface PairModels {
  modelA: number;
  modelB: number;
}

/**
 * Judged comparisons as the pools of campaigns: each model pair, or all together as one. Together, a win is a win of the model
 * that has the higher win rate over the whole file (of equals, of the pair's first), since pairs share no first model.
 *
 * @param fewest pools of fewer comparisons are left out.
 */
export function judgedPools(
  { pairIndex, wins, losses, ties }: JudgedColumns,
  models: ReadonlyMap<number, PairModels>,
  { scope, fewest }: { scope: "pair" | "pooled"; fewest: number },
): JudgedPool[] {
  const columns = { pairIndex, wins, losses, ties };
  const isTurned = scope === "pooled" ? turnedPairs(columns, models) : () => false;
  const rowsOf = new Map<number, number[]>();
  for (const [i, pair] of pairIndex.entries()) {
    if ((wins[i] as number) + (losses[i] as number) + (ties[i] as number) === 0) continue;
    const pool = scope === "pair" ? pair : 0;
    const rows = rowsOf.get(pool) ?? [];
    rows.push(i);
    rowsOf.set(pool, rows);
  }
  return [...rowsOf.values()]
    .filter((rows) => rows.length >= fewest)
    .map((rows) => {
      const pick = (own: ArrayLike<number>, turned: ArrayLike<number>) =>
        Int32Array.from(rows, (i) => (isTurned(pairIndex[i] as number) ? turned[i] : own[i]) as number);
      return {
        rows: Int32Array.from(rows),
        wins: pick(wins, losses),
        losses: pick(losses, wins),
        ties: pick(ties, ties),
      };
    });
}

/** Whether a pair's second model is the one with the higher win rate over all judgments. */
function turnedPairs(
  { pairIndex, wins, losses, ties }: Pick<JudgedColumns, "pairIndex" | "wins" | "losses" | "ties">,
  models: ReadonlyMap<number, PairModels>,
): (pair: number) => boolean {
  const record = new Map<number, { points: number; judgments: number }>();
  const count = (model: number, points: number, judgments: number) => {
    const sum = record.get(model) ?? { points: 0, judgments: 0 };
    record.set(model, { points: sum.points + points, judgments: sum.judgments + judgments });
  };
  for (const [i, pair] of pairIndex.entries()) {
    const { modelA, modelB } = models.get(pair) as PairModels;
    const half = (ties[i] as number) / 2;
    const judgments = (wins[i] as number) + (losses[i] as number) + (ties[i] as number);
    count(modelA, (wins[i] as number) + half, judgments);
    count(modelB, (losses[i] as number) + half, judgments);
  }
  const rate = (model: number) => {
    const { points, judgments } = record.get(model) as { points: number; judgments: number };
    return points / judgments;
  };
  return (pair) => {
    const { modelA, modelB } = models.get(pair) as PairModels;
    return rate(modelB) > rate(modelA);
  };
}
