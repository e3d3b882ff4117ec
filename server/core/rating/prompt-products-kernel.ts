import { compileKernel } from "../webassembly/compile-kernel";

/** One row in memory: its prompt (later the address of the prompt's row before it), the places of its two parameters, its score. */
export const ROW_BYTES = 16;
/** One parameter's place: the prompt's sum so far, and whether the prompt has met it. */
export const PLACE_BYTES = 16;

export interface PromptProductFunctions {
  /** Chains the rows in [from, to) by prompt: `heads` holds the last row of each of `mask` + 1 prompts. */
  link(from: number, to: number, heads: number, mask: number): void;
  /**
   * Adds g gᵀ of every prompt with rows, and empties the heads. Each unordered pair goes to either of its two cells and the
   * diagonal is halved, so that the sum of `matrix` and its transpose is what is meant. `list` has room for all parameters
   * and four more; `spare` is the place of no parameter. Returns how many prompts had rows.
   */
  multiply(
    heads: number,
    headsEnd: number,
    places: number,
    list: number,
    spare: number,
    matrix: number,
    size: number,
  ): number;
}

const four = [0, 1, 2, 3];

/** The sum so far of the parameter whose place is `place` changes by `value`; a parameter not met yet joins the list. */
const addTo = (place: string, value: string) => `
  f64[${place}] = f64[${place}] + ${value};
  i32[end] = ${place};
  end = end + ((i32[${place}, 8] ^ 1) << 4);
  i32[${place}, 8] = 1;`;

/**
 * The first entries of the list from `from` on become offsets and sums of a row and of a column of the matrix, and their
 * places are emptied for the next prompt.
 */
const readEntries = (from: string, count: number) =>
  four
    .slice(0, count)
    .map(
      (k) => `
  place = i32[${from}, ${16 * k}];
  column${k} = (place - places) >>> 1;
  left${k} = f64[place];
  base${k} = matrix + column${k} * size;
  f64[place] = 0.0;
  i32[place, 8] = 0;
  i32[${from}, ${16 * k}] = column${k};
  f64[${from}, ${16 * k + 8}] = left${k};`,
    )
    .join("\n");

/** All sixteen products of four entries of the list at `row` and four at `column`, these times `scale`. */
const addBlock = (scale: string) => `
  ${four.map((k) => `column${k} = i32[column, ${16 * k}]; right${k} = f64[column, ${16 * k + 8}]${scale};`).join("\n")}
  ${four
    .flatMap((i) =>
      four.map((j) => `f64[base${i} + column${j}] = f64[base${i} + column${j}] + left${i} * right${j};`),
    )
    .join("\n")}`;

/**
 * Sums of one prompt are collected in the parameters' places; then the list of those met (16 bytes each) is filled up with
 * the spare parameter to a multiple of four, and multiplied out in blocks of four by four, which keeps loops and their
 * mispredicted ends few. Two parameters, a prompt with one comparison, go without blocks.
 */
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

fn multiply(heads: i32, headsEnd: i32, places: i32, list: i32, spare: i32, matrix: i32, size: i32): i32 {
  ${four.map((k) => `var base${k} = 0; var left${k} = 0.0; var column${k} = 0; var right${k} = 0.0;`).join("\n")}
  var place = 0;
  var met = 0;
  var head = heads;
  while (head != headsEnd) {
    var row = i32[head];
    i32[head] = 0;
    head = head + 4;
    if (row != 0) {
      met = met + 1;
      var end = list;
      while (row != 0) {
        var pair = i32[row, 4];
        var score = f64[row, 8];
        var first = places + ((pair & 0xffff) << 4);
        var second = places + ((pair >>> 16) << 4);
        ${addTo("first", "score")}
        ${addTo("second", "(0.0 - score)")}
        row = i32[row];
      }
      if (end == list + 32) {
        ${readEntries("list", 2)}
        f64[base0 + column0] = f64[base0 + column0] + left0 * left0 * 0.5;
        f64[base1 + column0] = f64[base1 + column0] + left1 * left0;
        f64[base1 + column1] = f64[base1 + column1] + left1 * left1 * 0.5;
      } else {
        ${four
          .slice(0, 3)
          .map((k) => `i32[end, ${16 * k}] = spare;`)
          .join("\n")}
        var block = list;
        while (block < end) {
          ${readEntries("block", 4)}
          var column = list;
          while (column != block) {
            ${addBlock("")}
            column = column + 64;
          }
          ${addBlock(" * 0.5")}
          block = block + 64;
        }
      }
    }
  }
  return met;
}
`);
