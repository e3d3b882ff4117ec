import { Kernel } from "../webassembly/kernel-memory";
import { classifyInPlace } from "./character-table";
import { ContextualWordInterner } from "./contextual-word-interner";
import { ensureCapacity } from "./ensure-capacity";
import {
  CUT_START,
  ENTRY_COUNT,
  FREE_START,
  MUST_LEARN,
  MUST_NOT_SPLIT,
  PADDING,
  WORD_BYTES,
  type WordFunctions,
  wordKernel,
} from "./word-kernel";

/** Texts as word ids. Text t is `ids[offsets[t]]` up to `ids[offsets[t + 1]]`; ids run from 0 to `vocabularySize` − 1. */
export interface InternedWords {
  readonly texts: number;
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
  readonly vocabularySize: number;
}

/** Code points are classified this many at a time. */
const LEARN_AT_ONCE = 256;

/**
 * Turns the texts of one prompt into word ids: equal words (by the rule of `splitWords`) get equal ids.
 *
 * Ids are numbered from 0 in order of first appearance within one call of `intern`, so count tables stay small. Texts are
 * split and interned as UTF-8 by a WebAssembly kernel; those that it cannot do exactly (a capital sigma, a dotted capital I, half a
 * surrogate pair) send the whole call to `ContextualWordInterner`, with the same result. The arrays are scratch of this
 * instance: they may be longer than needed and are valid until the next `intern`.
 *
 * @example
 * const words = new WordInterner();
 * words.intern([{ text: "a b" }, { text: "B c" }]); // ids 0 1 1 2, offsets 0 2 4, vocabularySize 3
 */
export class WordInterner implements InternedWords {
  texts = 0;
  ids = new Int32Array(0);
  offsets = new Int32Array(8);
  vocabularySize = 0;

  private readonly kernel = new Kernel<WordFunctions>(wordKernel, FREE_START + 0x10000);
  private readonly encoder = new TextEncoder();
  private contextual: ContextualWordInterner | undefined;

  constructor() {
    this.kernel.bytes.fill(0xff, CUT_START, CUT_START + 16);
  }

  intern(texts: readonly { readonly text: string }[]): void {
    this.texts = texts.length;
    this.offsets = ensureCapacity(this.offsets, texts.length + 1);
    const tokens = this.split(texts);
    if (tokens === MUST_NOT_SPLIT) this.internInContext(texts);
    else this.number(tokens);
  }

  /** Splits every text; token starts, then token ends follow the texts in memory. Returns how many tokens, or `MUST_NOT_SPLIT`. */
  private split(texts: readonly { readonly text: string }[]): number {
    const { kernel } = this;
    let units = 0;
    for (const { text } of texts) units += text.length;
    // A unit is at most three bytes and at most one token.
    const textsEnd = FREE_START + 3 * units + PADDING * (texts.length + 1);
    this.starts = align(textsEnd);
    this.ends = this.starts + 4 * units + 16;
    this.free = align(this.ends + 4 * units + 16);
    kernel.reserve(this.free);
    let at = FREE_START;
    let tokens = 0;
    for (let t = 0; t < texts.length; t++) {
      this.offsets[t] = tokens;
      const room = kernel.bytes.subarray(at, textsEnd);
      const end = at + this.encoder.encodeInto(texts[t]!.text, room).written;
      kernel.bytes.fill(0x20, end, end + PADDING);
      const count = this.splitText(at, end, tokens);
      if (count < 0) return count;
      tokens += count;
      at = end + PADDING;
    }
    this.offsets[texts.length] = tokens;
    return tokens;
  }

  private starts = 0;
  private ends = 0;
  private free = 0;

  private splitText(start: number, end: number, tokens: number): number {
    const { kernel, free } = this;
    const problem = free - 16;
    for (;;) {
      const count = kernel.run.split(start, end, this.starts + 4 * tokens, this.ends + 4 * tokens, problem);
      if (count !== MUST_LEARN) return count;
      this.learn(kernel.int32[problem >> 2]!);
    }
  }

  /** Classifies a code point and its neighbours. */
  private learn(codePoint: number): void {
    const first = codePoint - (codePoint % LEARN_AT_ONCE);
    for (let c = first; c < Math.min(ENTRY_COUNT, first + LEARN_AT_ONCE); c++) {
      this.kernel.int32[c] = classifyInPlace(c);
    }
  }

  private number(tokens: number): void {
    const { kernel } = this;
    // At most two thirds full.
    const slotCount = 2 ** Math.max(4, 32 - Math.clz32(Math.ceil(1.5 * tokens)));
    const ids = this.free;
    const slots = align(ids + 4 * tokens);
    const words = slots + 4 * slotCount;
    kernel.reserve(words + WORD_BYTES * tokens);
    kernel.int32.fill(0, slots >> 2, words >> 2);
    this.vocabularySize = kernel.run.intern(tokens, this.starts, this.ends, ids, slots, words);
    this.ids = kernel.int32.subarray(ids >> 2, (ids >> 2) + tokens);
  }

  private internInContext(texts: readonly { readonly text: string }[]): void {
    this.contextual ??= new ContextualWordInterner();
    this.contextual.intern(texts);
    this.ids = this.contextual.ids;
    this.offsets.set(this.contextual.offsets.subarray(0, texts.length + 1));
    this.vocabularySize = this.contextual.vocabularySize;
  }
}

function align(address: number): number {
  return (address + 15) & -16;
}
