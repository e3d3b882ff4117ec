import {
  CharacterTable,
  isWordCodePoint,
  kindOf,
  lowerOf,
  SPACE,
  SYMBOL,
  UNKNOWN,
  WORD,
} from "./character-table";
import { ensureCapacity } from "./ensure-capacity";
import type { InternedWords } from "./word-interner";

const HASH_START = 0x811c9dc5 | 0;
const HASH_STEP = 0x01000193;

/**
 * Turns the texts of one prompt into word ids: equal words (by the rule of `splitWords`) get equal ids.
 *
 * Ids are numbered from 0 in order of first appearance within one call of `intern`, so count tables stay small. Words
 * are hashed and compared in place (open addressing); no string is built except where lower-casing depends on context.
 * The arrays are scratch of this instance: they may be longer than needed and are valid until the next `intern`.
 *
 * @example
 * const words = new WordInterner();
 * words.intern([{ text: "a b" }, { text: "B c" }]); // ids 0 1 1 2, offsets 0 2 4, vocabularySize 3
 */
export class ContextualWordInterner implements InternedWords {
  texts = 0;
  ids = new Int32Array(2048);
  offsets = new Int32Array(8);
  vocabularySize = 0;

  private readonly table = new CharacterTable();
  /** Lower-cased code units of the distinct words, one after another. */
  private units = new Uint16Array(16384);
  private unitsEnd = 0;
  /** Word starts in `units`: word w ends where word w + 1 starts. */
  private starts = new Int32Array(1024);
  private hashes = new Int32Array(1024);
  private slotOf = new Int32Array(1024);
  /** Open addressing: id + 1, or 0 where free. */
  private slots = new Int32Array(2048);

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

  /** The words of the last `intern`, by id. */
  vocabulary(): string[] {
    return Array.from({ length: this.vocabularySize }, (_, id) => {
      const units = this.units.subarray(this.starts[id], this.starts[id + 1]);
      let word = "";
      // A text without spaces is one word: more arguments than a call takes.
      for (let from = 0; from < units.length; from += 4096)
        word += String.fromCharCode(...units.subarray(from, from + 4096));
      return word;
    });
  }

  private clear(): void {
    for (let id = 0; id < this.vocabularySize; id++) this.slots[this.slotOf[id]!] = 0;
    this.vocabularySize = 0;
    this.unitsEnd = 0;
  }

  /** Appends the word ids of one text at `end` and returns the new end. */
  private internText(text: string, end: number): number {
    const length = text.length;
    this.ids = ensureCapacity(this.ids, end + length);
    // Every stored unit comes from one unit of text, except that a capital dotted I becomes two.
    this.units = ensureCapacity(this.units, this.unitsEnd + 2 * length);
    const { ids, units, table } = this;
    const entries = table.entries;
    let base = this.unitsEnd;
    let top = base;
    let hash = HASH_START;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      const entry = entries[unit]!;
      const kind = kindOf(entry);
      if (kind === WORD) {
        const lower = lowerOf(entry);
        units[top++] = lower;
        hash = Math.imul(hash ^ lower, HASH_STEP);
        continue;
      }
      if (kind === UNKNOWN) {
        table.learn(unit);
        i--;
        continue;
      }
      if (kind > SYMBOL) {
        // Every unit written so far stands for one unit of text: the word began that many units ago.
        const start = i - (top - base);
        const wordEnd = endOfWord(text, start, table);
        ids[end++] = this.identifyString(text, start, wordEnd);
        i = wordEnd - 1;
      } else {
        if (top > base) ids[end++] = this.identify(top, hash);
        if (kind === SYMBOL) ids[end++] = this.identifySymbol(unit);
      }
      base = top = this.unitsEnd;
      hash = HASH_START;
    }
    if (top > base) ids[end++] = this.identify(top, hash);
    return end;
  }

  private identifySymbol(unit: number): number {
    this.units[this.unitsEnd] = unit;
    return this.identify(this.unitsEnd + 1, Math.imul(HASH_START ^ unit, HASH_STEP));
  }

  /** The slow way, for words with characters outside the basic plane or with context-dependent lower case. */
  private identifyString(text: string, start: number, end: number): number {
    const run = text.slice(start, end);
    const word = isWordCodePoint(run.codePointAt(0)!) ? run.toLowerCase() : run;
    let top = this.unitsEnd;
    let hash = HASH_START;
    for (let i = 0; i < word.length; i++) {
      const unit = word.charCodeAt(i);
      this.units[top++] = unit;
      hash = Math.imul(hash ^ unit, HASH_STEP);
    }
    return this.identify(top, hash);
  }

  /** The id of the word whose units were written from `unitsEnd` to `top`; new words are kept there. */
  private identify(top: number, hash: number): number {
    const { slots, hashes, starts, units } = this;
    const mask = slots.length - 1;
    const start = this.unitsEnd;
    const length = top - start;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let found = slots[slot]!; found !== 0; found = slots[slot]!) {
      const id = found - 1;
      const from = starts[id]!;
      if (hashes[id] === hash && starts[id + 1]! - from === length && sameUnits(units, from, start, length)) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    return this.addWord(slot, top, hash);
  }

  private addWord(slot: number, top: number, hash: number): number {
    const id = this.vocabularySize++;
    if (id + 1 === this.starts.length) this.growWords();
    this.starts[id] = this.unitsEnd;
    this.starts[id + 1] = top;
    this.unitsEnd = top;
    this.hashes[id] = hash;
    this.slotOf[id] = slot;
    this.slots[slot] = id + 1;
    if (2 * this.vocabularySize > this.slots.length) this.growSlots();
    return id;
  }

  private growWords(): void {
    const length = 2 * this.starts.length;
    this.starts = ensureCapacity(this.starts, length);
    this.hashes = ensureCapacity(this.hashes, length);
    this.slotOf = ensureCapacity(this.slotOf, length);
  }

  private growSlots(): void {
    const slots = new Int32Array(4 * this.slots.length);
    const mask = slots.length - 1;
    for (let id = 0; id < this.vocabularySize; id++) {
      const hash = this.hashes[id]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
      this.slotOf[id] = slot;
    }
    this.slots = slots;
  }
}

function sameUnits(units: Uint16Array, first: number, second: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (units[first + i] !== units[second + i]) return false;
  return true;
}

/** Where the run of word characters from `start` ends; a run of none is one code point. */
function endOfWord(text: string, start: number, table: CharacterTable): number {
  let i = start;
  while (i < text.length) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(table.entries[unit]! || table.learn(unit));
    if (kind === SPACE || kind === SYMBOL) break;
    const codePoint = text.codePointAt(i)!;
    if (codePoint > 0xffff || (unit >= 0xd800 && unit <= 0xdfff)) {
      if (!isWordCodePoint(codePoint)) break;
    }
    i += codePoint > 0xffff ? 2 : 1;
  }
  if (i > start) return i;
  return start + (text.codePointAt(start)! > 0xffff ? 2 : 1);
}
