import { compileKernel } from "../webassembly/compile-kernel";

export interface NgramFunctions {
  pack(
    ids: number,
    end: number,
    out: number,
    order: number,
    idBits: bigint,
    textBits: bigint,
    text: bigint,
  ): void;
  sort(from: number, to: number, bytes: number, shift: bigint, mask: number, histogram: number): void;
  matchFour(
    sorted: number,
    bytes: number,
    textBits: bigint,
    depths: number,
    counts: number,
    matches: number,
  ): void;
  matchMany(
    sorted: number,
    bytes: number,
    textBits: bigint,
    depths: number,
    counts: number,
    matches: number,
    rowBytes: number,
  ): void;
}

/** An element per position: the n-gram that begins there, first id highest, 0 past the end; lowest, its text. */
const PACK = `
fn pack(ids: i32, end: i32, out: i32, order: i32, idBits: i64, textBits: i64, text: i64) {
  var key = 0L;
  var top = idBits * i64.extend_i32_u(order - 1);
  out = out + (end - ids << 1);
  while (end > ids) {
    end = end - 4;
    out = out - 8;
    key = key >>> idBits | i64.extend_i32_u(i32[end] + 1) << top;
    i64[out] = key << textBits | text;
  }
}`;

/** One pass of a radix sort, stable, on the bits of \`mask\` after \`shift\`. */
const SORT = `
fn sort(from: i32, to: i32, bytes: i32, shift: i64, mask: i32, histogram: i32) {
  memory.fill(histogram, 0, mask + 1 << 2);
  var end = from + bytes;
  var p = from;
  while (p < end) {
    var cell = histogram + ((i32.wrap_i64(i64[p] >>> shift) & mask) << 2);
    i32[cell] = i32[cell] + 8;
    p = p + 8;
  }
  var place = to;
  var c = histogram;
  var last = histogram + (mask << 2);
  while (c <= last) {
    var size = i32[c];
    i32[c] = place;
    place = place + size;
    c = c + 4;
  }
  p = from;
  while (p < end) {
    var element = i64[p];
    var at = histogram + ((i32.wrap_i64(element >>> shift) & mask) << 2);
    var free = i32[at];
    i32[at] = free + 8;
    i64[free] = element;
    p = p + 8;
  }
}`;

/**
 * Walks the sorted elements. A group of order d is a run that shares d ids; `counts` has, for each order, how many of the
 * open group's positions each text has. An element counts at the deepest order that it shares with a neighbour; a group
 * that ends adds its matches and passes its counts up. `depths` gives, by leading zeros of the difference, how many ids
 * agree, and after it, by trailing zeros of the element, how many ids it has.
 */
function match(name: string, parameters: string, close: string, rowBytes: string): string {
  return `
fn ${name}(sorted: i32, bytes: i32, textBits: i64, depths: i32, counts: i32, matches: i32${parameters}) {
  var end = sorted + bytes;
  var before = 0;
  var element = 0L;
  if (bytes > 0) { element = i64[sorted]; }
  while (sorted < end) {
    sorted = sorted + 8;
    var text = i32.wrap_i64(element & (1L << textBits) - 1L) << 2;
    var after = 0;
    if (sorted < end) {
      var next = i64[sorted];
      after = u8[depths + i32.wrap_i64(i64.clz((next ^ element) >>> textBits))];
      var size = u8[depths + i32.wrap_i64(i64.ctz(element >>> textBits)), 80];
      if (after > size) { after = size; }
      element = next;
    }
    var depth = before;
    if (after > depth) { depth = after; }
    var row = counts + depth * ${rowBytes};
    i32[row + text] = i32[row + text] + 1;
    while (depth > after) {
      row = counts + depth * ${rowBytes};
      ${close}
      depth = depth - 1;
    }
    before = after;
  }
}`;
}

/** Up to four texts in one vector: the lesser of each two is a minimum with the vector turned by one and by two lanes. */
const CLOSE_FOUR = `
      var open = v128[row];
      var sums = matches + (depth << 5);
      v128[sums] = i32x4.add(v128[sums], i32x4.min_s(open, i8x16.shuffle(open, open, 4,5,6,7, 8,9,10,11, 12,13,14,15, 0,1,2,3)));
      v128[sums, 16] = i32x4.add(v128[sums, 16], i32x4.min_s(open, i8x16.shuffle(open, open, 8,9,10,11, 12,13,14,15, 0,1,2,3, 4,5,6,7)));
      v128[row - 16] = i32x4.add(v128[row - 16], open);
      v128[row] = i32x4.splat(0);`;

/** Any number of texts: for each text of the group, the minima with all others, four at a time. */
const CLOSE_MANY = `
      var a = 0;
      while (a < rowBytes) {
        var count = i32[row + a];
        if (count > 0) {
          var own = i32x4.splat(count);
          var cell = matches + (depth * rowBytes + a >> 2) * rowBytes;
          var b = 0;
          while (b < rowBytes) {
            v128[cell + b] = i32x4.add(v128[cell + b], i32x4.min_s(own, v128[row + b]));
            b = b + 16;
          }
        }
        a = a + 4;
      }
      var up = 0;
      while (up < rowBytes) {
        v128[row - rowBytes + up] = i32x4.add(v128[row - rowBytes + up], v128[row + up]);
        v128[row + up] = i32x4.splat(0);
        up = up + 16;
      }`;

/** Counts the n-grams that texts share from one sorted list of all positions. */
export const ngramKernel = compileKernel(
  [
    PACK,
    SORT,
    match("matchFour", "", CLOSE_FOUR, "16"),
    match("matchMany", ", rowBytes: i32", CLOSE_MANY, "rowBytes"),
  ].join("\n"),
);
