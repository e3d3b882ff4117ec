export interface ReplayOptions {
  /** Metric ids; `all` stands for every metric whose needs the file meets. */
  metrics: readonly string[];
  /** Share of the ranking that counts as its top, in (0, 1]. */
  top: number;
  /** Rank inside each model pair, or all comparisons together. */
  scope: "pair" | "pooled";
  /** Resamples of the prompts; 0 for no interval. */
  bootstrap: number;
  seed: string;
}

/** What ordering a file's judged comparisons by a metric would have been worth. Null where there is no answer. */
export interface ReplayResult {
  /** The file's name without what follows its last dot. */
  dataset: string;
  metric: string;
  version: number;
  /** Comparisons with a judgment. */
  pairs: number;
  judgments: number;
  /** Tied judgments / judgments. */
  tieRate: number | null;
  top: {
    fraction: number;
    tieRate: number | null;
    /** 1 − tie rate of the top / tie rate of all. */
    reduction: number | null;
    /** 95 % bootstrap interval of the reduction over prompts. */
    ci: [number, number] | null;
    /** What the best 5 % of random orders reach. */
    nullQuantile95: number | null;
  };
  /** P(a decisive judgment's comparison has a higher utility than a tied one's). */
  auc: number | null;
  /** |win rate of the top − win rate of all|, mean over model pairs. */
  winRateBias: number | null;
}

export interface Replay {
  results: ReplayResult[];
  /** Beside the results, one entry each: what could not be scored, and against the length control where that was replayed too. */
  beside: {
    metric: string;
    /** Comparisons without a score; they rank lowest. */
    unscored: number;
    /** This reduction − the length control's, and its paired 95 % interval. */
    difference: number | null;
    ci: [number, number] | null;
    /** The AUC among comparisons of about one length. */
    aucWithinLength: number | null;
  }[];
  /** What the best of all these metrics reaches by chance in one file of twenty; controls do not take part. */
  bestNullQuantile95: number | null;
  /** Metrics of `all` that the file has nothing for, with the reason. */
  leftOut: { metric: string; reason: string }[];
}
