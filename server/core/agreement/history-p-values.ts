import type { Random } from "../sampling/random";

/** One annotator's judgments in the order in which they were given, and what others did before with the same. */
export interface AnnotatorHistory {
  /** What the judgment is compared with: for instance the number of its model pair. */
  kind: Int32Array;
  /** A number of the judgment, greater being the suspicious direction: its signed score, that negated, minus its time. */
  value: Float64Array;
  /** Per kind: the same number of others' judgments, in any order. */
  history: readonly Float64Array[];
  /**
   * `count` counts equal values as greater, as the formula has it: right, and fit for values that hardly repeat, such as
   * times. With three outcomes it is so careful that not even someone who says the same 100 times is suspected. `random`
   * breaks ties by chance: exact, and it finds them all. It needs `random`.
   */
  ties: "count" | "random";
  random?: Random;
}

/**
 * How unusual each of an annotator's judgments is: p = (1 + #{history ≥ own})/(n + 1), which is at most u with probability
 * u or less if the annotator judges as the others do.
 *
 * The annotator's earlier judgments of the kind join the history as it goes. That makes the p-values of one annotator
 * independent, which Fisher's combination needs; with the others alone, a short history would give false alarms.
 *
 * Source: Chiang et al. 2024, arXiv 2403.04132, §5.1; Vovk, Gammerman & Shafer 2005 for ties and for the growing history.
 *
 * @returns one p in (0, 1] per judgment.
 * @throws RangeError for columns of different length, a kind without a history array, or random ties without `random`.
 * @example historyPValues({ kind: Int32Array.of(0), value: Float64Array.of(1), history: [Float64Array.of(0, 1, 0)], ties: "count" }) // [0.5]
 */
export function historyPValues({ kind, value, history, ties, random }: AnnotatorHistory): Float64Array {
  if (kind.length !== value.length) throw new RangeError("columns differ in length");
  if (ties === "random" && !random)
    throw new RangeError("ties are to be broken by chance, but there is none");
  const sorted = history.map((values) => values.slice().sort());
  const earlier = history.map((): number[] => []);
  return Float64Array.from(kind, (k, row) => {
    const others = sorted[k];
    const own = earlier[k];
    if (!others || !own) throw new RangeError(`row ${row} is of kind ${k}, which has no history`);
    const x = value[row]!;
    const size = others.length + own.length;
    let above = others.length - countUpTo(others, x, true);
    let equal = countUpTo(others, x, true) - countUpTo(others, x, false);
    for (const past of own) {
      if (past > x) above++;
      else if (past === x) equal++;
    }
    own.push(x);
    const share = ties === "count" || !random ? 1 : 1 - random.next();
    return (above + share * (1 + equal)) / (size + 1);
  });
}

/** How many of the ascending values are below x, or up to x where `inclusive`. */
function countUpTo(sorted: Float64Array, x: number, inclusive: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < x || (inclusive && sorted[middle] === x)) low = middle + 1;
    else high = middle;
  }
  return low;
}
