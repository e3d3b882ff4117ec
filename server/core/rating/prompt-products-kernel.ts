import { compileKernel } from "../webassembly/compile-kernel";
import { LOW_WORDS, WHOLE_NUMBER } from "./whole-scores";

/**
 * A row of weight 1 and a whole score fits in a word of 32 bits: from the lowest bit on the model that its score is for, the
 * other one, the score + 1 in two bits, and the prompt within its block.
 */
export const WORD_MODEL_BITS = 7;
export const WORD_PROMPT_BITS = 16;
const outcomeAt = 2 * WORD_MODEL_BITS;
const promptAt = 32 - WORD_PROMPT_BITS;
const mostModel = (1 << WORD_MODEL_BITS) - 1;

/** One row in memory: its prompt (later the address of the prompt's row before it), the places of its two parameters, its score. */
export const ROW_BYTES = 16;
/** One parameter's place: the prompt's sum so far, and the number of the last prompt that met it. */
export const PLACE_BYTES = 16;
/** Where the kernel counts the prompts that had rows. */
export const PROMPTS_MET = 0;

export interface PromptProductFunctions {
  /**
   * Counts rows, whose prompts are a column, by blocks of 2^shift prompts. Returns how many rows there were before the first whose
   * prompt is none of `prompts`.
   */
  countBlocks(prompt: number, rows: number, counts: number, shift: number, prompts: number): number;
  /** Chains the rows in [from, to) by prompt: `heads` holds the last row of each of `mask` + 1 prompts. */
  link(from: number, to: number, heads: number, mask: number): void;
  /**
   * Puts columns of rows in words, block after block of 2^shift prompts: `next` holds the address of the next word of each.
   * Returns how many rows fitted before the first that does not, for its score or its models.
   */
  pack(
    a: number,
    b: number,
    prompt: number,
    score: number,
    rows: number,
    next: number,
    shift: number,
    models: number,
  ): number;
  /** As `link` for words in [from, to); the word before each of its prompt goes `chain` bytes after it. */
  linkWords(from: number, to: number, heads: number, chain: number): void;
  /**
   * Adds g gᵀ of every prompt with rows, and empties the heads. Each unordered pair goes to either of its two cells and the
   * diagonal is halved, so that the sum of `matrix` and its transpose is what is meant. `list` has room for all parameters
   * and four more; `spare` is the column of no parameter.
   */
  multiply(
    heads: number,
    headsEnd: number,
    places: number,
    list: number,
    spare: number,
    matrix: number,
    size: number,
  ): void;
  /** The same of words, with (score − expected) / 2 as the slope; `expected` is by pair, (size − 1)². */
  multiplyWords(
    heads: number,
    headsEnd: number,
    places: number,
    list: number,
    spare: number,
    matrix: number,
    size: number,
    chain: number,
    expected: number,
  ): void;
}

const four = [0, 1, 2, 3];

/** The sum so far of the parameter at `column` of the matrix changes by `value`; one not met yet joins the list. */
const addTo = (column: string, value: string) => `
        column0 = ${column};
        place = places + (column0 << 1);
        f64[place] = f64[place] + ${value};
        i32[end] = column0;
        end = end + ((i32[place, 8] != met) << 4);
        i32[place, 8] = met;`;

/** The first entries of the list from `from` on get their sums, which start anew for the next prompt. */
const readEntries = (from: string, count: number) =>
  four
    .slice(0, count)
    .map(
      (k) => `
          column${k} = i32[${from}, ${16 * k}];
          place = places + (column${k} << 1);
          left${k} = f64[place];
          f64[place] = 0.0;
          f64[${from}, ${16 * k + 8}] = left${k};
          base${k} = matrix + column${k} * size;`,
    )
    .join("\n");

const addProduct = (i: number, j: number, right: string) =>
  `f64[base${i} + column${j}] = f64[base${i} + column${j}] + left${i} * ${right};`;

/** All sixteen products of the four entries that were read last and the four at `column`. */
const addBlock = `
  ${four.map((k) => `column${k} = i32[column, ${16 * k}]; right${k} = f64[column, ${16 * k + 8}];`).join("\n")}
  ${four.flatMap((i) => four.map((j) => addProduct(i, j, `right${j}`))).join("\n")}`;

/** The products of the first entries that were read last among themselves: each pair once, squares halved. */
const addOwn = (count: number) =>
  four
    .slice(0, count)
    .flatMap((i) =>
      four.slice(0, i + 1).map((j) => addProduct(i, j, i === j ? `left${j} * 0.5` : `left${j}`)),
    )
    .join("\n");

/**
 * Sums of one prompt are collected in the parameters' places; then the list of those met (16 bytes each) is filled up with
 * the spare parameter to a multiple of four, and multiplied out in blocks of four by four, which keeps loops and their
 * mispredicted ends few. Two parameters, a prompt with one comparison, go without blocks.
 */
