import type { InternedCharacters } from "./character-interner";
import { CharacterTable, kindOf, SPACE, SURROGATE } from "./character-table";
import { ensureCapacity } from "./ensure-capacity";

/**
 * Turns the texts of one prompt into ids of their code points, white space left out, case kept.
 *
 * Ids are numbered from 0 in order of first appearance within one call of `intern`. The arrays are scratch of this
 * instance: they may be longer than needed and are valid until the next `intern`.
 *
 * @example
 * const characters = new SurrogateCharacterInterner();
 * characters.intern([{ text: "a b" }, { text: "B😀" }]); // ids 0 1 2 3, offsets 0 2 4, alphabetSize 4
 */
export class SurrogateCharacterInterner implements InternedCharacters {
  texts = 0;
  ids = new Int32Array(8192);
  offsets = new Int32Array(8);
  alphabetSize = 0;

  private readonly table = new CharacterTable();
  /** Code unit to id + 1; −1 for white space and −2 for surrogates, once seen. */
  private readonly idOfUnit = new Int32Array(0x10000);
  private readonly idOfAstral = new Map<number, number>();
  private seen = new Int32Array(256);
  private seenCount = 0;

  intern(texts: readonly { readonly text: string }[]): void {
    this.clear();
    this.texts = texts.length;
    this.offsets = ensureCapacity(this.offsets, texts.length + 1);
    let end = 0;
    for (let t = 0; t < texts.length; t++) {
      this.offsets[t] = end;
      end = this.internText(texts[t]!.text, end);
    }
    this.offsets[texts.length] = end;
  }

  private clear(): void {
    for (let s = 0; s < this.seenCount; s++) this.idOfUnit[this.seen[s]!] = 0;
    this.seenCount = 0;
    this.idOfAstral.clear();
    this.alphabetSize = 0;
  }

  private internText(text: string, end: number): number {
    const length = text.length;
    this.ids = ensureCapacity(this.ids, end + length);
    const { ids, idOfUnit } = this;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      const known = idOfUnit[unit]! || this.learn(unit);
      if (known > 0) {
        ids[end++] = known - 1;
      } else if (known === -2) {
        const codePoint = text.codePointAt(i)!;
        if (codePoint > 0xffff) i++;
        ids[end++] = this.identifyAstral(codePoint);
      }
    }
    return end;
  }

  private learn(unit: number): number {
    const kind = kindOf(this.table.entries[unit]! || this.table.learn(unit));
    const value = kind === SPACE ? -1 : kind === SURROGATE ? -2 : ++this.alphabetSize;
    this.idOfUnit[unit] = value;
    this.seen = ensureCapacity(this.seen, this.seenCount + 1);
    this.seen[this.seenCount++] = unit;
    return value;
  }

  private identifyAstral(codePoint: number): number {
    const known = this.idOfAstral.get(codePoint);
    if (known !== undefined) return known;
    const id = this.alphabetSize++;
    this.idOfAstral.set(codePoint, id);
    return id;
  }
}
