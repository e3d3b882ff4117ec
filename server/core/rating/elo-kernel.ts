import { compileKernel } from "../webassembly/compile-kernel";
import { CELLS_PER_UNIT, REACH } from "./logistic-table";

/** One judgment in memory: the addresses of its two models' log-strengths, and the half, whole or no win of the first. */
export const ROW_BYTES = 16;

export interface EloFunctions {
  /**
   * Takes the rows in [from, to) one after the other: each moves its two log-strengths by `step` times what was not expected
   * by the logistic function, read from the `table` of `logisticTable`. Returns `to`, or the row whose models are too far
   * apart for the table, which has moved nothing.
   */
  pass(from: number, to: number, table: number, step: number): number;
}

/** `createLogistic` in the same operations and the same order, so that both give the same bits. */
export const eloKernel = compileKernel(`
fn pass(from: i32, to: i32, table: i32, step: f64): i32 {
  var row = from;
  while (row != to) {
    var first = i32[row];
    var second = i32[row, 4];
    var own = f64[first];
    var other = f64[second];
    var gap = own - other;
    if (!(f64.abs(gap) < ${REACH}.0)) { return row; }
    var place = (gap + ${REACH}.0) * ${CELLS_PER_UNIT}.0;
    var cell = f64.trunc(place);
    // The low bits of 2^52 + n are n.
    var at = table + (i32.wrap_i64(i64.reinterpret_f64(cell + 4503599627370496.0)) << 3);
    var t = place - cell;
    var low = f64[at];
    var high = f64[at, 8];
    var rise = high - low;
    var start = low * (1.0 - low) * ${1 / CELLS_PER_UNIT};
    var end = high * (1.0 - high) * ${1 / CELLS_PER_UNIT};
    var won = low + t * (start + t * (3.0 * rise - 2.0 * start - end + t * (start + end - 2.0 * rise)));
    var move = step * (f64[row, 8] - won);
    f64[first] = own + move;
    f64[second] = other - move;
    row = row + ${ROW_BYTES};
  }
  return row;
}
`);
