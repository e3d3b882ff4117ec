import { compileKernel } from "../webassembly/compile-kernel";

/** Rows per vector: two blocks of 64. */
export const VECTOR_ROWS = 128;
/** Vectors that one pass over the columns can take. */
export const MAX_VECTORS = 3;
/** Bytes of row masks per id, that of id 0 after one without rows: 64 bits for each block of a pass. */
export const MASK_BYTES = 16 * MAX_VECTORS;
/** How many columns the last block of a pass is behind the first, at most. */
export const MAX_LAG = 2 * MAX_VECTORS - 1;
/** Bytes per column of what leaves the last block of a pass: complements of increments in the first half, decrements in the second. */
export const CARRY_BYTES = 16;

/** `columns` are addresses of masks; `more` is 1 if another pass will read the carries. */
type Pass = (columns: number, count: number, carries: number, rows: number, more: number) => number;

export interface AlignmentFunctions {
  mark(rows: number, count: number): void;
  unmark(rows: number, count: number): void;
  note(ids: number, count: number, presence: number): void;
  locate(ids: number, count: number, out: number): number;
  keep(ids: number, count: number, presence: number, out: number): number;
  lcs1: Pass;
  lcs2: Pass;
  lcs3: Pass;
  edit1: Pass;
  edit2: Pass;
  edit3: Pass;
}

/** Behind a list of addresses: no row has the id at address 0. Lists end with this, so that blocks behind the first read on. */
const PAD = `
  ${Array.from({ length: MAX_LAG }, (_, k) => `i32[out, ${4 * k}] = 0;`).join(" ")}
  return out - first >> 2;`;

/**
 * Sets and clears the rows of a pass in the masks of their ids; lists the masks' addresses of all ids (`locate`), or of
 * those that the other text has too (`keep`, by what `note` wrote).
 */
const MARK = `
fn mark(rows: i32, count: i32) {
  var r = 0;
  while (r < count) {
    var at = i32[rows + (r << 2)] + (r >> 6 << 3);
    i64[at] = i64[at] | 1L << i64.extend_i32_u(r & 63);
    r = r + 1;
  }
}
fn unmark(rows: i32, count: i32) {
  var r = 0;
  while (r < count) {
    i64[i32[rows + (r << 2)] + (r >> 6 << 3)] = 0L;
    r = r + 1;
  }
}
fn note(ids: i32, count: i32, presence: i32) {
  var end = ids + (count << 2);
  while (ids < end) {
    u8[presence + i32[ids]] = 1;
    ids = ids + 4;
  }
}
fn locate(ids: i32, count: i32, out: i32): i32 {
  var first = out;
  var end = out + (count << 2);
  var size = i32x4.splat(${MASK_BYTES});
  while (out < end) {
    v128[out] = i32x4.add(i32x4.mul(v128[ids], size), size);
    ids = ids + 16;
    out = out + 16;
  }
  out = end;${PAD}
}
fn keep(ids: i32, count: i32, presence: i32, out: i32): i32 {
  var first = out;
  var end = ids + (count << 2);
  while (ids < end) {
    var id = i32[ids];
    // Written always, kept if the other text has it: a branch here would often be mispredicted.
    i32[out] = id * ${MASK_BYTES} + ${MASK_BYTES};
    out = out + (u8[presence + id] << 2);
    ids = ids + 4;
  }${PAD}
}
fn valid(rows: i32, block: i32): i64 {
  var left = rows - (block << 6);
  if (left <= 0) { return 0L; }
  if (left >= 64) { return -1L; }
  return (1L << i64.extend_i32_u(left)) - 1L;
}`;

function each(vectors: number, line: (vector: number) => string): string {
  return Array.from({ length: vectors }, (_, vector) => line(vector)).join("\n    ");
}

/** What enters each block of vector j: what left the block above it one step before, which was in the same column. */
function enter(out: string, j: number, carry: number): string {
  const above = j === 0 ? `splat64[carries, ${carry}]` : `${out}${j - 1}`;
  return `i8x16.shuffle(${above}, ${out}${j}, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23)`;
}

/** The row masks of vector j: block k is k columns behind the first, which is MAX_LAG ids after \`column\`. */
function masksOf(j: number): string {
  const mask = (access: string, k: number) => `${access}[i32[column, ${4 * (MAX_LAG - k)}], ${8 * k}]`;
  return `i8x16.shuffle(${mask("low64", 2 * j)}, ${mask("splat64", 2 * j + 1)}, 0, 1, 2, 3, 4, 5, 6, 7, 24, 25, 26, 27, 28, 29, 30, 31)`;
}

/** Lanes that are within the columns at this step. */
function within(j: number): string {
  const lag = `i64x2.replace_lane(i64x2.splat(${2 * j}L), i64.extend_i32_u(${2 * j + 1}), 1)`;
  return `
    var lag${j} = ${lag};
    var end${j} = i64x2.add(lag${j}, i64x2.splat(i64.extend_i32_s(count)));`;
}

/** What leaves the last block goes back to its column's carries, for the next pass. */
function keepCarry(out: string, vectors: number, half: number): string {
  return `i64[carries - ${CARRY_BYTES * (2 * vectors - 1)}, ${half}] = i64x2.extract_lane(${out}${vectors - 1}, 1);`;
}

const ADVANCE = `
    carries = carries + ${CARRY_BYTES};
    column = column + 4;
    step = step + 1;`;

/**
 * V ← (V + (V & M) + in) | (V & ~M), zeros of V counted at the end. Columns before the first and after the last must
 * be of an id without rows, which changes nothing.
 */
