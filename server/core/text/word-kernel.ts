import { compileKernel } from "../webassembly/compile-kernel";
import { KIND_BITS, SPACE, SYMBOL, UNKNOWN, WORD } from "./character-table";

/** What the kernel of `WordSplitter` exports. Addresses are in bytes; a negative result of `split` says why it stopped. */
export interface WordFunctions {
  split(text: number, end: number, starts: number, ends: number, problem: number): number;
  intern(
    tokens: number,
    starts: number,
    ends: number,
    ids: number,
    slots: number,
    words: number,
    firsts: number,
  ): number;
  hash(tokens: number, starts: number, ends: number, hashes: number): void;
  shingles(hashes: number, count: number, size: number, out: number): void;
  minima(
    shingles: number,
    count: number,
    functions: number,
    factors: number,
    masks: number,
    out: number,
  ): void;
}

/** `split` met a code point that is not in the table yet. */
export const MUST_LEARN = -1;
/** `split` met a code point whose lower case it cannot write in place. */
export const MUST_NOT_SPLIT = -2;

/** The character entries come first in the kernel's memory, one for each code point below this. */
export const ENTRY_COUNT = 0x20000;
/** Then sixteen bytes of ones and sixteen of zeros, to cut words out of vectors. */
export const CUT_START = 4 * ENTRY_COUNT;
export const FREE_START = CUT_START + 32;
/** Bytes per distinct word: the first sixteen of the word; apart from them, which token was the first of it. */
export const KEY_BYTES = 16;
export const FIRST_BYTES = 4;
/** Texts end with this many spaces, so that vectors never read beyond. */
export const PADDING = 64;

const CHUNKS = [0, 1, 2, 3] as const;
const join = (line: (chunk: number) => string) => CHUNKS.map(line).join("\n");

/**
 * Words of 64 characters that are listed without asking whether there are so many: a loop over the bits would end with a
 * mispredicted branch. What is written too much is overwritten by the next, or lies in `OVERSHOOT`.
 */
const AT_ONCE = Array.from({ length: 12 }, (_, k) => k);
const putBit = (side: "start" | "end", at: number) =>
  `i32[${side}s, ${at}] = i + i32.wrap_i64(i64.ctz(${side}Bits)); ${side}Bits = ${side}Bits & ${side}Bits - 1L;`;
/** Bytes behind the lists of starts and ends that `split` may write to. */
export const OVERSHOOT = 4 * (AT_ONCE.length + 4);

/**
 * Lower-cases a text in place and lists where its words start and end, 64 characters at a time where all are ASCII (bit
 * masks as in simdjson: Langdale & Lemire 2019), else character by character from the table of entries.
 */
