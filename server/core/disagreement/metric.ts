/**
 * Top-k log-probabilities at each position of one text under one model.
 *
 * Position p lists the distinct tokens `tokenIds[offsets[p]]` up to `tokenIds[offsets[p + 1]]` with their natural
 * `logProbs`, in any order. Token ids come from one vocabulary that the whole block shares.
 */
export interface TopKSequence {
  readonly positions: number;
  /** positions + 1 entries. */
  readonly offsets: Int32Array;
  readonly tokenIds: Int32Array;
  readonly logProbs: Float64Array;
}

/** One model's completion, as far as metrics look at it. */
export interface ScorableCompletion {
  /** Index of the model in the campaign. */
  readonly model: number;
  readonly text: string;
  /** Model index to that model's top-k lists along this text. */
  readonly topK?: ReadonlyMap<number, TopKSequence>;
}

/** All completions of one prompt and the pairs among them that are to be scored. */
export interface PromptBlock {
  readonly completions: readonly ScorableCompletion[];
  /** Two indices into `completions` per pair. */
  readonly pairs: Int32Array;
  /** One integer per pair that stays the same whatever else is scored; the control `random` is a function of it. */
  readonly keys: Int32Array;
}

/**
 * Scores blocks one after another with scratch memory of its own: one per thread, never shared.
 *
 * A pair's value depends on nothing but that pair (and its key and the seed).
 */
export interface Scorer {
  /**
   * Writes one value per pair to `out` from `outOffset` on, greater meaning more disagreement; NaN where the metric
   * cannot be computed for that pair (such as missing top-k lists).
   */
  score(block: PromptBlock, out: Float64Array, outOffset: number): void;
}

/** A named, versioned function that gives a comparison its disagreement score. */
export interface Metric {
  /** Stable: stored with every ranking. */
  readonly id: string;
  /** Raised whenever any value could change. */
  readonly version: number;
  readonly title: string;
  /** One sentence for a lead who chooses among metrics. */
  readonly summary: string;
  readonly needs: "text" | "top-k" | "nothing";
  readonly direction: "higher-first";
  /** Whether swapping the two completions leaves the value unchanged. */
  readonly symmetric: boolean;
  /** Least and greatest possible value; the greatest may be Infinity. */
  readonly range: readonly [number, number];
  /** A control is no claim about disagreement: other metrics must beat it before they are believed. */
  readonly control: boolean;
  /** Paper, equation or section of the methods that defines it. */
  readonly source: string;
  /** `seed` matters to `random` alone. */
  createScorer(options: { seed: string }): Scorer;
}