const multiply = (name: string, more: string, readRow: string, before: string) => `
fn ${name}(heads: i32, headsEnd: i32, places: i32, list: i32, spare: i32, matrix: i32, size: i32${more}) {
  ${four.map((k) => `var base${k} = 0; var left${k} = 0.0; var column${k} = 0; var right${k} = 0.0;`).join("\n")}
  var place = 0;
  var met = i32[${PROMPTS_MET}];
  var head = heads;
  while (head != headsEnd) {
    var row = i32[head];
    i32[head] = 0;
    head = head + 4;
    if (row != 0) {
      met = met + 1;
      var end = list;
      while (row != 0) {
        ${readRow}
        ${addTo("i << 3", "score")}
        ${addTo("j << 3", "(0.0 - score)")}
        row = ${before};
      }
      if (end == list + 32) {
        ${readEntries("list", 2)}
        ${addOwn(2)}
      } else {
        ${four
          .slice(0, 3)
          .map((k) => `i32[end, ${16 * k}] = spare;`)
          .join("\n")}
        var block = list;
        while (block < end) {
          ${readEntries("block", 4)}
          ${addOwn(4)}
          var column = list;
          while (column != block) {
            ${addBlock}
            column = column + 64;
          }
          block = block + 64;
        }
      }
    }
  }
  i32[${PROMPTS_MET}] = met;
}`;

export const promptProductsKernel = compileKernel(`
fn link(from: i32, to: i32, heads: i32, mask: i32) {
  var row = from;
  while (row != to) {
    var head = heads + ((i32[row] & mask) << 2);
    i32[row] = i32[head];
    i32[head] = row;
    row = row + ${ROW_BYTES};
  }
}

fn countBlocks(prompt: i32, rows: i32, counts: i32, shift: i32, prompts: i32): i32 {
  var row = 0;
  while (row < rows) {
    var p = i32[prompt + (row << 2)];
    if (i32.ge_u(p, prompts)) { return row; }
    var block = counts + ((p >>> shift) << 2);
    i32[block] = i32[block] + 1;
    row = row + 1;
  }
  return row;
}

fn pack(a: i32, b: i32, prompt: i32, score: i32, rows: i32, next: i32, shift: i32, models: i32): i32 {
  var mask = (1 << shift) - 1;
  var masks = i32x4.splat(mask);
  var most = i32x4.splat(models - 1);
  var one = i32x4.splat(1);
  var two = f64x2.splat(2.0);
  var magic = f64x2.splat(${WHOLE_NUMBER});
  var place = 0;
  var block = 0;
  var row = 0;
  while (row + 4 <= rows) {
    var four = row << 2;
    var is = v128[a + four];
    var js = v128[b + four];
    var ps = v128[prompt + four];
    var low = v128[score + (row << 3)];
    var high = v128[score + (row << 3), 16];
    var lowSum = f64x2.add(low, magic);
    var highSum = f64x2.add(high, magic);
    var whole = i32x4.add(i8x16.shuffle(lowSum, highSum, ${LOW_WORDS}), one);
    var fits = f64x2.eq(f64x2.sub(lowSum, magic), low) & f64x2.eq(f64x2.sub(highSum, magic), high)
      & f64x2.lt(f64x2.pmax(f64x2.abs(low), f64x2.abs(high)), two)
      & i32x4.eq(i32x4.min_u(is, most), is) & i32x4.eq(i32x4.min_u(js, most), js);
    if (i32x4.bitmask(fits) != 15) { break; }
    var words = is | i32x4.shl(js, ${WORD_MODEL_BITS}) | i32x4.shl(whole, ${outcomeAt}) | i32x4.shl(ps & masks, ${promptAt});
    var blocks = i32x4.shl(i32x4.shr_u(ps, shift), 2);
    ${four
      .map(
        (k) => `
    block = next + i32x4.extract_lane(blocks, ${k});
    place = i32[block];
    i32[block] = place + 4;
    i32[place] = i32x4.extract_lane(words, ${k});`,
      )
      .join("")}
    row = row + 4;
  }
  while (row < rows) {
    var i = i32[a + (row << 2)];
    var j = i32[b + (row << 2)];
    var p = i32[prompt + (row << 2)];
    var s = f64[score + (row << 3)];
    var sum = s + ${WHOLE_NUMBER};
    var outcome = i32.wrap_i64(i64.reinterpret_f64(sum)) + 1;
    if ((sum - ${WHOLE_NUMBER} != s) | (f64.abs(s) > 1.0) | i32.ge_u(i, models) | i32.ge_u(j, models)) { return row; }
    block = next + ((p >>> shift) << 2);
    place = i32[block];
    i32[block] = place + 4;
    i32[place] = i | (j << ${WORD_MODEL_BITS}) | (outcome << ${outcomeAt}) | ((p & mask) << ${promptAt});
    row = row + 1;
  }
  return row;
}

fn linkWords(from: i32, to: i32, heads: i32, chain: i32) {
  var word = from;
  while (word != to) {
    var head = heads + ((i32[word] >>> ${promptAt}) << 2);
    i32[word + chain] = i32[head];
    i32[head] = word;
    word = word + 4;
  }
}

${multiply(
  "multiply",
  "",
  `var pair = i32[row, 4];
        var i = pair & 0xffff;
        var j = pair >>> 16;
        var score = f64[row, 8];`,
  "i32[row]",
)}
${multiply(
  "multiplyWords",
  ", chain: i32, expected: i32",
  `var bits = i32[row];
        var i = bits & ${mostModel};
        var j = (bits >>> ${WORD_MODEL_BITS}) & ${mostModel};
        var cell = (i * (size - 1) + j) << 3;
        var score = (f64.convert_i32_s(((bits >>> ${outcomeAt}) & 3) - 1) - f64[expected + cell]) * 0.5;`,
  "i32[row + chain]",
)}
`);