function lcs(vectors: number): string {
  return `
fn lcs${vectors}(columns: i32, count: i32, carries: i32, rows: i32, more: i32): i32 {
  ${each(vectors, (j) => `var v${j} = i32x4.splat(-1); var out${j} = i32x4.splat(0);`)}
  var column = columns - ${4 * MAX_LAG};
  var step = 0;
  while (step < count + ${2 * vectors - 1}) {
    ${each(vectors, (j) => `var mask${j} = ${masksOf(j)};`)}
    ${each(vectors, (j) => `var in${j} = ${enter("out", j, 0)};`)}
    ${each(
      vectors,
      (j) => `
    var both${j} = v${j} & mask${j};
    var sum${j} = i64x2.add(i64x2.add(v${j}, both${j}), in${j});
    out${j} = i64x2.shr_u(both${j} | v128.andnot(v${j}, sum${j}), 63);
    v${j} = sum${j} | v128.andnot(v${j}, mask${j});`,
    )}
    if (more) { ${keepCarry("out", vectors, 0)} }
    ${ADVANCE}
  }
  var ones = 0L;
  ${each(vectors, (j) => [0, 1].map((l) => `ones = ones + i64.popcnt(i64x2.extract_lane(v${j}, ${l}));`).join(" "))}
  return ${VECTOR_ROWS * vectors} - i32.wrap_i64(ones);
}`;
}

/** One step of Myers' recurrence; \`guarded\` keeps the state of lanes that are not within the columns. */
function editStep(vectors: number, guarded: boolean): string {
  const set = (name: string, j: number, value: string) =>
    guarded ? `${name}${j} = v128.bitselect(${value}, ${name}${j}, on${j});` : `${name}${j} = ${value};`;
  const guard = (j: number) => `on${j} = i64x2.ge_s(at, lag${j}) & i64x2.lt_s(at, end${j});`;
  return `
    ${guarded ? "at = i64x2.splat(i64.extend_i32_s(step));" : ""}
    ${guarded ? each(vectors, guard) : ""}
    ${each(vectors, (j) => `mask${j} = ${masksOf(j)};`)}
    ${each(vectors, (j) => `plusIn${j} = ${enter("plusOut", j, 0)};`)}
    ${each(vectors, (j) => `minusIn${j} = ${enter("minusOut", j, 8)};`)}
    ${each(
      vectors,
      (j) => `
    equal${j} = mask${j} | minusIn${j};
    diagonal${j} = (i64x2.add(equal${j} & plus${j}, plus${j}) ^ plus${j}) | equal${j};
    notUp${j} = v128.andnot(diagonal${j} | plus${j}, minus${j});
    down${j} = plus${j} & diagonal${j};
    vertical${j} = mask${j} | minus${j};
    plusOut${j} = i64x2.shr_u(notUp${j}, 63);
    minusOut${j} = i64x2.shr_u(down${j}, 63);
    notUp${j} = i64x2.shl(notUp${j}, 1) | plusIn${j};
    ${set("plus", j, `i64x2.shl(down${j}, 1) | minusIn${j} | v128.andnot(notUp${j}, vertical${j})`)}
    ${set("minus", j, `v128.andnot(vertical${j}, notUp${j})`)}`,
    )}
    if (more) { ${keepCarry("plusOut", vectors, 0)} ${keepCarry("minusOut", vectors, 8)} }
    ${ADVANCE}`;
}

/** Myers 1999 with the carries of Hyyrö 2003; the result is the sum of the vertical differences in the last column. */
function edit(vectors: number): string {
  const scratch = [
    "mask",
    "plusIn",
    "minusIn",
    "equal",
    "diagonal",
    "notUp",
    "down",
    "vertical",
    "on",
    "plusOut",
    "minusOut",
    "minus",
  ];
  const lag = 2 * vectors - 1;
  return `
fn edit${vectors}(columns: i32, count: i32, carries: i32, rows: i32, more: i32): i32 {
  ${each(vectors, (j) => `${scratch.map((name) => `var ${name}${j} = i32x4.splat(0);`).join(" ")} var plus${j} = i32x4.splat(-1);`)}
  var at = i32x4.splat(0);
  ${each(vectors, within)}
  var column = columns - ${4 * MAX_LAG};
  var step = 0;
  while (step < ${lag}) {${editStep(vectors, true)}
  }
  while (step < count) {${editStep(vectors, false)}
  }
  while (step < count + ${lag}) {${editStep(vectors, true)}
  }
  var sum = 0L;
  ${each(vectors, (j) =>
    [0, 1]
      .map(
        (l) => `
  sum = sum + i64.popcnt(i64x2.extract_lane(plus${j}, ${l}) & valid(rows, ${2 * j + l}))
            - i64.popcnt(i64x2.extract_lane(minus${j}, ${l}) & valid(rows, ${2 * j + l}));`,
      )
      .join(""),
  )}
  return i32.wrap_i64(sum);
}`;
}

/**
 * Bit-parallel alignment of two id sequences, in passes of up to 3 vectors of 2 × 64 rows over all columns.
 *
 * A block needs what left the block above it in the same column. So that all blocks of a pass can work at once, each is
 * one column behind the block above it (a wavefront); what enters is then what left one step before, a shuffle of lanes.
 */
export const alignmentKernel = compileKernel(
  [MARK, lcs(1), lcs(2), lcs(3), edit(1), edit(2), edit(3)].join("\n"),
);
