import { compileKernel } from "../webassembly/compile-kernel";

/** A prepared sequence in memory: addresses of its tokens, logarithms, masses, rests, their logarithms, and offsets. */
export const SEQUENCE_FIELDS = 6;
/** Lists of one position may be this long. */
export const MAX_LIST = 64;

export interface TopKFunctions {
  prepare(sequence: number, positions: number): void;
  sum(first: number, second: number, positions: number, jensenShannon: number): void;
}

const MASS_FLOOR = 1e-6;

/** Constants of the kernel, each twice in a vector at the start of memory: exponential and logarithm as in fdlibm. */
const CONSTANTS = {
  floor: MASS_FLOOR,
  logFloor: Math.log(MASS_FLOOR),
  zero: 0,
  half: 0.5,
  one: 1,
  two: 2,
  least: -700,
  perLn2: Math.LOG2E,
  // Adding 1.5 · 2^52 rounds to a whole number and leaves it in the lowest bits.
  rounder: 6755399441055744,
  ln2High: 6.9314718036912381649e-1,
  ln2Low: 1.90821492927058770002e-10,
  e3: 1 / 6,
  e4: 1 / 24,
  e5: 1 / 120,
  e6: 1 / 720,
  e7: 1 / 5040,
  e8: 1 / 40320,
  e9: 1 / 362880,
  e10: 1 / 3628800,
  e11: 1 / 39916800,
  e12: 1 / 479001600,
  e13: 1 / 6227020800,
  l1: 6.66666666666673513e-1,
  l2: 3.999999999940941908e-1,
  l3: 2.857142874366239149e-1,
  l4: 2.222219843214978396e-1,
  l5: 1.818357216161805012e-1,
  l6: 1.531383769920937332e-1,
  l7: 1.479819860511658591e-1,
  // 2^52 + 1024: what a biased exponent in the lowest bits of 2^52 is too much.
  exponentBias: 4503599627371520,
} as const;

/** The constants by index, as the start of the kernel's memory. */
export const constantValues: readonly number[] = Object.values(CONSTANTS).flatMap((value) => [value, value]);

const names = Object.keys(CONSTANTS);
const c = (name: keyof typeof CONSTANTS) => `v128[0, ${16 * names.indexOf(name)}]`;
const add = (a: string, b: string) => `f64x2.add(${a}, ${b})`;
const sub = (a: string, b: string) => `f64x2.sub(${a}, ${b})`;
const mul = (a: string, b: string) => `f64x2.mul(${a}, ${b})`;
/** A polynomial in `x` from its constants, lowest power first. */
const polynomial = (x: string, terms: (keyof typeof CONSTANTS)[]): string =>
  terms.map(c).reduceRight((sum, term) => add(mul(sum, x), term));

/** Scratch: one list's masses and logarithms by place, the floor at place 64; then the cells of a position. */
const LIST_MASSES = 1024;
const LIST_LOGS = LIST_MASSES + 8 * (MAX_LIST + 2);
const CELL_BYTES = 8 * (2 * MAX_LIST + 4);
const [P, LOG_P, Q, LOG_Q] = [0, 1, 2, 3].map((i) => LIST_LOGS + 8 * (MAX_LIST + 2) + CELL_BYTES * i) as [
  number,
  number,
  number,
  number,
];
/** KL, cross-entropy and Jensen–Shannon, summed over positions. */
export const RESULTS = LOG_Q + CELL_BYTES;
export const FREE_START = RESULTS + 32;

/** exp of two numbers, and the natural logarithm of two positive normal numbers, within about one unit in the last place. */
const EXPONENTIALS = `
fn exp(given: v128): v128 {
  var x = f64x2.pmax(given, ${c("least")});
  var rounded = ${add(mul("x", c("perLn2")), c("rounder"))};
  var n = ${sub("rounded", c("rounder"))};
  var r = ${sub(sub("x", mul("n", c("ln2High"))), mul("n", c("ln2Low")))};
  var tail = ${polynomial("r", ["half", "e3", "e4", "e5", "e6", "e7", "e8", "e9", "e10", "e11", "e12", "e13"])};
  var power = ${add(c("one"), add("r", mul(mul("r", "r"), "tail")))};
  return i64x2.add(power, i64x2.shl(rounded, 52));
}
fn log(x: v128): v128 {
  var above = i64x2.sub(x, i64x2.splat(0x3fe6a09e00000000L));
  var biased = i64x2.shr_u(i64x2.add(above, i64x2.splat(0x4000000000000000L)), 52);
  var k = ${sub("biased | i64x2.splat(0x4330000000000000L)", c("exponentBias"))};
  var f = ${sub("i64x2.sub(x, above & i64x2.splat(0xfff0000000000000L))", c("one"))};
  var s = f64x2.div(f, ${add(c("two"), "f")});
  var z = ${mul("s", "s")};
  var w = ${mul("z", "z")};
  var even = ${mul("w", polynomial("w", ["l2", "l4", "l6"]))};
  var odd = ${mul("z", polynomial("w", ["l1", "l3", "l5", "l7"]))};
  var halfSquare = ${mul(c("half"), mul("f", "f"))};
  var correction = ${add(mul("s", add("halfSquare", add("even", "odd"))), mul("k", c("ln2Low")))};
  return ${sub(mul("k", c("ln2High")), sub(sub("halfSquare", "correction"), "f"))};
}
fn total(v: v128): f64 { return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1); }`;

