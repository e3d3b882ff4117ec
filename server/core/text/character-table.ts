/** Not classified yet. */
export const UNKNOWN = 0;
/** White space, as the regular expression `\s` has it. */
export const SPACE = 1;
/** Part of a word; its lower case is one code unit that does not depend on its neighbours. */
export const WORD = 2;
/** Neither white space nor part of a word: a word of its own. */
export const SYMBOL = 3;
/** Part of a word, but lower-casing needs the whole word (capital sigma) or changes the length (dotted I). */
export const CONTEXTUAL = 4;
/** Half of a code point outside the basic plane (or alone and invalid). */
export const SURROGATE = 5;

export const KIND_BITS = 3;
const KIND_MASK = (1 << KIND_BITS) - 1;

/** The kind (`SPACE`, `WORD`, …) in an entry of a `CharacterTable`. */
export function kindOf(entry: number): number {
  return entry & KIND_MASK;
}

/** The lower-cased code unit in an entry of a `CharacterTable`. */
export function lowerOf(entry: number): number {
  return entry >>> KIND_BITS;
}

/**
 * What each UTF-16 code unit is to the word rule, learnt on first sight and remembered by the owner.
 *
 * `entries[unit]` is 0 (`UNKNOWN`) until `learn(unit)` was called; read it with `kindOf` and `lowerOf`. Asking the regular
 * expression engine once per distinct character instead of once per character is what makes splitting fast.
 */
export class CharacterTable {
  readonly entries = new Int32Array(0x10000);

  /** Classifies a code unit, remembers the entry and returns it. */
  learn(unit: number): number {
    const entry = classify(unit);
    this.entries[unit] = entry;
    return entry;
  }
}

/** Whether a code point belongs inside words: a Unicode letter, number or mark, or an apostrophe. */
export function isWordCodePoint(codePoint: number): boolean {
  return /[\p{L}\p{N}\p{M}'’]/u.test(String.fromCodePoint(codePoint));
}

function classify(unit: number): number {
  const character = String.fromCharCode(unit);
  if (unit >= 0xd800 && unit <= 0xdfff) return (unit << KIND_BITS) | SURROGATE;
  if (/\s/u.test(character)) return (unit << KIND_BITS) | SPACE;
  if (!isWordCodePoint(unit)) return (unit << KIND_BITS) | SYMBOL;
  const lower = character.toLowerCase();
  const capitalSigma = 0x3a3;
  if (unit === capitalSigma || lower.length !== 1) return (unit << KIND_BITS) | CONTEXTUAL;
  return (lower.charCodeAt(0) << KIND_BITS) | WORD;
}

/**
 * The entry of a code point for splitting UTF-8 in place: `SPACE`, `SYMBOL` or `WORD`; `CONTEXTUAL` also where the lower case is
 * not one code point of the same number of bytes, and for U+FFFD, which stands for half a surrogate pair too.
 */
export function classifyInPlace(codePoint: number): number {
  const replacement = 0xfffd;
  const character = String.fromCodePoint(codePoint);
  if (codePoint === replacement) return (codePoint << KIND_BITS) | CONTEXTUAL;
  if (codePoint < 0x10000) {
    const entry = classify(codePoint);
    const fits = kindOf(entry) !== WORD || utf8Length(lowerOf(entry)) === utf8Length(codePoint);
    return fits ? entry : (codePoint << KIND_BITS) | CONTEXTUAL;
  }
  if (!isWordCodePoint(codePoint)) return (codePoint << KIND_BITS) | SYMBOL;
  const lower = character.toLowerCase().codePointAt(0)!;
  const fits = character.toLowerCase().length === 2 && lower >= 0x10000;
  return fits ? (lower << KIND_BITS) | WORD : (codePoint << KIND_BITS) | CONTEXTUAL;
}

function utf8Length(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : 3;
}
