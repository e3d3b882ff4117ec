/** One property of completions that can be counted, such as words or headers: how much of it each side of every row has. */
export interface StyleCounts {
  name: string;
  /** ≥ 0 and finite, one entry per row. */
  a: Float64Array;
  b: Float64Array;
}

/** A property as covariate: 0 where both sides are alike, the same size with the other sign when sides are exchanged. */
export interface StyleContrast {
  name: string;
  /** (a − b)/(a + b) over its root mean square; 0 where neither side has any. */
  x: Float64Array;
  /** That root mean square: what one unit of x is, as a share. 0 where the sides never differ, and then x is 0. */
  scale: number;
}

/**
 * How the two sides of each row differ in what can be counted, as z-scores. Which side is `a` is a label, so the mean that is
 * taken off is that of all rows and their mirror images, 0.
 *
 * Source: style control of Chatbot Arena (Li, Angelopoulos, Chiang 2024).
 *
 * @throws RangeError for columns of different length or a count that is negative or not finite.
 * @example styleContrasts([{ name: "words", a: Float64Array.of(30), b: Float64Array.of(10) }])[0]!.scale // 0.5
 */
export function styleContrasts(counts: readonly StyleCounts[]): StyleContrast[] {
  return counts.map(({ name, a, b }) => {
    if (a.length !== b.length) throw new RangeError(`"${name}" has ${a.length} and ${b.length} rows`);
    let squares = 0;
    const shares = a.map((own, row) => {
      const other = b[row]!;
      if (!(own >= 0 && other >= 0 && own + other < Infinity))
        throw new RangeError(`row ${row} has ${own} and ${other} of "${name}"`);
      const share = own + other > 0 ? (own - other) / (own + other) : 0;
      squares += share * share;
      return share;
    });
    const scale = a.length > 0 ? Math.sqrt(squares / a.length) : 0;
    return { name, scale, x: scale > 0 ? shares.map((share) => share / scale) : shares };
  });
}