const SPLIT = `
fn split(text: i32, end: i32, starts: i32, ends: i32, problem: i32): i32 {
  var firstStart = starts;
  var i = text;
  var inWord = 0L;
  var afterSymbol = 0L;
  var fromUpperA = i8x16.splat(65);
  var fromLowerA = i8x16.splat(97);
  var fromZero = i8x16.splat(48);
  var fromTab = i8x16.splat(9);
  var letters = i8x16.splat(26);
  var digits = i8x16.splat(10);
  var spaces = i8x16.splat(5);
  var apostrophe = i8x16.splat(39);
  var space = i8x16.splat(32);
  while (i < end) {
    ${join((k) => `var v${k} = v128[i, ${16 * k}];`).replaceAll("\n", " ")}
    if (i8x16.bitmask(v0 | v1 | v2 | v3) == 0) {
      ${join(
        (k) => `
      v${k} = v${k} | i8x16.lt_u(i8x16.sub(v${k}, fromUpperA), letters) & space;
      v128[i, ${16 * k}] = v${k};
      var w${k} = i8x16.lt_u(i8x16.sub(v${k}, fromLowerA), letters) | i8x16.lt_u(i8x16.sub(v${k}, fromZero), digits) | i8x16.eq(v${k}, apostrophe);
      var blank${k} = i8x16.eq(v${k}, space) | i8x16.lt_u(i8x16.sub(v${k}, fromTab), spaces);`,
      )}
      var word = ${CHUNKS.map((k) => `i64.extend_i32_u(i8x16.bitmask(w${k})) << ${16 * k}L`).join(" | ")};
      var blank = ${CHUNKS.map((k) => `i64.extend_i32_u(i8x16.bitmask(blank${k})) << ${16 * k}L`).join(" | ")};
      var symbol = ~(word | blank);
      var before = word << 1L | inWord;
      var startBits = word & ~before | symbol;
      var endBits = before & ~word | symbol << 1L | afterSymbol;
      inWord = word >>> 63L;
      afterSymbol = symbol >>> 63L;
      var startsAfter = starts + (i32.wrap_i64(i64.popcnt(startBits)) << 2);
      var endsAfter = ends + (i32.wrap_i64(i64.popcnt(endBits)) << 2);
      ${AT_ONCE.map((k) => `${putBit("start", 4 * k)} ${putBit("end", 4 * k)}`).join("\n      ")}
      while ((startBits | endBits) != 0L) {
        ${putBit("start", 4 * AT_ONCE.length)} ${putBit("end", 4 * AT_ONCE.length)}
        starts = starts + 4;
        ends = ends + 4;
      }
      starts = startsAfter;
      ends = endsAfter;
      i = i + 64;
    } else {
      if (afterSymbol != 0L) { i32[ends] = i; ends = ends + 4; afterSymbol = 0L; }
      var stop = i + 64;
      if (stop > end) { stop = end; }
      while (i < stop) {
        var point = u8[i];
        var size = 1;
        if (point >= 128) {
          if (point < 224) {
            point = (point & 31) << 6 | u8[i, 1] & 63; size = 2;
          } else if (point < 240) {
            point = (point & 15) << 12 | (u8[i, 1] & 63) << 6 | u8[i, 2] & 63; size = 3;
          } else {
            point = (point & 7) << 18 | (u8[i, 1] & 63) << 12 | (u8[i, 2] & 63) << 6 | u8[i, 3] & 63; size = 4;
          }
        }
        if (point >= ${ENTRY_COUNT}) { return ${MUST_NOT_SPLIT}; }
        var entry = i32[point << 2];
        var kind = entry & ${(1 << KIND_BITS) - 1};
        if (kind == ${WORD}) {
          if (inWord == 0L) { i32[starts] = i; starts = starts + 4; inWord = 1L; }
          var lower = entry >>> ${KIND_BITS};
          if (lower != point) {
            if (size == 1) {
              u8[i] = lower;
            } else {
              u8[i + size - 1] = 128 | lower & 63;
              if (size == 2) { u8[i] = 192 | lower >>> 6; }
              if (size == 3) { u8[i] = 224 | lower >>> 12; u8[i, 1] = 128 | lower >>> 6 & 63; }
              if (size == 4) { u8[i] = 240 | lower >>> 18; u8[i, 1] = 128 | lower >>> 12 & 63; u8[i, 2] = 128 | lower >>> 6 & 63; }
            }
          }
        } else if (kind == ${SPACE}) {
          if (inWord != 0L) { i32[ends] = i; ends = ends + 4; inWord = 0L; }
        } else if (kind == ${SYMBOL}) {
          if (inWord != 0L) { i32[ends] = i; ends = ends + 4; inWord = 0L; }
          i32[starts] = i; starts = starts + 4;
          i32[ends] = i + size; ends = ends + 4;
        } else if (kind == ${UNKNOWN}) {
          i32[problem] = point;
          return ${MUST_LEARN};
        } else {
          return ${MUST_NOT_SPLIT};
        }
        i = i + size;
      }
    }
  }
  if ((inWord | afterSymbol) != 0L) { i32[ends] = i; }
  return starts - firstStart >> 2;
}`;

/** The token at hand: where it starts, its length, its first sixteen bytes as `key` and a hash of all of them. */
const HASH = `
    var start = i32[starts];
    var length = i32[ends] - start;
    var cut = length;
    if (length > 16) { cut = 16; }
    var key = v128[start] & v128[${CUT_START} + 16 - cut];
    var hash = i64x2.extract_lane(key, 0) ^ i64x2.extract_lane(key, 1) * 0x9e3779b97f4a7c15L;
    if (length > 16) {
      var p = start + 16;
      var last = start + length - 8;
      while (p < last) {
        hash = (hash ^ hash >>> 29L) * 0xbf58476d1ce4e5b9L ^ i64[p];
        p = p + 8;
      }
      hash = (hash ^ hash >>> 29L) * 0xbf58476d1ce4e5b9L ^ i64[last];
    }
    hash = (hash ^ hash >>> 32L) * 0xd6e8feb86659fd93L;`;

/**
 * Numbers words in order of first appearance, open addressing on a power of two of slots (which end where the words begin).
 * Words of up to sixteen bytes, nearly all, are compared as one vector; no such word has a zero byte but the one that is it.
 * `find` goes on where the first slot has another word, or the word is long; the word at hand is the one after the last.
 */
