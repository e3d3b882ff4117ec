import { ensureCapacity } from "./ensure-capacity";

/** Tables up to this many cells are addressed directly instead of hashed. */
const DIRECT_CELLS = 1 << 14;

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
 * All sequences of one prompt are worked on together. Each n-gram is named by the name of its first n − 1 ids and its
 * last id (Karp, Miller & Rosenberg 1972), so a step costs one probe; a position whose n-gram occurs in a single
 * sequence cannot match at any greater n and is dropped. `match` reads the result until the next `count`.
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
  private names = new Int32Array(8192);
  /** Positions still worth following, ascending, and where each sequence's positions end. */
  private alive = new Int32Array(8192);
  private aliveEnds = new Int32Array(8);
  private slots = new Int32Array(DIRECT_CELLS);
  /** Per n-gram: (previous name, last id). */
  private keys = new Int32Array(8192);
  /** Per n-gram: its count in each sequence. */
  private counts = new Int32Array(16384);
  /** Per n-gram: the only sequence seen so far, or −1 from the second on. */
  private owners = new Int32Array(4096);

  constructor(readonly maxOrder: number) {}

  /** Clipped n-gram matches of sequences `first` and `second`, order 1 ≤ n ≤ maxOrder. */
  match(order: number, first: number, second: number): number {
    const low = first < second ? first : second;
    const high = first < second ? second : first;
    return this.matches[((order - 1) * this.texts + low) * this.texts + high]!;
  }

  count(sequences: Sequences): void {
    const { ids, offsets, texts } = sequences;
    const total = offsets[texts]!;
    this.texts = texts;
    this.matches = ensureCapacity(this.matches, this.maxOrder * texts * texts);
    this.matches.fill(0, 0, this.maxOrder * texts * texts);
    this.names = ensureCapacity(this.names, total);
    this.alive = ensureCapacity(this.alive, total);
    this.aliveEnds = ensureCapacity(this.aliveEnds, texts);
    this.names.fill(0, 0, total);
    for (let i = 0; i < total; i++) this.alive[i] = i;
    for (let t = 0; t < texts; t++) this.aliveEnds[t] = offsets[t + 1]!;
    let nameCount = 1;
    for (let order = 1; order <= this.maxOrder; order++) {
      nameCount = this.nameOrder(order, ids, offsets, nameCount, sequences.alphabetSize);
      this.addMatches(order, nameCount);
      if (order < this.maxOrder) this.dropUnshared();
    }
  }

  /** Names the n-grams of one order and counts them by sequence; returns how many distinct ones there are. */
  private nameOrder(
    order: number,
    ids: Int32Array,
    offsets: Int32Array,
    previous: number,
    alphabet: number,
  ): number {
    const { texts, aliveEnds, alive, names } = this;
    const aliveTotal = texts === 0 ? 0 : aliveEnds[texts - 1]!;
    this.owners = ensureCapacity(this.owners, aliveTotal);
    this.keys = ensureCapacity(this.keys, 2 * aliveTotal);
    const { owners, keys } = this;
    let counts = this.counts;
    const direct = previous * alphabet <= DIRECT_CELLS;
    const mask = this.clearSlots(direct ? previous * alphabet : 2 * aliveTotal);
    const slots = this.slots;
    let known = 0;
    let read = 0;
    let write = 0;
    for (let t = 0; t < texts; t++) {
      const readEnd = aliveEnds[t]!;
      const lastStart = offsets[t + 1]! - order;
      for (; read < readEnd; read++) {
        const position = alive[read]!;
        if (position > lastStart) continue;
        const prefix = names[position]!;
        const last = ids[position + order - 1]!;
        let slot: number;
        let name: number;
        if (direct) {
          slot = prefix * alphabet + last;
          name = slots[slot]! - 1;
        } else {
          const hash = Math.imul(prefix, 0x9e3779b1) ^ Math.imul(last, 0x85ebca6b);
          slot = (hash ^ (hash >>> 15)) & mask;
          name = slots[slot]! - 1;
          while (name >= 0 && (keys[2 * name] !== prefix || keys[2 * name + 1] !== last)) {
            slot = (slot + 1) & mask;
            name = slots[slot]! - 1;
          }
        }
        if (name < 0) {
          name = known++;
          slots[slot] = known;
          keys[2 * name] = prefix;
          keys[2 * name + 1] = last;
          owners[name] = t;
          const row = name * texts;
          if (row + texts > counts.length) counts = this.counts = ensureCapacity(counts, row + texts);
          for (let c = row; c < row + texts; c++) counts[c] = 0;
        } else if (owners[name] !== t) {
          owners[name] = -1;
        }
        counts[name * texts + t]!++;
        names[position] = name;
        alive[write++] = position;
      }
      aliveEnds[t] = write;
    }
    return known;
  }

  /** Frees at least `cells` slots (a power of two of them) and returns the mask for hashed use. */
  private clearSlots(cells: number): number {
    let size = 64;
    while (size < cells) size *= 2;
    this.slots = ensureCapacity(this.slots, size);
    this.slots.fill(0, 0, size);
    return size - 1;
  }

  private addMatches(order: number, nameCount: number): void {
    const { texts, counts, owners, matches } = this;
    const base = (order - 1) * texts * texts;
    for (let name = 0; name < nameCount; name++) {
      if (owners[name]! >= 0) continue;
      const row = name * texts;
      for (let a = 0; a < texts - 1; a++) {
        const inFirst = counts[row + a]!;
        if (inFirst === 0) continue;
        const cell = base + a * texts;
        for (let b = a + 1; b < texts; b++) {
          const inSecond = counts[row + b]!;
          matches[cell + b]! += inFirst < inSecond ? inFirst : inSecond;
        }
      }
    }
  }

  private dropUnshared(): void {
    const { texts, alive, aliveEnds, names, owners } = this;
    let read = 0;
    let write = 0;
    for (let t = 0; t < texts; t++) {
      for (const readEnd = aliveEnds[t]!; read < readEnd; read++) {
        const position = alive[read]!;
        if (owners[names[position]!] === -1) alive[write++] = position;
      }
      aliveEnds[t] = write;
    }
  }
}
