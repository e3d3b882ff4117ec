import { createRandom } from "../sampling/random";
import { permutation } from "../sampling/shuffle";
import { Kernel } from "../webassembly/kernel-memory";
import { type EloFunctions, eloKernel, ROW_BYTES } from "./elo-kernel";
import { logisticTable } from "./logistic-table";
import { checkColumns, type PairJudgments } from "./pair-judgments";

/** What Elo starts from and how far one judgment moves it. */
export interface EloOptions {
  /** Most points that one judgment moves a model, above 0; 4 if left out. */
  k?: number;
  /** Rating that all start from; 1000 if left out. */
  start?: number;
}

const rowsWorthAKernel = 20_000;
const rowsTogether = 2048;
const perPoint = Math.LN10 / 400;

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
  const pass = judgments.a.length < rowsWorthAKernel ? passByRows : passByKernel;
  return pass(judgments, k * perPoint, order).map((logit) => start + logit / perPoint);
}

/** Log-strengths after one pass from 0. */
function passByRows({ models, a, b, score }: PairJudgments, step: number, order?: Int32Array): Float64Array {
  const logits = new Float64Array(models);
  for (let place = 0; place < a.length; place++) {
    const row = order ? order[place]! : place;
    const i = a[row]!;
    const j = b[row]!;
    const s = score[row]!;
    if (isBad(i, j, s, models)) refuse(row, i, j, s);
    moveApart(logits, i, j, (1 + s) / 2, step);
  }
  return logits;
}

/** The same with the logistic function from a table; rows are handed to the kernel a cacheful at a time. */
function passByKernel(
  { models, a, b, score }: PairJudgments,
  step: number,
  order?: Int32Array,
): Float64Array {
  const table = logisticTable();
  const strengths = 8 * table.length;
  const first = strengths + 8 * (models + (models % 2));
  const kernel = new Kernel<EloFunctions>(eloKernel, first + ROW_BYTES * rowsTogether);
  kernel.float64.set(table);
  const logits = kernel.float64.subarray(strengths / 8, strengths / 8 + models);
  const addresses = kernel.int32.subarray(first / 4);
  const halves = kernel.float64.subarray(first / 8);
  for (let begin = 0; begin < a.length; begin += rowsTogether) {
    const rows = Math.min(rowsTogether, a.length - begin);
    for (let place = 0; place < rows; place++) {
      const row = order ? order[begin + place]! : begin + place;
      const i = a[row]!;
      const j = b[row]!;
      const s = score[row]!;
      if (isBad(i, j, s, models)) refuse(row, i, j, s);
      addresses[4 * place] = strengths + 8 * i;
      addresses[4 * place + 1] = strengths + 8 * j;
      halves[2 * place + 1] = (1 + s) / 2;
    }
    const end = first + ROW_BYTES * rows;
    let from = kernel.run.pass(first, end, 0, step);
    while (from < end) {
      const place = (from - first) / ROW_BYTES;
      const [i, j] = [0, 1].map((side) => (addresses[4 * place + side]! - strengths) / 8);
      moveApart(logits, i!, j!, halves[2 * place + 1]!, step);
      from = kernel.run.pass(from + ROW_BYTES, end, 0, step);
    }
  }
  return logits.slice();
}

/** One judgment, `won` being what the first of its models took of one point. */
function moveApart(logits: Float64Array, i: number, j: number, won: number, step: number): void {
  const own = logits[i]!;
  const other = logits[j]!;
  const move = step * (won - 1 / (1 + Math.exp(other - own)));
  logits[i] = own + move;
  logits[j] = other - move;
}

const isBad = (i: number, j: number, s: number, models: number) =>
  i >>> 0 >= models || j >>> 0 >= models || i === j || !(s >= -1 && s <= 1);

function refuse(row: number, i: number, j: number, s: number): never {
  if (!(s >= -1 && s <= 1)) throw new RangeError(`row ${row} has score ${s}, outside [−1, 1]`);
  throw new RangeError(`row ${row} compares model ${i} with model ${j}`);
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
