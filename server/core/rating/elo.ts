import { createRandom } from "../sampling/random";
import { permutation } from "../sampling/shuffle";
import { createLogistic } from "./logistic-table";
import { checkColumns, type PairJudgments } from "./pair-judgments";

/** What Elo starts from and how far one judgment moves it. */
export interface EloOptions {
  /** Most points that one judgment moves a model, above 0; 4 if left out. */
  k?: number;
  /** Rating that all start from; 1000 if left out. */
  start?: number;
}

const rowsWorthATable = 20_000;
const exactLogistic = (x: number) => 1 / (1 + Math.exp(-x));

/**
 * Elo ratings after one pass over the judgments in the order given: each moves its two models by K · (scored − expected),
 * a tie counting half. The last judgments count most, so one pass is for display only: at K = 16 it names the wrong
 * winner of a 51 % model in 46 % of orders. Weights are not read. Source: Elo 1978.
 *
 * @param order row numbers in the order to take them; as they stand if left out.
 * @returns one rating per model, the mean staying at `start`.
 * @throws RangeError for columns of different length, a model or a score out of range, or a K that is not above 0.
 * @example eloRatings({ models: 2, a: Int32Array.of(0), b: Int32Array.of(1), score: Float64Array.of(1) }) // [1002, 998]
 */
export function eloRatings(
  judgments: PairJudgments,
  options: EloOptions = {},
  order?: Int32Array,
): Float64Array {
  const { k = 4, start = 1000 } = options;
  checkColumns(judgments);
  if (!(k > 0 && k < Infinity)) throw new RangeError(`K must be above 0, got ${k}`);
  const { models, a, b, score } = judgments;
  const logit = new Float64Array(models);
  const perPoint = Math.LN10 / 400;
  const step = k * perPoint;
  const logistic = a.length < rowsWorthATable ? exactLogistic : createLogistic();
  for (let place = 0; place < a.length; place++) {
    const row = order ? order[place]! : place;
    const i = a[row]!;
    const j = b[row]!;
    if (i >>> 0 >= models || j >>> 0 >= models || i === j)
      throw new RangeError(`row ${row} compares model ${i} with model ${j}`);
    const scored = score[row]!;
    if (!(scored >= -1 && scored <= 1))
      throw new RangeError(`row ${row} has score ${scored}, outside [−1, 1]`);
    const own = logit[i]!;
    const other = logit[j]!;
    const move = step * ((1 + scored) / 2 - logistic(own - other));
    logit[i] = own + move;
    logit[j] = other - move;
  }
  return logit.map((value) => start + value / perPoint);
}

/** Elo ratings over many orders of the same judgments. */
export interface EloSpread {
  method: "elo";
  k: number;
  start: number;
  permutations: number;
  seed: string;
  /** Mean rating per model over the permutations, and the standard deviation that the order alone causes. */
  mean: Float64Array;
  sd: Float64Array;
}

/**
 * Elo ratings that do not hang on the order of judging: mean and standard deviation over seeded permutations.
 *
 * The spread is the order's, not the sampling error of the judgments: intervals come from Bradley–Terry.
 *
 * @param permutations at least 100.
 * @throws RangeError for fewer, and as `eloRatings`.
 * @example eloSpread(judgments, "campaign-7").sd[0] // points that the order alone moves the first model
 */
export function eloSpread(
  judgments: PairJudgments,
  seed: string,
  permutations = 100,
  { k = 4, start = 1000 }: EloOptions = {},
): EloSpread {
  if (!(Number.isInteger(permutations) && permutations >= 100))
    throw new RangeError(`${permutations} permutations; the spread needs 100 or more`);
  const { models } = judgments;
  const random = createRandom(seed);
  const mean = new Float64Array(models);
  const squares = new Float64Array(models);
  for (let run = 0; run < permutations; run++) {
    const order = permutation(judgments.a.length, random);
    const ratings = eloRatings(judgments, { k, start }, order);
    // Welford's sums: no cancellation of large squares.
    for (let i = 0; i < models; i++) {
      const gap = ratings[i]! - mean[i]!;
      mean[i]! += gap / (run + 1);
      squares[i]! += gap * (ratings[i]! - mean[i]!);
    }
  }
  const sd = squares.map((sum) => Math.sqrt(sum / (permutations - 1)));
  return { method: "elo", k, start, permutations, seed, mean, sd };
}
