import { compileKernel } from "../webassembly/compile-kernel";

/**
 * One count that is drawn anew: how many values its table has (a double), the table's address, its least value, and the two
 * addresses that the count is written to.
 */
export const CELL_BYTES = 24;
/** One value of an alias table: its own chance (a double), and the value that else is taken. */
export const ALIAS_BYTES = 16;

export interface ResampleFunctions {
  /** Draws every cell in [from, to) by the alias method; the four words at `state` are the random numbers' and move on. */
  draw(from: number, to: number, state: number): void;
}

/** A step of `createRandom`'s generator; its output is in `out`. */
const step = `
      out = a + b + d;
      d = d + 1;
      a = b ^ (b >>> 9);
      b = c + (c << 3);
      c = ((c << 21) | (c >>> 11)) + out;`;

/** `drawPoisson` for many cells, without a branch on what cannot be predicted: the same draws from the same numbers. */
export const resampleKernel = compileKernel(`
fn draw(from: i32, to: i32, state: i32) {
  var a = i32[state];
  var b = i32[state, 4];
  var c = i32[state, 8];
  var d = i32[state, 12];
  var out = 0;
  var cell = from;
  while (cell != to) {
    ${step}
    var high = f64.convert_i32_s(out >>> 5);
    ${step}
    var low = f64.convert_i32_s(out >>> 6);
    var place = (high * 67108864.0 + low) * ${2 ** -53} * f64[cell];
    var whole = f64.trunc(place);
    // The low bits of 2^52 + n are n.
    var own = i32.wrap_i64(i64.reinterpret_f64(whole + 4503599627370496.0));
    var entry = i32[cell, 8] + own * ${ALIAS_BYTES};
    var other = i32[entry, 8];
    var value = other ^ ((own ^ other) & (0 - (place - whole < f64[entry])));
    var count = f64.convert_i32_s(i32[cell, 12] + value);
    f64[i32[cell, 16]] = count;
    f64[i32[cell, 20]] = count;
    cell = cell + ${CELL_BYTES};
  }
  i32[state] = a;
  i32[state, 4] = b;
  i32[state, 8] = c;
  i32[state, 12] = d;
}
`);
