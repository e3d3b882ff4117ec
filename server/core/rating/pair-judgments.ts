/**
 * Judgments of many models, as columns of one length. A row is one judgment, or one comparison whose score is the mean of
 * its judgments. The order of rows matters to Elo alone.
 */
export interface PairJudgments {
  /** How many models there are; models are numbered 0 … models − 1. */
  models: number;
  /** Number of the row's model_a. */
  a: Int32Array;
  /** Number of the row's model_b, another one than `a`. */
  b: Int32Array;
  /** +1 model_a, 0 any tie, −1 model_b, or a mean of those, in [−1, 1]. */
  score: Float64Array;
  /** How much the row counts, ≥ 0 and finite: v of a ranked draw. All 1 if left out. */
  weight?: Float64Array;
}

/** Judgments with the prompt that each is about: rows of one prompt are not independent. */
export interface PromptJudgments extends PairJudgments {
  /** How many prompts there are; prompts are numbered 0 … prompts − 1, and some may have no row. */
  prompts: number;
  prompt: Int32Array;
}

/**
 * Tells whether the columns can be read together.
 *
 * @throws RangeError for columns of different length or a number of models that is not a positive integer.
 * @example checkColumns({ models: 2, a: Int32Array.of(0), b: Int32Array.of(1), score: Float64Array.of(1) })
 */
export function checkColumns(judgments: PairJudgments & { prompt?: Int32Array }): void {
  const { models, a, b, score, weight, prompt } = judgments;
  if (!(Number.isInteger(models) && models > 0)) throw new RangeError(`there are ${models} models`);
  for (const column of [b, score, weight, prompt]) {
    if (column && column.length !== a.length)
      throw new RangeError(`columns of ${a.length} and ${column.length} rows`);
  }
}
