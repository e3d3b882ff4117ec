import { Kernel } from "../webassembly/kernel-memory";
import {
  PLACE_BYTES,
  type PromptProductFunctions,
  promptProductsKernel,
  ROW_BYTES,
} from "./prompt-products-kernel";

/** Rows that each push one model up and another down, and may push further parameters. */
export interface ScoreRows {
  models: number;
  /** Number of the model that a row's score is added to, and of the one that it is taken from. */
  a: Int32Array;
  b: Int32Array;
  /** Slope of the row's log-likelihood along r_a − r_b, weight included. */
  score: Float64Array;
  prompts: number;
  prompt: Int32Array;
  /** Slope along each further parameter, one array each; none if left out. */
  further?: readonly Float64Array[];
}

/** The rows of a Bradley–Terry fit: slopes are weight × (s − expected s)/2, with expected s by pair, models × models. */
export interface JudgedRows extends Omit<ScoreRows, "further"> {
  expected: Float64Array;
  weight?: Float64Array;
}

export interface ScoreProducts {
  /** Σ over prompts of g gᵀ, symmetric: the models first, then the further parameters. */
  products: Float64Array;
  /** Prompts with at least one row. */
  prompts: number;
}

const MOST_PARAMETERS = 65_534;
/** Rows that are worked on together, so that they stay in the processor's cache. */
const ROWS_TOGETHER = 4096;

/**
 * The middle of the clustered sandwich: score vectors are summed per prompt, then their outer products over prompts.
 *
 * Rows need not be in order of prompt. Time grows with the rows, and with the square of the models that one prompt met.
 *
 * @throws RangeError for a prompt outside 0 … prompts − 1, or more than 65,534 parameters.
 * @example promptScoreProducts({ models: 2, a, b, score: Float64Array.of(.5), prompts: 1, prompt }).products // [.25, −.25, −.25, .25]
 */
export function promptScoreProducts(rows: ScoreRows | JudgedRows): ScoreProducts {
  const further = "further" in rows ? (rows.further ?? []) : [];
  const size = rows.models + further.length;
  if (size > MOST_PARAMETERS) throw new RangeError(`${size} parameters`);
  const { starts, shift } = blockStarts(rows.prompt, rows.prompts);
  // Every further parameter takes a row of its own, beside the spare parameter.
  const scale = 1 + further.length;
  const count = rows.a.length * scale;

  // Rows are put in order outside the kernel and handed over block by block: a large fresh memory is slow to touch.
  const ordered = new ArrayBuffer(ROW_BYTES * count);
  const next = starts.map((start) => start * scale);
  if ("expected" in rows) writeJudged(ordered, rows, next, shift);
  else writeRows(ordered, rows, further, next, shift);
  const bytes = new Uint8Array(ordered);
  const multiply = createMultiplier(size, shift);
  let met = 0;
  for (let block = 0; block + 1 < starts.length; block++) {
    const from = ROW_BYTES * scale * starts[block]!;
    const to = ROW_BYTES * scale * starts[block + 1]!;
    if (from < to) met += multiply.add(bytes.subarray(from, to));
  }
  return { products: multiply.total(), prompts: met };
}

/** A kernel that takes rows in blocks of 2^shift prompts, and the products so far. */
function createMultiplier(size: number, shift: number) {
  const places = 64;
  const spare = places + PLACE_BYTES * size;
  const list = places + PLACE_BYTES * (size + 1);
  const matrix = list + 16 * (size + 5);
  const heads = matrix + 8 * (size + 1) ** 2;
  const headsEnd = heads + (4 << shift);
  const first = Math.ceil(headsEnd / ROW_BYTES) * ROW_BYTES;
  const kernel = new Kernel<PromptProductFunctions>(promptProductsKernel, first);
  return {
    /** Returns how many prompts the rows are of. */
    add(rows: Uint8Array): number {
      kernel.reserve(first + rows.length);
      kernel.bytes.set(rows, first);
      kernel.run.link(first, first + rows.length, heads, (1 << shift) - 1);
      return kernel.run.multiply(heads, headsEnd, places, list, spare, matrix, size + 1);
    },
    total: () => symmetric(kernel.float64.subarray(matrix / 8), size),
  };
}

/** Cuts the prompts into blocks of 2^shift neighbours and tells where the rows of each start. */
function blockStarts(prompt: Int32Array, prompts: number) {
  let shift = 0;
  while (prompts >>> shift > Math.max(1, prompt.length / ROWS_TOGETHER)) shift++;
  const starts = new Int32Array(((prompts - 1) >>> shift) + 2);
  for (let row = 0; row < prompt.length; row++) {
    const p = prompt[row]!;
    if (p >>> 0 >= prompts) throw new RangeError(`row ${row} is of prompt ${p}, and there are ${prompts}`);
    starts[(p >>> shift) + 1]!++;
  }
  for (let block = 1; block < starts.length; block++) starts[block]! += starts[block - 1]!;
  return { starts, shift };
}

function writeJudged(
  ordered: ArrayBuffer,
  { models, a, b, score, prompt, expected, weight }: JudgedRows,
  next: Int32Array,
  shift: number,
): void {
  const int32 = new Int32Array(ordered);
  const float64 = new Float64Array(ordered);
  for (let row = 0; row < a.length; row++) {
    const i = a[row]!;
    const j = b[row]!;
    const p = prompt[row]!;
    const slope = (score[row]! - expected[i * models + j]!) * 0.5;
    const place = next[p >>> shift]!++;
    int32[4 * place] = p;
    int32[4 * place + 1] = i | (j << 16);
    float64[2 * place + 1] = weight ? slope * weight[row]! : slope;
  }
}

function writeRows(
  ordered: ArrayBuffer,
  { models, a, b, score, prompt }: ScoreRows,
  further: readonly Float64Array[],
  next: Int32Array,
  shift: number,
): void {
  const int32 = new Int32Array(ordered);
  const float64 = new Float64Array(ordered);
  const spare = (models + further.length) << 16;
  const write = (p: number, pair: number, slope: number) => {
    const place = next[p >>> shift]!++;
    int32[4 * place] = p;
    int32[4 * place + 1] = pair;
    float64[2 * place + 1] = slope;
  };
  for (let row = 0; row < a.length; row++) {
    write(prompt[row]!, a[row]! | (b[row]! << 16), score[row]!);
    for (let k = 0; k < further.length; k++) write(prompt[row]!, (models + k) | spare, further[k]![row]!);
  }
}

/** half + halfᵀ, without the spare parameter's row and column. */
function symmetric(half: Float64Array, size: number): Float64Array {
  const whole = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      whole[i * size + j] = half[i * (size + 1) + j]! + half[j * (size + 1) + i]!;
  return whole;
}
