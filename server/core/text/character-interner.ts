import { Kernel } from "../webassembly/kernel-memory";
import { BLANK, type CharacterFunctions, characterKernel, FREE_START, UNCERTAIN } from "./character-kernel";
import { ensureCapacity } from "./ensure-capacity";
import { SurrogateCharacterInterner } from "./surrogate-character-interner";

/** Texts as character ids. Text t is `ids[offsets[t]]` up to `ids[offsets[t + 1]]`; ids run from 0 to `alphabetSize` − 1. */
export interface InternedCharacters {
  readonly texts: number;
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
  readonly alphabetSize: number;
}

/** All that `\s` matches. */
const SPACES =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
const REPLACEMENT = 0xfffd;

/**
 * Turns the texts of one prompt into ids of their code points, white space left out, case kept.
 *
 * Ids are numbered from 0 in order of first appearance within one call of `intern`. Texts are read as UTF-8 by a
 * WebAssembly kernel; where U+FFFD appears, which UTF-8 puts for half a surrogate pair too, or a code point of plane 2 or
 * higher, the whole call goes to `SurrogateCharacterInterner`, with the same result. The arrays are scratch of this instance: they may be longer than needed
 * and are valid until the next `intern`.
 *
 * @example
 * const characters = new CharacterInterner();
 * characters.intern([{ text: "a b" }, { text: "B😀" }]); // ids 0 1 2 3, offsets 0 2 4, alphabetSize 4
 */
export class CharacterInterner implements InternedCharacters {
  texts = 0;
  ids = new Int32Array(0);
  offsets = new Int32Array(8);
  alphabetSize = 0;

  private readonly kernel = new Kernel<CharacterFunctions>(characterKernel, FREE_START + 0x10000);
  private readonly encoder = new TextEncoder();
  private surrogates: SurrogateCharacterInterner | undefined;

  constructor() {
    for (const space of SPACES) this.kernel.int32[space.charCodeAt(0)] = BLANK;
    this.kernel.int32[REPLACEMENT] = UNCERTAIN;
  }

  intern(texts: readonly { readonly text: string }[]): void {
    this.texts = texts.length;
    this.offsets = ensureCapacity(this.offsets, texts.length + 1);
    let units = 0;
    for (const { text } of texts) units += text.length;
    if (!this.number(texts, units)) this.internSurrogates(texts);
  }

  /** Memory after the values: status, the code points seen, the ids, then one text at a time. */
  private number(texts: readonly { readonly text: string }[], units: number): boolean {
    const { kernel, encoder } = this;
    const seen = FREE_START + 16;
    const idsStart = seen + 4 * units;
    const textStart = idsStart + 4 * units;
    kernel.reserve(textStart + 3 * units);
    const room = kernel.bytes.subarray(textStart, textStart + 3 * units);
    let ids = idsStart;
    let alphabetSize = 0;
    for (let t = 0; t < texts.length && ids > 0; t++) {
      this.offsets[t] = (ids - idsStart) >> 2;
      const end = textStart + encoder.encodeInto(texts[t]!.text, room).written;
      ids = kernel.run.number(textStart, end, ids, seen, alphabetSize, FREE_START);
      alphabetSize = kernel.int32[FREE_START >> 2]!;
    }
    kernel.run.forget(seen, alphabetSize);
    if (ids === 0) return false;
    this.offsets[texts.length] = (ids - idsStart) >> 2;
    this.ids = kernel.int32.subarray(idsStart >> 2, ids >> 2);
    this.alphabetSize = alphabetSize;
    return true;
  }

  private internSurrogates(texts: readonly { readonly text: string }[]): void {
    this.surrogates ??= new SurrogateCharacterInterner();
    this.surrogates.intern(texts);
    this.ids = this.surrogates.ids;
    this.offsets.set(this.surrogates.offsets.subarray(0, texts.length + 1));
    this.alphabetSize = this.surrogates.alphabetSize;
  }
}
