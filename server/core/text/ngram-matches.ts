import { ensureCapacity } from "./ensure-capacity";

/** Sequences of ids, one after another: sequence t is `ids[offsets[t]]` up to `ids[offsets[t + 1]]`. */
export interface Sequences {
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
  readonly texts: number;
  /** Ids are below this. */
  readonly alphabetSize: number;
}

/**
 * How many n-grams every two sequences share, counted with multiplicity (clipped counts), for n = 1 up to a maximum.
 *
 * All sequences of one prompt are worked on together by partition refinement: the positions that begin with the same
 * (n − 1)-gram form a group, which is split by the n-th id. A group within one sequence can match nothing at this or
 * any greater n and is dropped. Tables are as small as a group or the alphabet, so they stay in the nearest cache.
 * `match` reads the result until the next `count`. No failure modes; sequences may be empty or shorter than n.
 *
 * @example
 * const ngrams = new NgramMatches(2);
 * ngrams.count({ ids: Int32Array.of(0, 1, 2, 0, 1), offsets: Int32Array.of(0, 3, 5), texts: 2, alphabetSize: 3 });
 * ngrams.match(1, 0, 1); // 2
 * ngrams.match(2, 0, 1); // 1
 */
export class NgramMatches {
  private texts = 0;
  private matches = new Int32Array(96);
  /** The ids with an end mark (= alphabetSize) after each sequence, and the sequence of each position. */
  private symbols = new Int32Array(8192);
  private textOf = new Int32Array(8192);
  /** Positions by group, and where each group starts; with their successors of the next order. */
  private members = new Int32Array(8192);
  private groupStarts = new Int32Array(8192);
  private nextMembers = new Int32Array(8192);
  private nextStarts = new Int32Array(8192);
  private groups = 0;
  /** Parts of the group at hand: part of each symbol (0 = none), and per part its symbol, size and next free place. */
  private partOf = new Int32Array(256);
  private symbolOf = new Int32Array(256);
  private sizes = new Int32Array(256);
  private places = new Int32Array(256);
  /** Per part: its size within each sequence. */
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
    this.texts = texts;
    this.matches = ensureCapacity(this.matches, this.maxOrder * texts * texts).fill(0);
    this.symbols = ensureCapacity(this.symbols, total + texts);
    this.textOf = ensureCapacity(this.textOf, total + texts);
    this.members = ensureCapacity(this.members, total);
    this.nextMembers = ensureCapacity(this.nextMembers, total);
    // Kept groups have two members or more; one entry on top for the end of the last.
    this.groupStarts = ensureCapacity(this.groupStarts, (total >>> 1) + 2);
    this.nextStarts = ensureCapacity(this.nextStarts, (total >>> 1) + 2);
    this.partOf = ensureCapacity(this.partOf, alphabetSize + 1);
    this.symbolOf = ensureCapacity(this.symbolOf, alphabetSize + 1);
    this.sizes = ensureCapacity(this.sizes, alphabetSize + 1);
    this.places = ensureCapacity(this.places, alphabetSize + 1);
    this.counts = ensureCapacity(this.counts, (alphabetSize + 1) * texts);
    const { symbols, textOf, members } = this;
    let position = 0;
    let member = 0;
    for (let t = 0; t < texts; t++) {
      for (let i = offsets[t]!, end = offsets[t + 1]!; i < end; i++) {
        symbols[position] = ids[i]!;
        textOf[position] = t;
        members[member++] = position++;
      }
      symbols[position++] = alphabetSize;
    }
    this.groups = 1;
    this.groupStarts[0] = 0;
    this.groupStarts[1] = total;
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
      const parts = this.split(order, endMark, start, end);
      kept = this.addParts(order, parts, kept);
      if (order < this.maxOrder) this.distribute(order, start, end);
      for (let part = 1; part <= parts; part++) this.partOf[this.symbolOf[part]!] = 0;
    }
    this.groups = order < this.maxOrder ? kept : 0;
  }

  /** A group of two needs no tables: follow both positions while they agree. */
  private extendPair(order: number, endMark: number, start: number): void {
    const { symbols, texts, matches } = this;
    const first = this.members[start]!;
    const second = this.members[start + 1]!;
    let cell = ((order - 1) * texts + this.textOf[first]!) * texts + this.textOf[second]!;
    for (let offset = order - 1; offset < this.maxOrder; offset++) {
      const symbol = symbols[first + offset]!;
      if (symbol === endMark || symbol !== symbols[second + offset]!) return;
      matches[cell]!++;
      cell += texts * texts;
    }
  }

  private split(order: number, endMark: number, start: number, end: number): number {
    const { symbols, textOf, members, partOf, symbolOf, sizes, counts, texts } = this;
    let parts = 0;
    for (let k = start; k < end; k++) {
      const position = members[k]!;
      const symbol = symbols[position + order - 1]!;
      let part = partOf[symbol]!;
      if (part === 0) {
        if (symbol === endMark) continue;
        part = ++parts;
        partOf[symbol] = part;
        symbolOf[part] = symbol;
        sizes[part] = 0;
        for (let c = part * texts, last = c + texts; c < last; c++) counts[c] = 0;
      }
      sizes[part]!++;
      counts[part * texts + textOf[position]!]!++;
    }
    return parts;
  }

  /** Adds each part's matches and gives the shared parts their places in the next order; returns how many groups there are. */
  private addParts(order: number, parts: number, kept: number): number {
    const { sizes, counts, matches, places, nextStarts, texts } = this;
    const base = (order - 1) * texts * texts;
    places[0] = -1;
    for (let part = 1; part <= parts; part++) {
      const size = sizes[part]!;
      places[part] = -1;
      if (size === 1) continue;
      const row = part * texts;
      let first = 0;
      while (counts[row + first] === 0) first++;
      if (counts[row + first] === size) continue;
      for (let a = first; a < texts - 1; a++) {
        const inFirst = counts[row + a]!;
        if (inFirst === 0) continue;
        const cell = base + a * texts;
        for (let b = a + 1; b < texts; b++) {
          const inSecond = counts[row + b]!;
          matches[cell + b]! += inFirst < inSecond ? inFirst : inSecond;
        }
      }
      const place = nextStarts[kept]!;
      places[part] = place;
      nextStarts[++kept] = place + size;
    }
    return kept;
  }

  private distribute(order: number, start: number, end: number): void {
    const { symbols, members, nextMembers, partOf, places } = this;
    for (let k = start; k < end; k++) {
      const position = members[k]!;
      const part = partOf[symbols[position + order - 1]!]!;
      const place = places[part]!;
      if (place < 0) continue;
      nextMembers[place] = position;
      places[part] = place + 1;
    }
  }
}
