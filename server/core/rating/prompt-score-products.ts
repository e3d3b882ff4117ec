import { Kernel } from "../webassembly/kernel-memory";
import {
  PLACE_BYTES,
  PROMPTS_MET,
  type PromptProductFunctions,
  promptProductsKernel,
  ROW_BYTES,
  WORD_MODEL_BITS,
  WORD_PROMPT_BITS,
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
  const multiplier = createMultiplier(size, blockShift(rows));
  const starts = blockStarts(multiplier, rows.prompt, rows.prompts);
  const blocks =
    ("expected" in rows && createWordBlocks(multiplier, rows, starts)) ||
    createRowBlocks(multiplier, rows, further, starts);
  for (let block = 0; block + 1 < starts.length; block++)
    if (starts[block]! < starts[block + 1]!) blocks.add(block);
  return blocks.sums();
}

/** Rows in blocks of neighbouring prompts, added to the sums one by one. */
interface Blocks {
  add(block: number): void;
  sums(): ScoreProducts;
}

/** Rows as they come. They are put in order outside the kernel: a large fresh memory of it is slow to touch. */
function createRowBlocks(
  { kernel, free, heads, sizes, sums, shift }: Multiplier,
  rows: ScoreRows | JudgedRows,
  further: readonly Float64Array[],
  starts: Int32Array,
): Blocks {
  // Every further parameter takes a row of its own, beside the spare parameter.
  const scale = 1 + further.length;
  const ordered = new ArrayBuffer(ROW_BYTES * scale * rows.a.length);
  const next = starts.map((start) => start * scale);
  if ("expected" in rows) writeJudged(ordered, rows, next, shift);
  else writeRows(ordered, rows, further, next, shift);
  return {
    sums,
    add(block) {
      const from = ROW_BYTES * scale * starts[block]!;
      const length = ROW_BYTES * scale * starts[block + 1]! - from;
      kernel.reserve(free + length);
      kernel.bytes.set(new Uint8Array(ordered, from, length), free);
      kernel.run.link(free, free + length, heads, (1 << shift) - 1);
      kernel.run.multiply(...sizes);
    },
  };
}

/** Rows of weight 1 and whole scores as words, a quarter of the memory; undefined where a row does not fit. */
function createWordBlocks(
  { kernel, free, heads, sizes, sums, shift }: Multiplier,
  rows: JudgedRows,
  starts: Int32Array,
): Blocks | undefined {
  const { models, a, b, score, prompt, expected } = rows;
  if (rows.weight || models > 1 << WORD_MODEL_BITS || shift > WORD_PROMPT_BITS) return undefined;
  const scores = free + 8 * expected.length;
  const columns = [0, 1, 2].map((k) => scores + (8 + 4 * k) * ROWS_TOGETHER);
  const next = scores + 20 * ROWS_TOGETHER;
  const words = next + 4 * starts.length;
  const links = words + 4 * a.length;
  const longest = starts.reduce((most, start, block) => Math.max(most, start - (starts[block - 1] ?? 0)), 0);
  kernel.reserve(links + 4 * longest);
  kernel.float64.set(expected, free / 8);
  kernel.int32.set(
    starts.map((start) => words + 4 * start),
    next / 4,
  );
  for (let from = 0; from < a.length; from += ROWS_TOGETHER) {
    const to = Math.min(a.length, from + ROWS_TOGETHER);
    kernel.float64.set(score.subarray(from, to), scores / 8);
    for (const [k, column] of [a, b, prompt].entries())
      kernel.int32.set(column.subarray(from, to), columns[k]! / 4);
    const [ofA, ofB, ofPrompt] = columns as [number, number, number];
    if (kernel.run.pack(ofA, ofB, ofPrompt, scores, to - from, next, shift, models) < to - from)
      return undefined;
  }
  return {
    sums,
    add(block) {
      const from = words + 4 * starts[block]!;
      kernel.run.linkWords(from, words + 4 * starts[block + 1]!, heads, links - from);
      kernel.run.multiplyWords(...sizes, links - from, free);
    },
  };
}

type Multiplier = ReturnType<typeof createMultiplier>;

/** A kernel that multiplies out rows that were chained to its `heads`; memory is the rows' from `free` on. */
function createMultiplier(size: number, shift: number) {
  const places = 64;
  const list = places + PLACE_BYTES * (size + 1);
  const matrix = list + 16 * (size + 5);
  const heads = matrix + 8 * (size + 1) ** 2;
  const headsEnd = heads + (4 << shift);
  const free = Math.ceil(headsEnd / ROW_BYTES) * ROW_BYTES;
  const kernel = new Kernel<PromptProductFunctions>(promptProductsKernel, free);
  return {
    kernel,
    free,
    heads,
    shift,
    /** The first arguments of `multiply`. */
    sizes: [heads, headsEnd, places, list, 8 * size, matrix, size + 1] as const,
    sums: () => ({
      products: symmetric(kernel.float64.subarray(matrix / 8), size),
      prompts: kernel.int32[PROMPTS_MET / 4]!,
    }),
  };
}

/** Prompts are worked on in blocks of 2^shift neighbours, so many that a block has a few thousand rows. */
function blockShift({ prompt, prompts }: ScoreRows | JudgedRows): number {
  let shift = 0;
  while (prompts >>> shift > Math.max(1, prompt.length / ROWS_TOGETHER)) shift++;
  return shift;
}

/** Where the rows of each block start. */
function blockStarts({ kernel, free, shift }: Multiplier, prompt: Int32Array, prompts: number): Int32Array {
  const blocks = ((prompts - 1) >>> shift) + 1;
  const column = free + 4 * blocks;
  kernel.reserve(column + 4 * ROWS_TOGETHER);
  for (let from = 0; from < prompt.length; from += ROWS_TOGETHER) {
    const to = Math.min(prompt.length, from + ROWS_TOGETHER);
    kernel.int32.set(prompt.subarray(from, to), column / 4);
    const row = from + kernel.run.countBlocks(column, to - from, free, shift, prompts);
    if (row < to) throw new RangeError(`row ${row} is of prompt ${prompt[row]}, and there are ${prompts}`);
  }
  const starts = new Int32Array(blocks + 1);
  for (let block = 0; block < blocks; block++)
    starts[block + 1] = starts[block]! + kernel.int32[free / 4 + block]!;
  return starts;
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