/** Logarithms to masses, both at least the floor; 1 − the listed mass, at least the floor, and its logarithm. */
const PREPARE = `
fn prepare(sequence: i32, positions: i32) {
  var logs = i32[sequence, 4];
  var masses = i32[sequence, 8];
  var rests = i32[sequence, 12];
  var restLogs = i32[sequence, 16];
  var offsets = i32[sequence, 20];
  var bytes = i32[offsets + (positions << 2)] << 3;
  var at = 0;
  while (at < bytes) {
    v128[masses + at] = exp(v128[logs + at]);
    at = at + 16;
  }
  var p = 0;
  while (p < positions) {
    var i = masses + (i32[offsets] << 3);
    var end = masses + (i32[offsets, 4] << 3);
    var pairs = ${c("zero")};
    while (i < end - 8) {
      pairs = ${add("pairs", "v128[i]")};
      i = i + 16;
    }
    var listed = total(pairs);
    if (i < end) { listed = listed + f64[i]; }
    f64[rests + (p << 3)] = 1.0 - listed;
    offsets = offsets + 4;
    p = p + 1;
  }
  at = 0;
  while (at < bytes) {
    v128[masses + at] = f64x2.pmax(v128[masses + at], ${c("floor")});
    v128[logs + at] = f64x2.pmax(v128[logs + at], ${c("logFloor")});
    at = at + 16;
  }
  at = 0;
  while (at < positions << 3) {
    var rest = f64x2.pmax(v128[rests + at], ${c("floor")});
    v128[rests + at] = rest;
    v128[restLogs + at] = log(rest);
    at = at + 16;
  }
}`;

/** Puts the cells of one position side by side; returns how many bytes they take in each array, a pair more of zeros after them. */
const ALIGN = `
fn align(first: i32, second: i32, p: i32): i32 {
  var at = p << 2;
  var aStart = i32[i32[first, 20] + at];
  var aCount = i32[i32[first, 20] + at, 4] - aStart;
  var bStart = i32[i32[second, 20] + at];
  var bCount = i32[i32[second, 20] + at, 4] - bStart;
  var aTokens = i32[first] + (aStart << 2);
  var bTokens = i32[second] + (bStart << 2);
  var aMasses = i32[first, 8] + (aStart << 3);
  var aLogs = i32[first, 4] + (aStart << 3);
  var bMasses = i32[second, 8] + (bStart << 3);
  var bLogs = i32[second, 4] + (bStart << 3);
  // The first list by place, so that a token that it has not reads the floor at place 64.
  var i = 0;
  while (i < aCount << 3) {
    v128[i, ${LIST_MASSES}] = v128[aMasses + i];
    v128[i, ${LIST_LOGS}] = v128[aLogs + i];
    i = i + 16;
  }
  f64[${LIST_MASSES + 8 * MAX_LIST}] = ${MASS_FLOOR.toFixed(6)};
  v128[${LIST_LOGS + 8 * MAX_LIST}] = ${c("logFloor")};
  f64[${P}] = f64[i32[first, 12] + (p << 3)];
  f64[${LOG_P}] = f64[i32[first, 16] + (p << 3)];
  f64[${Q}] = f64[i32[second, 12] + (p << 3)];
  f64[${LOG_Q}] = f64[i32[second, 16] + (p << 3)];
  var cell = 8;
  var unmatched = -1L;
  if (aCount < 64) { unmatched = (1L << i64.extend_i32_u(aCount)) - 1L; }
  var all = unmatched;
  var j = 0;
  while (j < bCount) {
    var token = splat32[bTokens + (j << 2)];
    var found = 0L;
    var group = 0;
    while (group < aCount) {
      var hit = i32x4.bitmask(i32x4.eq(v128[aTokens + (group << 2)], token));
      found = found | i64.extend_i32_u(hit) << i64.extend_i32_u(group);
      group = group + 4;
    }
    found = found & all;
    unmatched = unmatched & ~found;
    var place = i32.wrap_i64(i64.ctz(found)) << 3;
    f64[cell, ${P}] = f64[place, ${LIST_MASSES}];
    f64[cell, ${LOG_P}] = f64[place, ${LIST_LOGS}];
    f64[cell, ${Q}] = f64[bMasses + (j << 3)];
    f64[cell, ${LOG_Q}] = f64[bLogs + (j << 3)];
    cell = cell + 8;
    j = j + 1;
  }
  while (unmatched != 0L) {
    var own = i32.wrap_i64(i64.ctz(unmatched)) << 3;
    unmatched = unmatched & unmatched - 1L;
    f64[cell, ${P}] = f64[own, ${LIST_MASSES}];
    f64[cell, ${LOG_P}] = f64[own, ${LIST_LOGS}];
    v128[cell, ${Q}] = ${c("floor")};
    v128[cell, ${LOG_Q}] = ${c("logFloor")};
    cell = cell + 8;
  }
  v128[cell, ${P}] = ${c("zero")};
  v128[cell, ${LOG_P}] = ${c("zero")};
  v128[cell, ${Q}] = ${c("zero")};
  v128[cell, ${LOG_Q}] = ${c("zero")};
  return cell;
}`;

