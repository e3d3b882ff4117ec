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

/** How campaigns over a file's recorded judgments are played. */
export interface CampaignOptions {
  /** Campaigns per pool and order. */
  campaigns: number;
  /** Shares of the pool to look at, in (0, 1]. */
  judged: readonly number[];
  /** Judgments that a comparison gets, drawn from its recorded ones; undefined: all of them. */
  judgments?: number;
  /** Probability of a control coin, in [0, 1]. */
  controlShare: number;
  seed: string;
}

/** What campaigns under one order print, against what is true of their pool. Rates are means over pools. */
export interface PlayedOrder {
  mode: "measure" | "explore";
  /** null in explore mode. */
  preset: "balanced" | "sharp" | "uniform" | null;
  /**
   * What is read of the judged: LURE with the report's headline interval; in explore mode the plain mean, with Wilson's interval
   * or with that of a simple random sample.
   */
  reading: "lure" | "wilson" | "sample";
  /** As if the number of comparisons had been fixed before launch. */
  fixed: {
    share: number;
    /** Comparisons judged, mean over pools. */
    comparisons: number;
    /** Share of campaigns whose 95 % interval holds the pool's win rate, and that of the pool where it is lowest. */
    coverage: number;
    lowestCoverage: number;
    /** Share of campaigns whose estimate is on the side of the pool's winner; null where no pool has one. */
    winner: number | null;
    /** Mean error of the win rate towards the pool's winner, and that of the pool where it is largest. */
    bias: number;
    largestBias: number;
    /** Mean half of the interval, in win rate. */
    halfWidth: number;
    /** Share of campaigns whose interval excludes a draw where the pool was made one. */
    falselyDecided: number;
  }[];
  /** Judging until a winner is shown, looked at after every comparison: by the confidence sequence, in explore mode by the plain interval. */
  stop: {
    /** Shares that name the pool's winner (null where no pool has one), and the other model. */
    right: number | null;
    wrong: number;
    /** Mean comparisons and judgments until then, and mean share of the pool. */
    comparisons: number;
    judgments: number;
    share: number;
    /** Share of campaigns in which an interval missed the pool's win rate at any time. */
    everMissed: number;
    /** Share that name a winner where the pool was made a draw. */
    falselyDecided: number;
  };
}

/** A file's campaigns under one metric. */
export interface CampaignReplay {
  /** The file's name without what follows its last dot. */
  dataset: string;
  metric: string;
  version: number;
  scope: "pair" | "pooled";
  /** Pools, and the comparisons and recorded judgments in them. */
  pools: number;
  comparisons: number;
  judgments: number;
  campaigns: number;
  /** Judgments that each comparison gets; null: all that are recorded of it. */
  judgmentsPerComparison: number | null;
  controlShare: number;
  seed: string;
  orders: PlayedOrder[];
}

export interface CampaignReplays {
  results: CampaignReplay[];
  /** Model pairs with too few comparisons to be a pool. */
  smallPools: number;
  leftOut: Replay["leftOut"];
}
