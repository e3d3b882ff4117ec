/** How far all models of a prompt are apart: over its pairs that have a value. Arrays by place of the prompt. */
export interface PromptDisagreement {
  /** The prompts that have a pair, ascending. */
  readonly prompts: Int32Array;
  /** Pairs with a value. */
  readonly pairs: Int32Array;
  /** NaN where no pair has a value. */
  readonly mean: Float64Array;
  readonly maximum: Float64Array;
  /** Of the pairs' values around their mean (over n): 0 where all models are equally far apart. */
  readonly variance: Float64Array;
}

/**
 * The disagreement of the whole model set on each prompt, from the utilities of its pairs.
 *
 * A high mean: the models all differ from each other; a high maximum with a high variance: one of them stands apart.
 * Pairs without a value (NaN) are left out. `promptIndex` names the prompt of each pair, in any order. Throws a RangeError
 * for arrays of different lengths.
 *
 * @example utilities (1, 2, 3) of one prompt's three pairs: mean 2, maximum 3, variance 2/3.
 */
export function promptDisagreement(
  utilities: ArrayLike<number>,
  promptIndex: ArrayLike<number>,
): PromptDisagreement {
  if (utilities.length !== promptIndex.length) {
    throw new RangeError(
      `There are ${utilities.length} utilities for the prompts of ${promptIndex.length} pairs.`,
    );
  }
  const prompts = distinct(promptIndex);
  // Pairs of a prompt mostly follow one another, so that most need not be looked up.
  const placeOf = new Map(Array.from(prompts, (prompt, place) => [prompt, place]));
  let prompt = Number.NaN;
  let place = -1;
  const pairs = new Int32Array(prompts.length);
  const mean = new Float64Array(prompts.length);
  const maximum = new Float64Array(prompts.length).fill(Number.NaN);
  const squares = new Float64Array(prompts.length);
  for (let i = 0; i < utilities.length; i++) {
    const value = utilities[i]!;
    if (promptIndex[i]! !== prompt) {
      prompt = promptIndex[i]!;
      place = placeOf.get(prompt)!;
    }
    if (Number.isNaN(value)) continue;
    const count = ++pairs[place]!;
    // Welford's running mean and sum of squares, which do not cancel.
    const before = value - mean[place]!;
    mean[place]! += before / count;
    squares[place]! += before * (value - mean[place]!);
    maximum[place] = count === 1 ? value : Math.max(maximum[place]!, value);
  }
  const orNone = (value: number, place: number) => (pairs[place] === 0 ? Number.NaN : value);
  return {
    prompts,
    pairs,
    mean: mean.map(orNone),
    maximum,
    variance: squares.map((sum, place) => orNone(sum / pairs[place]!, place)),
  };
}

/** Each value once, ascending. */
function distinct(values: ArrayLike<number>): Int32Array {
  const found = new Set<number>();
  let last = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== last) found.add(value);
    last = value;
  }
  return Int32Array.from(found).sort();
}
