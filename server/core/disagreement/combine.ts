/** An order of several metrics: which way their values are put together. */
export interface Combination {
  /** Stable: stored with every ranking, in the place of a metric's id. */
  readonly id: "mean-of-ranks" | "weighted-z";
  /** Raised whenever any value could change. */
  readonly version: number;
  readonly title: string;
  /** One sentence for a lead who chooses. */
  readonly summary: string;
  /** Whether the members' weights matter. */
  readonly isWeighted: boolean;
}

/** The ways to put several metrics together. */
export const combinations: readonly Combination[] = Object.freeze([
  {
    id: "mean-of-ranks",
    version: 1,
    title: "Mean of ranks",
    summary:
      "Each metric ranks the comparisons of a model pair; their ranks are averaged, so that units do not matter.",
    isWeighted: false,
  },
  {
    id: "weighted-z",
    version: 1,
    title: "Weighted z-scores",
    summary:
      "Each metric's values are standardised within a model pair and averaged with the weights you give.",
    isWeighted: true,
  },
]);

/**
 * The combination with this id, or undefined.
 *
 * @example `findCombination("weighted-z")?.isWeighted` is true
 */
export function findCombination(id: string): Combination | undefined {
  return combinations.find((combination) => combination.id === id);
}

/**
 * Several metrics as one utility: the mean of their ranks, in (0, 1).
 *
 * Each column is turned into ranks (ascending rank − ½)/n over its n comparisons with a value, equal values sharing the
 * mean of their places, so metrics of any unit count alike. A comparison's value is the mean over the metrics that could
 * score it; NaN where none could. Throws a RangeError for no columns or columns of different lengths.
 *
 * @example `meanOfRanks([[1, 2], [9, 9]])` is [.375, .625]
 */
export function meanOfRanks(columns: readonly ArrayLike<number>[]): Float64Array {
  return combine(
    columns.map(midRanks),
    columns.map(() => 1),
  );
}

/**
 * Several metrics as one utility: the weighted mean of their z-scores.
 *
 * Each column is centred on its mean and divided by its standard deviation (over n) over the comparisons with a value; a
 * column without spread gives 0. A comparison's value is Σ w z / Σ |w| over the metrics that could score it; NaN where
 * none could. A negative weight turns a metric round. Throws a RangeError for no columns, columns of different lengths,
 * another number of weights, or weights that are not finite or all 0.
 *
 * @example `weightedZScores([[1, 3], [5, 5]], [1, 1])` is [−.5, .5]
 */
export function weightedZScores(
  columns: readonly ArrayLike<number>[],
  weights: readonly number[],
): Float64Array {
  if (weights.length !== columns.length) {
    throw new RangeError(`There are ${weights.length} weights for ${columns.length} metrics.`);
  }
  if (!weights.every(Number.isFinite) || weights.every((weight) => weight === 0)) {
    throw new RangeError("Weights must be finite numbers, not all of them 0.");
  }
  return combine(columns.map(zScores), weights);
}

/** Weighted mean per row over the columns that have a value there. */
function combine(columns: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const [first] = columns;
  if (first === undefined) throw new RangeError("There is no metric to combine.");
  if (columns.some(({ length }) => length !== first.length)) {
    throw new RangeError("The metrics have scored different numbers of comparisons.");
  }
  return first.map((_, row) => {
    let sum = 0;
    let scale = 0;
    for (const [at, column] of columns.entries()) {
      const weight = weights[at]!;
      if (weight === 0 || Number.isNaN(column[row]!)) continue;
      sum += weight * column[row]!;
      scale += Math.abs(weight);
    }
    return scale === 0 ? Number.NaN : sum / scale;
  });
}

function midRanks(values: ArrayLike<number>): Float64Array {
  const ranks = new Float64Array(values.length).fill(Number.NaN);
  const ascending = scoredRows(values).sort((i, j) => values[i]! - values[j]!);
  for (let from = 0, to = 0; from < ascending.length; from = to) {
    while (to < ascending.length && values[ascending[to]!] === values[ascending[from]!]) to++;
    // Places from + 1 to `to`, their mean less ½.
    for (let place = from; place < to; place++) ranks[ascending[place]!] = (from + to) / 2 / ascending.length;
  }
  return ranks;
}

function zScores(values: ArrayLike<number>): Float64Array {
  const rows = scoredRows(values);
  const mean = rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;
  const variance = rows.reduce((sum, row) => sum + (values[row]! - mean) ** 2, 0) / rows.length;
  const deviation = Math.sqrt(variance);
  return Float64Array.from(values, (value) => {
    if (Number.isNaN(value)) return Number.NaN;
    return deviation > 0 ? (value - mean) / deviation : 0;
  });
}

function scoredRows(values: ArrayLike<number>): number[] {
  return Array.from(values, (_, row) => row).filter((row) => !Number.isNaN(values[row]));
}
