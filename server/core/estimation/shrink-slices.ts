/** An estimate of the whole or of a slice, in any unit that all of them share. */
export interface SliceSummary {
  /** Comparisons it stands for, and those drawn of them. */
  N: number;
  M: number;
  theta: number | undefined;
  se: number | undefined;
}

export interface ShrunkenSlice {
  /** B·θ̂_g + (1 − B)·θ̂; undefined without an estimate of the slice or the whole. */
  theta: number | undefined;
  /** Of the slice's own margin around it: √(B)·se_g. */
  se: number | undefined;
  /** B = τ²/(τ² + se²): what of the slice's own deviation is kept, 0 … 1. */
  kept: number | undefined;
  /** The slice's scores were all equal or single: the whole's spread stands in for its own. */
  isErrorBorrowed: boolean;
}

export interface ShrunkenSlices {
  method: "empirical-bayes";
  /** Estimated standard deviation τ of the slices' true margins about the whole's; undefined with fewer than two slices. */
  spread: number | undefined;
  /** In the order given. */
  slices: ShrunkenSlice[];
}

/**
 * Slices drawn towards the whole, the more the less is known of them, so that the extreme of many small slices is no longer
 * the one with the most noise. For ordering and for reading; the raw estimates stay unbiased and are shown beside.
 *
 * Model: θ̂_g ~ N(θ_g, se_g²) and θ_g ~ N(θ̂, τ²). τ² is Paule and Mandel's: where Σ (θ̂_g − θ̂)²/(τ² + se_g²) equals the
 * number of slices − 1, or 0. The error of θ̂ and τ are taken as known and slices as independent of each other, which is
 * not quite so for slices that overlap. A closed slice (se 0, M = N) is kept as it is.
 *
 * Source: Efron and Morris 1975; Paule and Mandel 1982.
 *
 * @example shrinkSlices(whole, [german, french, dutch]).slices[0].theta // 0.14, its own estimate being 0.31
 */
export function shrinkSlices(whole: SliceSummary, slices: readonly SliceSummary[]): ShrunkenSlices {
  const errors = slices.map((slice) => errorOf(slice, whole));
  const known = slices.flatMap(({ theta }, g) =>
    theta === undefined || whole.theta === undefined || errors[g]!.se === undefined
      ? []
      : [{ gap: theta - whole.theta, variance: errors[g]!.se! ** 2 }],
  );
  const variance = known.length < 2 ? undefined : spreadVariance(known);
  return {
    method: "empirical-bayes",
    spread: variance === undefined ? undefined : Math.sqrt(variance),
    slices: slices.map(({ theta }, g) => {
      const { se, isBorrowed } = errors[g]!;
      if (theta === undefined || whole.theta === undefined || se === undefined || variance === undefined)
        return { theta: undefined, se: undefined, kept: undefined, isErrorBorrowed: isBorrowed };
      const kept = se === 0 ? 1 : variance / (variance + se * se);
      return {
        theta: whole.theta + kept * (theta - whole.theta),
        se: Math.sqrt(kept) * se,
        kept,
        isErrorBorrowed: isBorrowed,
      };
    }),
  };
}

/** The slice's standard error, or what the whole's spread makes of its number of draws where it has none of its own. */
function errorOf(slice: SliceSummary, whole: SliceSummary): { se: number | undefined; isBorrowed: boolean } {
  if (slice.M === 0) return { se: undefined, isBorrowed: false };
  if (slice.M === slice.N) return { se: 0, isBorrowed: false };
  if (slice.se !== undefined && slice.se > 0) return { se: slice.se, isBorrowed: false };
  const unit = whole.se === undefined ? undefined : whole.se ** 2 / (1 / whole.M - 1 / whole.N);
  if (unit === undefined || !(unit > 0 && unit < Infinity)) return { se: undefined, isBorrowed: false };
  return { se: Math.sqrt(unit * (1 / slice.M - 1 / slice.N)), isBorrowed: true };
}

function spreadVariance(slices: readonly { gap: number; variance: number }[]): number {
  const excess = (spread: number) =>
    slices.reduce((sum, { gap, variance }) => sum + (gap === 0 ? 0 : gap ** 2 / (spread + variance)), 0) -
    (slices.length - 1);
  if (excess(0) <= 0) return 0;
  let low = 0;
  let high = slices.reduce((sum, { gap }) => sum + gap ** 2, 0) / (slices.length - 1);
  for (let step = 0; step < 100 && high - low > 1e-15; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
