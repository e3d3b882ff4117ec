import { compileKernel } from "../webassembly/compile-kernel";

/** An ordered pair of models in memory: the second's wins, ties, the first's wins, and one double that is not used. */
export const PAIR_BYTES = 32;

export interface CountFunctions {
  /**
   * Adds rows of weight 1, whose models and scores are columns at `a`, `b` and `score`, to the pairs at `pairs`. Returns how many
   * rows there were before the first whose models or score cannot be.
   */
  count(a: number, b: number, score: number, rows: number, pairs: number, models: number): number;
}

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
`);
