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

/** Log-probabilities that one model gives the tokens of one text, one after another. */
export interface TokenScores {
  /** Ids of the tokens in one vocabulary that the whole block shares: equal texts of tokens have equal ids. */
  readonly tokenIds: Int32Array;
  /** UTF-8 bytes of each token's text. */
  readonly byteLengths: Int32Array;
  /** Natural logarithms, at most 0. */
  readonly logProbs: Float64Array;
}

/** One model's completion, as far as metrics look at it. */
export interface ScorableCompletion {
  /** Index of the model in the campaign. */
  readonly model: number;
  readonly text: string;
  /** Model index to that model's top-k lists along this text. */
  readonly topK?: ReadonlyMap<number, TopKSequence> | undefined;
  /** Model index to that model's log-probabilities of this text's tokens. */
  readonly tokenScores?: ReadonlyMap<number, TokenScores> | undefined;
  /** A vector for this text; all of a block have the same length. */
  readonly embedding?: Float32Array | undefined;
  /** A number that came with the completion, such as a reward. */
  readonly score?: number | undefined;
}

/** How judges voted on a pair, as counts or as summed probabilities, each at least 0. */
export interface JudgeVotes {
  readonly first: number;
  readonly second: number;
  readonly tie: number;
}

/** All completions of one prompt and the pairs among them that are to be scored. */
export interface PromptBlock {
  readonly completions: readonly ScorableCompletion[];
  /** Two indices into `completions` per pair. */
  readonly pairs: Int32Array;
  /** One integer per pair that stays the same whatever else is scored; the control `random` is a function of it. */
  readonly keys: Int32Array;
  /** Model index to the texts of all its samples for this prompt. */
  readonly samples?: ReadonlyMap<number, readonly string[]> | undefined;
  /** Per pair, how judges voted on it. */
  readonly judgeVotes?: readonly (JudgeVotes | undefined)[] | undefined;
}

/**
 * Scores blocks one after another with scratch memory of its own: one per thread, never shared.
 *
 * A pair's value depends on nothing but that pair (and its key, the seed and the pool's statistics).
 */
export interface Scorer {
  /**
   * Writes one value per pair to `out` from `outOffset` on, greater meaning more disagreement; NaN where the metric
   * cannot be computed for that pair (such as missing top-k lists).
   */
  score(block: PromptBlock, out: Float64Array, outOffset: number): void;
}

/** In how many texts of the pool a word occurs. */
export interface DocumentFrequencies {
  readonly texts: number;
  /** Words of two texts or more; a word that is not listed occurs in one. */
  readonly frequencies: ReadonlyMap<string, number>;
}

/** What metrics have learned from the whole pool: plain data that can be sent to other threads. */
export interface PoolStatistics {
  readonly documentFrequencies?: DocumentFrequencies;
  /** Pairs of models, by `modelPairKey`, that somewhere cut one text into different tokens. */
  readonly unequalTokenizers?: ReadonlySet<string>;
  /** By pair of models, the median of the comparisons' mean log perplexity, in the unit that fits both. */
  readonly medianLogPerplexities?: ReadonlyMap<string, number>;
}

/** Learns from the pool, block by block, each block once and in any order. */
export interface PoolPreparation {
  add(block: PromptBlock): void;
  finish(): PoolStatistics;
}

export interface ScorerOptions {
  /** Matters to `random` alone. */
  readonly seed: string;
  /** What the metric's own `preparePool` found, for a metric that has one. */
  readonly pool?: PoolStatistics | undefined;
  /** Size in bytes of a text under a general-purpose compressor; `ncd` alone needs it. */
  readonly compress?: ((text: string) => number) | undefined;
}

/** A metric was asked to score without something that it needs from its caller. */
export class MissingScorerOptionError extends Error {
  override readonly name = "MissingScorerOptionError";
  constructor(metricId: string, option: keyof ScorerOptions) {
    super(`The metric "${metricId}" cannot score without the option "${option}".`);
  }
}

/** What a metric reads of a comparison, in words for a lead: "Needs …". */
export const metricNeeds = {
  text: "the texts only",
  "top-k": "completions with token log-probabilities (top-k lists)",
  "token-scores": "completions with token log-probabilities",
  embeddings: "completions with embeddings",
  samples: "two completions or more per model and prompt",
  scores: "completions with a numeric score",
  "judge-votes": "comparisons with votes of judges",
  "judge-votes-scores": "comparisons with votes of judges and completions with a numeric score",
  nothing: "nothing",
} as const;

export type MetricNeeds = keyof typeof metricNeeds;

/** A named, versioned function that gives a comparison its disagreement score. */
export interface Metric {
  /** Stable: stored with every ranking. */
  readonly id: string;
  /** Raised whenever any value could change. */
  readonly version: number;
  readonly title: string;
  /** One sentence for a lead who chooses among metrics. */
  readonly summary: string;
  readonly needs: MetricNeeds;
  /** The numeric metadata column that it reads, for a metric of one other than "score". */
  readonly column?: string;
  readonly direction: "higher-first";
  /** Whether swapping the two completions leaves the value unchanged. */
  readonly symmetric: boolean;
  /** Least and greatest possible value; the greatest may be Infinity. */
  readonly range: readonly [number, number];
  /** A control is no claim about disagreement: other metrics must beat it before they are believed. */
  readonly control: boolean;
  /**
   * What ordering by it is for: `winner` puts comparisons first that are likely decisive, `judge` those that an automatic
   * judge likely got wrong.
   */
  readonly aim: "winner" | "judge";
  /** Paper, equation or section of the methods that defines it. */
  readonly source: string;
  /** False where two equal texts need not have the least value, as under cross-entropy. */
  readonly leastForEqual?: false;
  /** What the value costs, where that is more, or other, than reading both texts. */
  readonly cost?: string;
  /** For a metric that must know the whole pool before it scores the first pair. */
  preparePool?(): PoolPreparation;
  createScorer(options: ScorerOptions): Scorer;
}
