import { ensureCapacity } from "./ensure-capacity";
import type { Sequences } from "./ngram-matches";

/**
 * How many n-grams every two sequences share, counted with multiplicity (clipped counts), for n = 1 up to a maximum.
 *
 * All sequences of one prompt are worked on together by partition refinement: the positions that begin with the same
 * (n − 1)-gram form a group, which is split by the n-th id. A group within one sequence can match nothing at this or
 * any greater n and is dropped. Tables are as small as a group or the alphabet, so they stay in the nearest cache.
 * `match` reads the result until the next `count`. No failure modes; sequences may be empty or shorter than n.
 *
 * @example
 * const ngrams = new PartitionedNgramMatches(2);
 * ngrams.count({ ids: Int32Array.of(0, 1, 2, 0, 1), offsets: Int32Array.of(0, 3, 5), texts: 2, alphabetSize: 3 });
 * ngrams.match(1, 0, 1); // 2
 * ngrams.match(2, 0, 1); // 1
 */
export class PartitionedNgramMatches {
  private texts = 0;
  private matches = new Int32Array(96);
  /** The ids, with an end mark (= alphabetSize) after each sequence. */
  private symbols = new Int32Array(8192);
  /** Positions by group, and where each group starts; with their successors of the next order. */
  private members = new Int32Array(8192);
  private groupStarts = new Int32Array(8192);
  private nextMembers = new Int32Array(8192);
  private nextStarts = new Int32Array(8192);
  private groups = 0;
  /** A member is its position shifted left by this many bits, plus its sequence. */
  private textBits = 0;
  /** Parts of all groups so far are numbered on; those up to `oldParts` belong to earlier groups. */
  private oldParts = 0;
  /** Per symbol: the last part that was made for it. */
  private partOf = new Int32Array(256);
  /** Per part of the group at hand (from 1): its next free place among the next members, −1 if it is dropped. */
  private places = new Int32Array(256);
  /** Per part of the group at hand (from 1): its size within each sequence. */
  private counts = new Int32Array(1024);

  constructor(readonly maxOrder: number) {}

  /** Clipped n-gram matches of two different sequences, order 1 ≤ n ≤ maxOrder. */
  match(order: number, first: number, second: number): number {
    const low = first < second ? first : second;
    const high = first < second ? second : first;
    return this.matches[((order - 1) * this.texts + low) * this.texts + high]!;
  }

  count(sequences: Sequences): void {
    this.load(sequences);
    for (let order = 1; order <= this.maxOrder && this.groups > 0; order++) {
      this.refine(order, sequences.alphabetSize);
      [this.members, this.nextMembers] = [this.nextMembers, this.members];
      [this.groupStarts, this.nextStarts] = [this.nextStarts, this.groupStarts];
    }
  }

  /** Copies the sequences and makes one group of all positions. */
  private load({ ids, offsets, texts, alphabetSize }: Sequences): void {
    const total = offsets[texts]!;
    this.reserve(total, texts, alphabetSize);
    this.texts = texts;
    this.textBits = 32 - Math.clz32(texts);
    this.matches.fill(0, 0, this.maxOrder * texts * texts);
    this.partOf.fill(0, 0, alphabetSize + 1);
    this.oldParts = 0;
    const { symbols, members, textBits } = this;
    let position = 0;
    let member = 0;
    for (let t = 0; t < texts; t++) {
      for (let i = offsets[t]!, end = offsets[t + 1]!; i < end; i++) {
        symbols[position] = ids[i]!;
        members[member++] = (position++ << textBits) | t;
      }
      symbols[position++] = alphabetSize;
    }
    this.groups = 1;
    this.groupStarts[0] = 0;
    this.groupStarts[1] = total;
  }

  private reserve(total: number, texts: number, alphabetSize: number): void {
    this.matches = ensureCapacity(this.matches, this.maxOrder * texts * texts);
    this.symbols = ensureCapacity(this.symbols, total + texts);
    this.members = ensureCapacity(this.members, total);
    this.nextMembers = ensureCapacity(this.nextMembers, total);
    // Kept groups have two members or more; one entry on top for the end of the last.
    this.groupStarts = ensureCapacity(this.groupStarts, (total >>> 1) + 2);
    this.nextStarts = ensureCapacity(this.nextStarts, (total >>> 1) + 2);
    this.partOf = ensureCapacity(this.partOf, alphabetSize + 1);
    this.places = ensureCapacity(this.places, alphabetSize + 1);
    this.counts = ensureCapacity(this.counts, (alphabetSize + 1) * texts);
  }

