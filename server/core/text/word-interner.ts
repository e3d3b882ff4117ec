import { ContextualWordInterner } from "./contextual-word-interner";
import { ensureCapacity } from "./ensure-capacity";
import { FIRST_BYTES, KEY_BYTES, MUST_NOT_SPLIT } from "./word-kernel";
import { align, WordSplitter } from "./word-splitter";

/** Up to so many characters an engine copies a part of a string; a longer part would keep the whole text in memory. */
const COPIED = 12;

/** Texts as word ids. Text t is `ids[offsets[t]]` up to `ids[offsets[t + 1]]`; ids run from 0 to `vocabularySize` − 1. */
export interface InternedWords {
  readonly texts: number;
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
  readonly vocabularySize: number;
}

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

  private readonly splitter = new WordSplitter();
  private readonly decoder = new TextDecoder();
  private contextual: ContextualWordInterner | undefined;
  private isContextual = false;
  /** Address of each word's first token, as the address of its start. */
  private firsts = 0;

  intern(texts: readonly { readonly text: string }[]): void {
    this.texts = texts.length;
    this.offsets = ensureCapacity(this.offsets, texts.length + 1);
    const tokens = this.splitter.split(texts, this.offsets);
    this.isContextual = tokens === MUST_NOT_SPLIT;
    if (this.isContextual) this.internInContext(texts);
    else this.number(tokens);
  }

  /** The words of the last `intern` by id, for those who need to look the words themselves up. */
  vocabulary(): string[] {
    if (this.isContextual) return this.contextual!.vocabulary();
    const { bytes, int32 } = this.splitter.kernel;
    const { allAscii, textsStart, textsEnd } = this.splitter;
    // Where a byte is a character, one decoding serves all words.
    const texts = allAscii ? this.decoder.decode(bytes.subarray(textsStart, textsEnd)) : "";
    const words = new Array<string>(this.vocabularySize);
    const toEnd = this.splitter.ends - this.splitter.starts;
    for (let id = 0; id < words.length; id++) {
      const token = int32[(this.firsts >> 2) + id]!;
      const start = int32[token >> 2]!;
      const length = int32[(token + toEnd) >> 2]! - start;
      words[id] =
        allAscii && length <= COPIED
          ? texts.slice(start - textsStart, start - textsStart + length)
          : this.decoder.decode(bytes.subarray(start, start + length));
    }
    return words;
  }

  private number(tokens: number): void {
    const { kernel, starts, ends, free } = this.splitter;
    // At most a third full.
    const slotCount = 2 ** Math.max(4, 32 - Math.clz32(3 * tokens));
    const ids = free;
    const slots = align(ids + 4 * tokens);
    const words = slots + 4 * slotCount;
    const firsts = words + KEY_BYTES * tokens;
    kernel.reserve(firsts + FIRST_BYTES * tokens);
    kernel.int32.fill(0, slots >> 2, words >> 2);
    this.firsts = firsts;
    this.vocabularySize = kernel.run.intern(tokens, starts, ends, ids, slots, words, firsts);
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
