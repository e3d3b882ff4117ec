/** Scripts by their blocks of code points; punctuation within a block counts for its script. */
const blocks: readonly (readonly [from: number, to: number, script: string])[] = [
  [0x41, 0x5a, "Latin"],
  [0x61, 0x7a, "Latin"],
  [0xc0, 0xd6, "Latin"],
  [0xd8, 0xf6, "Latin"],
  [0xf8, 0x24f, "Latin"],
  [0x370, 0x3ff, "Greek"],
  [0x400, 0x52f, "Cyrillic"],
  [0x530, 0x58f, "Armenian"],
  [0x590, 0x5ff, "Hebrew"],
  [0x600, 0x6ff, "Arabic"],
  [0x750, 0x77f, "Arabic"],
  [0x8a0, 0x8ff, "Arabic"],
  [0x900, 0x97f, "Devanagari"],
  [0x980, 0x9ff, "Bengali"],
  [0xa00, 0xa7f, "Gurmukhi"],
  [0xa80, 0xaff, "Gujarati"],
  [0xb00, 0xb7f, "Odia"],
  [0xb80, 0xbff, "Tamil"],
  [0xc00, 0xc7f, "Telugu"],
  [0xc80, 0xcff, "Kannada"],
  [0xd00, 0xd7f, "Malayalam"],
  [0xd80, 0xdff, "Sinhala"],
  [0xe00, 0xe7f, "Thai"],
  [0xe80, 0xeff, "Lao"],
  [0xf00, 0xfff, "Tibetan"],
  [0x1000, 0x109f, "Burmese"],
  [0x10a0, 0x10ff, "Georgian"],
  [0x1100, 0x11ff, "Hangul"],
  [0x1200, 0x139f, "Ethiopic"],
  [0x1780, 0x17ff, "Khmer"],
  [0x1800, 0x18af, "Mongolian"],
  [0x1e00, 0x1eff, "Latin"],
  [0x1f00, 0x1fff, "Greek"],
  [0x3040, 0x309f, "Hiragana"],
  [0x30a0, 0x30fa, "Katakana"],
  [0x30fc, 0x30ff, "Katakana"],
  [0x3130, 0x318f, "Hangul"],
  [0x3400, 0x4dbf, "Han"],
  [0x4e00, 0x9fff, "Han"],
  [0xac00, 0xd7af, "Hangul"],
  [0xf900, 0xfaff, "Han"],
  [0xfb50, 0xfdff, "Arabic"],
  [0xfe70, 0xfefc, "Arabic"],
  [0x20000, 0x3ffff, "Han"],
];

/** Scripts that set no spaces between words. */
const unspaced = new Set(["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Burmese", "Tibetan"]);

/**
 * How many characters of each script a text has, beginning with `limit` code units.
 *
 * Digits, spaces and punctuation outside the scripts' blocks are not counted.
 *
 * @example `countScripts("Да, yes")` is Map { "Cyrillic" → 2, "Latin" → 3 }
 */
export function countScripts(text: string, limit = 4_000): Map<string, number> {
  const counts = new Int32Array(blocks.length);
  const end = Math.min(text.length, limit);
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    const block = blockOf(isHighSurrogate(unit) ? (text.codePointAt(i) ?? 0) : unit);
    if (block >= 0) counts[block]!++;
  }
  const byScript = new Map<string, number>();
  for (const [block, [, , script]] of blocks.entries()) {
    const count = counts[block]!;
    if (count > 0) byScript.set(script, (byScript.get(script) ?? 0) + count);
  }
  return byScript;
}

/** Whether most of a text's letters belong to scripts that set no spaces between words. */
export function isUnspaced(text: string): boolean {
  let own = 0;
  let all = 0;
  for (const [script, count] of countScripts(text, 1_000)) {
    all += count;
    if (unspaced.has(script)) own += count;
  }
  return own > all / 2;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function blockOf(codePoint: number): number {
  if (codePoint < 0x80) {
    if (codePoint >= 0x61) return codePoint <= 0x7a ? 1 : -1;
    return codePoint >= 0x41 && codePoint <= 0x5a ? 0 : -1;
  }
  let low = 0;
  let high = blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [from, to] = blocks[middle]!;
    if (codePoint < from) high = middle - 1;
    else if (codePoint > to) low = middle + 1;
    else return middle;
  }
  return -1;
}