const MEAN_OF_LOGS = mul(c("half"), add("p", "q"));

/** Sums the three divergences over positions, each position's at least 0; Jensen–Shannon only if asked for. */
const SUM = `
fn sum(first: i32, second: i32, positions: i32, jensenShannon: i32) {
  var kl = 0.0;
  var ce = 0.0;
  var js = 0.0;
  var position = 0;
  while (position < positions) {
    var cells = align(first, second, position);
    var pTotals = ${c("zero")};
    var qTotals = ${c("zero")};
    var pKl = ${c("zero")};
    var qKl = ${c("zero")};
    var pCe = ${c("zero")};
    var qCe = ${c("zero")};
    var at = 0;
    while (at < cells) {
      var pMass = v128[at, ${P}];
      var qMass = v128[at, ${Q}];
      var pLog = v128[at, ${LOG_P}];
      var qLog = v128[at, ${LOG_Q}];
      var ratio = ${sub("pLog", "qLog")};
      pTotals = ${add("pTotals", "pMass")};
      qTotals = ${add("qTotals", "qMass")};
      pKl = ${add("pKl", mul("pMass", "ratio"))};
      qKl = ${add("qKl", mul("qMass", "ratio"))};
      pCe = ${add("pCe", mul("pMass", "qLog"))};
      qCe = ${add("qCe", mul("qMass", "pLog"))};
      at = at + 16;
    }
    var pTotal = total(pTotals);
    var qTotal = total(qTotals);
    // As the masses sum to 1, the normalisers inside the logarithms cancel in KL and stand alone in the cross-entropy.
    kl = kl + f64.max(0.0, total(pKl) / pTotal - total(qKl) / qTotal);
    var pLogTotal = log(f64x2.splat(pTotal));
    var qLogTotal = log(f64x2.splat(qTotal));
    ce = ce + f64.max(0.0, f64x2.extract_lane(pLogTotal, 0) + f64x2.extract_lane(qLogTotal, 0) - total(pCe) / pTotal - total(qCe) / qTotal);
    if (jensenShannon) {
      var pScale = f64x2.div(${c("one")}, f64x2.splat(pTotal));
      var qScale = f64x2.div(${c("one")}, f64x2.splat(qTotal));
      var sums = ${c("zero")};
      at = 0;
      while (at < cells) {
        var p = ${mul(`v128[at, ${P}]`, "pScale")};
        var q = ${mul(`v128[at, ${Q}]`, "qScale")};
        var mean = log(${MEAN_OF_LOGS});
        var ofP = ${mul("p", sub(sub(`v128[at, ${LOG_P}]`, "pLogTotal"), "mean"))};
        var ofQ = ${mul("q", sub(sub(`v128[at, ${LOG_Q}]`, "qLogTotal"), "mean"))};
        // Equal cells add nothing; left to rounding, equal distributions would not be exactly 0 apart.
        sums = ${add("sums", `(${add("ofP", "ofQ")} & (f64x2.gt(p, q) | f64x2.lt(p, q)))`)};
        at = at + 16;
      }
      js = js + f64.min(${(2 * Math.LN2).toFixed(20)}, f64.max(0.0, total(sums)));
    }
    position = position + 1;
  }
  f64[${RESULTS}] = kl / 2.0;
  f64[${RESULTS + 8}] = ce / 2.0;
  f64[${RESULTS + 16}] = js / 2.0;
}`;

export const topKKernel = compileKernel(EXPONENTIALS + PREPARE + ALIGN + SUM);
