import { compileKernel } from "../webassembly/compile-kernel";

/** Counts from this on are great: few words have them. A power of two. */
export const SMALL = 16;
const SMALL_BITS = 4;

export interface CountFunctions {
  count(ids: number, end: number, distinct: number, row: number): number;
  tally(distinct: number, end: number, firstRow: number, secondRow: number): void;
  sort(distinct: number, end: number, row: number, withCount: number, great: number): number;
  shared(distinct: number, end: number, row: number): number;
}

/**
 * `count` adds a text's words to its row of counts and lists the distinct ones, returning how many; `tally` fills the table at
 * address 0 from the words that a first text has; `shared` counts the words of a list that a row has. `sort` counts
 * the words of a list by their small counts and lists those with great ones, returning where that list ends.
 */
export const countKernel = compileKernel(`
fn count(ids: i32, end: i32, distinct: i32, row: i32): i32 {
  var start = distinct;
  while (ids < end) {
    var id = i32[ids];
    var cell = row + (id << 2);
    var before = i32[cell];
    // Written always, kept if new: a branch here would often be mispredicted.
    i32[distinct] = id;
    distinct = distinct + ((before == 0) << 2);
    i32[cell] = before + 1;
    ids = ids + 4;
  }
  return distinct - start >> 2;
}
fn tally(distinct: i32, end: i32, firstRow: i32, secondRow: i32) {
  memory.fill(0, 0, ${4 * SMALL * SMALL});
  while (distinct < end) {
    var at = i32[distinct] << 2;
    var c = i32[firstRow + at];
    var d = i32[secondRow + at];
    if ((c | d) < ${SMALL}) {
      var cell = (c << ${SMALL_BITS} | d) << 2;
      i32[cell] = i32[cell] + 1;
    }
    distinct = distinct + 4;
  }
}
fn sort(distinct: i32, end: i32, row: i32, withCount: i32, great: i32): i32 {
  while (distinct < end) {
    var id = i32[distinct];
    var count = i32[row + (id << 2)];
    i32[great] = id;
    // Great counts are all counted at 0, which is read by no one.
    var isGreat = count >= ${SMALL};
    great = great + (isGreat << 2);
    var cell = withCount + ((count & 0 - !isGreat) << 2);
    i32[cell] = i32[cell] + 1;
    distinct = distinct + 4;
  }
  return great;
}
fn shared(distinct: i32, end: i32, row: i32): i32 {
  var shared = 0;
  while (distinct < end) {
    shared = shared + (i32[row + (i32[distinct] << 2)] != 0);
    distinct = distinct + 4;
  }
  return shared;
}`);
