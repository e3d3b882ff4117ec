import { compileKernel } from "../webassembly/compile-kernel";

export interface CharacterFunctions {
  number(text: number, end: number, ids: number, seen: number, alphabetSize: number, status: number): number;
  forget(seen: number, count: number): void;
}

/** Values of code points: id + 1, 0 before the first, or one of these. */
export const BLANK = -1;
export const UNCERTAIN = -2;

/** The values come first in the kernel's memory, one for each code point below this; those above are uncertain. */
const VALUE_COUNT = 0x20000;
export const FREE_START = 4 * VALUE_COUNT;

/**
 * Writes the ids of one text's code points and keeps the list of those seen; returns where the ids end, 0 where it met an
 * uncertain one. The alphabet's new size goes to `status`.
 */
export const characterKernel = compileKernel(`
fn number(text: i32, end: i32, ids: i32, seen: i32, alphabetSize: i32, status: i32): i32 {
  while (text < end) {
    var point = u8[text];
    text = text + 1;
    if (point >= 128) {
      if (point < 224) {
        point = (point & 31) << 6 | u8[text] & 63; text = text + 1;
      } else if (point < 240) {
        point = (point & 15) << 12 | (u8[text] & 63) << 6 | u8[text, 1] & 63; text = text + 2;
      } else {
        point = (point & 7) << 18 | (u8[text] & 63) << 12 | (u8[text, 1] & 63) << 6 | u8[text, 2] & 63; text = text + 3;
      }
    }
    var value = ${UNCERTAIN};
    if (point < ${VALUE_COUNT}) { value = i32[point << 2]; }
    if (value == 0) {
      i32[seen + (alphabetSize << 2)] = point;
      alphabetSize = alphabetSize + 1;
      value = alphabetSize;
      i32[point << 2] = value;
    }
    if (value > 0) {
      i32[ids] = value - 1;
      ids = ids + 4;
    } else if (value == ${UNCERTAIN}) {
      i32[status] = alphabetSize;
      return 0;
    }
  }
  i32[status] = alphabetSize;
  return ids;
}
fn forget(seen: i32, count: i32) {
  var end = seen + (count << 2);
  while (seen < end) {
    i32[i32[seen] << 2] = 0;
    seen = seen + 4;
  }
}`);