  /** Splits every group by the id at offset order − 1, counts the matches of that order and keeps the shared parts. */
  private refine(order: number, endMark: number): void {
    const { groupStarts, nextStarts } = this;
    let kept = 0;
    nextStarts[0] = 0;
    for (let group = 0; group < this.groups; group++) {
      const start = groupStarts[group]!;
      const end = groupStarts[group + 1]!;
      if (end - start === 2) {
        this.extendPair(order, endMark, start);
        continue;
      }
      // The end mark is no part: it reads as part 0, which has no place.
      this.partOf[endMark] = this.oldParts;
      const parts = this.split(order, endMark, start, end);
      const keptBefore = kept;
      kept = this.addParts(order, parts, kept);
      if (kept > keptBefore && order < this.maxOrder) this.distribute(order, start, end);
      this.oldParts += parts;
    }
    this.groups = order < this.maxOrder ? kept : 0;
  }

  /** A group of two needs no tables: follow both positions while they agree. */
  private extendPair(order: number, endMark: number, start: number): void {
    const { symbols, texts, textBits, matches, maxOrder } = this;
    const mask = (1 << textBits) - 1;
    const first = this.members[start]!;
    const second = this.members[start + 1]!;
    const distance = (second >>> textBits) - (first >>> textBits);
    let cell = ((order - 1) * texts + (first & mask)) * texts + (second & mask);
    const from = first >>> textBits;
    for (let i = from + order - 1; i < from + maxOrder; i++) {
      const symbol = symbols[i]!;
      if (symbol === endMark || symbol !== symbols[i + distance]!) return;
      matches[cell]!++;
      cell += texts * texts;
    }
  }

  private split(order: number, endMark: number, start: number, end: number): number {
    const { symbols, members, partOf, counts, texts, textBits, oldParts } = this;
    const mask = (1 << textBits) - 1;
    const offset = order - 1;
    let parts = 0;
    for (let k = start; k < end; k++) {
      const member = members[k]!;
      const symbol = symbols[(member >>> textBits) + offset]!;
      let part = partOf[symbol]! - oldParts;
      if (part <= 0) {
        if (symbol === endMark) continue;
        part = ++parts;
        partOf[symbol] = oldParts + part;
        for (let c = part * texts, last = c + texts; c < last; c++) counts[c] = 0;
      }
      counts[part * texts + (member & mask)]!++;
    }
    return parts;
  }

  /** Adds each part's matches and gives the shared parts their places in the next order; returns how many groups there are. */
  private addParts(order: number, parts: number, kept: number): number {
    const { counts, places, nextStarts, texts } = this;
    const base = (order - 1) * texts * texts;
    places[0] = -1;
    for (let part = 1; part <= parts; part++) {
      const row = part * texts;
      let size = 0;
      let owners = 0;
      for (let c = row; c < row + texts; c++) {
        const count = counts[c]!;
        size += count;
        owners -= -count >> 31;
      }
      if (owners < 2) {
        places[part] = -1;
        continue;
      }
      this.addMatches(base, row);
      const place = nextStarts[kept]!;
      places[part] = place;
      nextStarts[++kept] = place + size;
    }
    return kept;
  }

  /** Adds the lesser of both counts for every two sequences; without branches, which would be mispredicted. */
  private addMatches(base: number, row: number): void {
    const { counts, matches, texts } = this;
    for (let a = 0; a < texts - 1; a++) {
      const inFirst = counts[row + a]!;
      const cell = base + a * texts;
      for (let b = a + 1; b < texts; b++) {
        const less = counts[row + b]! - inFirst;
        matches[cell + b]! += inFirst + (less & (less >> 31));
      }
    }
  }

  private distribute(order: number, start: number, end: number): void {
    const { symbols, members, nextMembers, partOf, places, textBits, oldParts } = this;
    const offset = order - 1;
    for (let k = start; k < end; k++) {
      const member = members[k]!;
      const part = partOf[symbols[(member >>> textBits) + offset]!]! - oldParts;
      const place = places[part]!;
      if (place < 0) continue;
      nextMembers[place] = member;
      places[part] = place + 1;
    }
  }
}