const INTERN = `
fn intern(tokens: i32, starts: i32, ends: i32, ids: i32, slots: i32, words: i32, firsts: i32): i32 {
  var vocabulary = 0;
  var mask = (words - slots) - 4;
  var idsEnd = ids + (tokens << 2);
  while (ids < idsEnd) {
    ${HASH}
    var at = slots + (i32.wrap_i64(hash >>> 38L) & mask);
    var known = i32[at];
    var new = known == 0;
    // Written always, kept if the word is new: a branch on that would often be mispredicted.
    v128[words + (vocabulary << 4)] = key;
    i32[firsts + (vocabulary << 2)] = starts;
    known = known + (vocabulary + 1) * new;
    // A key of fewer than sixteen bytes ends in zeros, which no longer word has there.
    if (v128.any_true(v128[words + (known << 4) - 16] ^ key) | (length >= 16)) {
      known = find(slots, at - slots, mask, words, firsts, ends - starts, vocabulary) + 1;
      new = known > vocabulary;
    } else {
      i32[at] = known;
    }
    i32[ids] = known - 1;
    vocabulary = vocabulary + new;
    starts = starts + 4;
    ends = ends + 4;
    ids = ids + 4;
  }
  return vocabulary;
}
fn find(slots: i32, slot: i32, mask: i32, words: i32, firsts: i32, toEnd: i32, vocabulary: i32): i32 {
  var key = v128[words + (vocabulary << 4)];
  var token = i32[firsts + (vocabulary << 2)];
  var start = i32[token];
  var length = i32[token + toEnd] - start;
  while (1) {
    var id = i32[slots + slot] - 1;
    if (id < 0) {
      i32[slots + slot] = vocabulary + 1;
      return vocabulary;
    }
    if (!(v128.any_true(v128[words + (id << 4)] ^ key))) {
      token = i32[firsts + (id << 2)];
      if (i32[token + toEnd] - i32[token] == length) {
        if (length <= 16) { return id; }
        if (same(start, i32[token], length)) { return id; }
      }
    }
    slot = slot + 4 & mask;
  }
}
fn same(a: i32, b: i32, length: i32): i32 {
  var i = 16;
  var last = length - 8;
  while (i < last) {
    if (i64[a + i] != i64[b + i]) { return 0; }
    i = i + 8;
  }
  return i64[a + last] == i64[b + last];
}`;

/** Writes a 32-bit hash of each token, which depends on its bytes alone. */
const HASH_TOKENS = `
fn hash(tokens: i32, starts: i32, ends: i32, hashes: i32) {
  var hashesEnd = hashes + (tokens << 2);
  while (hashes < hashesEnd) {${HASH}
    i32[hashes] = i32.wrap_i64(hash >>> 32L);
    starts = starts + 4;
    ends = ends + 4;
    hashes = hashes + 4;
  }
}`;

/**
 * A hash of every run of `size` words (`shingles`), and the least value of each of many hash functions of them
 * (`minima`): (x ^ b)·a modulo 2^32 for odd a, sixteen functions at a time.
 */
const MIN_HASH = `
fn shingles(hashes: i32, count: i32, size: i32, out: i32) {
  var end = hashes + (count << 2);
  while (hashes < end) {
    var mixed = 0x9e3779b97f4a7c15L;
    var w = hashes;
    var last = hashes + (size << 2);
    while (w < last) {
      mixed = (mixed ^ i64.extend_i32_u(i32[w])) * 0xbf58476d1ce4e5b9L;
      mixed = mixed ^ mixed >>> 31L;
      w = w + 4;
    }
    i32[out] = i32.wrap_i64(mixed * 0x94d049bb133111ebL >>> 32L);
    hashes = hashes + 4;
    out = out + 4;
  }
}
fn minima(shingles: i32, count: i32, functions: i32, factors: i32, masks: i32, out: i32) {
  var end = shingles + (count << 2);
  var outEnd = out + (functions << 2);
  while (out < outEnd) {
    ${join((k) => `var a${k} = v128[factors, ${16 * k}]; var b${k} = v128[masks, ${16 * k}]; var least${k} = i32x4.splat(-1);`)}
    var s = shingles;
    while (s < end) {
      var x = splat32[s];
      ${join((k) => `least${k} = i32x4.min_u(least${k}, i32x4.mul(x ^ b${k}, a${k}));`)}
      s = s + 4;
    }
    ${join((k) => `v128[out, ${16 * k}] = least${k};`)}
    factors = factors + 64;
    masks = masks + 64;
    out = out + 64;
  }
}`;

export const wordKernel = compileKernel(SPLIT + INTERN + HASH_TOKENS + MIN_HASH);
