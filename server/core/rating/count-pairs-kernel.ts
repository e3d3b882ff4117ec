import { compileKernel } from "../webassembly/compile-kernel";
import { LOW_WORDS, WHOLE_NUMBER } from "./whole-scores";

/** An ordered pair of models in memory: the second's wins, ties, the first's wins, and one double that is not used. */
export const PAIR_BYTES = 32;

export interface CountFunctions {
  /**
   * Adds rows of weight 1, whose models and scores are columns at `a`, `b` and `score`, to the pairs at `pairs`. Returns how many
   * rows there were before the first whose models or score cannot be.
   */
  count(a: number, b: number, score: number, rows: number, pairs: number, models: number): number;
  /**
   * Counts rows of whole scores, four at a time, each in one of the counts at `counts`: b's wins, ties and a's wins of every pair. Returns
   * how many rows there were before the first that it cannot count, for its score is not whole or it cannot be.
   */
  countWhole(a: number, b: number, score: number, rows: number, counts: number, models: number): number;
}

/** The same pair as whole numbers: three counts of 32 bits, and one that is not used. */
export const WHOLE_PAIR_BYTES = 16;

export const countPairsKernel = compileKernel(`
fn count(a: i32, b: i32, score: i32, rows: i32, pairs: i32, models: i32): i32 {
  var row = 0;
  while (row < rows) {
    var i = i32[a + (row << 2)];
    var j = i32[b + (row << 2)];
    var s = f64[score + (row << 3)];
    var decisive = f64.abs(s);
    if (!(decisive <= 1.0) | i32.ge_u(i, models) | i32.ge_u(j, models) | (i == j)) { return row; }
    var pair = pairs + (i * models + j) * ${PAIR_BYTES};
    var winner = pair + ((s > 0.0) << 4);
    f64[winner] = f64[winner] + decisive;
    f64[pair, 8] = f64[pair, 8] + (1.0 - decisive);
    row = row + 1;
  }
  return row;
}

fn countWhole(a: i32, b: i32, score: i32, rows: i32, counts: i32, models: i32): i32 {
  var one = i32x4.splat(1);
  var two = f64x2.splat(2.0);
  var most = i32x4.splat(models - 1);
  var width = i32x4.splat(models);
  var magic = f64x2.splat(${WHOLE_NUMBER});
  var cell = 0;
  var row = 0;
  while (row + 4 <= rows) {
    var is = v128[a + (row << 2)];
    var js = v128[b + (row << 2)];
    var low = v128[score + (row << 3)];
    var high = v128[score + (row << 3), 16];
    var lowSum = f64x2.add(low, magic);
    var highSum = f64x2.add(high, magic);
    var outcomes = i32x4.add(i8x16.shuffle(lowSum, highSum, ${LOW_WORDS}), one);
    var fits = f64x2.eq(f64x2.sub(lowSum, magic), low) & f64x2.eq(f64x2.sub(highSum, magic), high)
      & f64x2.lt(f64x2.pmax(f64x2.abs(low), f64x2.abs(high)), two) & ~i32x4.eq(is, js)
      & i32x4.eq(i32x4.min_u(is, most), is) & i32x4.eq(i32x4.min_u(js, most), js);
    if (i32x4.bitmask(fits) != 15) { break; }
    var cells = i32x4.shl(i32x4.add(i32x4.shl(i32x4.add(i32x4.mul(is, width), js), 2), outcomes), 2);
    ${[0, 1, 2, 3]
      .map(
        (k) => `
    cell = counts + i32x4.extract_lane(cells, ${k});
    i32[cell] = i32[cell] + 1;`,
      )
      .join("")}
    row = row + 4;
  }
  while (row < rows) {
    var i = i32[a + (row << 2)];
    var j = i32[b + (row << 2)];
    var s = f64[score + (row << 3)];
    var sum = s + ${WHOLE_NUMBER};
    var outcome = i32.wrap_i64(i64.reinterpret_f64(sum)) + 1;
    if ((sum - ${WHOLE_NUMBER} != s) | (f64.abs(s) > 1.0) | i32.ge_u(i, models) | i32.ge_u(j, models) | (i == j)) { return row; }
    cell = counts + ((((i * models + j) << 2) + outcome) << 2);
    i32[cell] = i32[cell] + 1;
    row = row + 1;
  }
  return row;
}
`);
