import { createAlignedScorer } from "./aligned-scorer";
import type { Metric } from "./metric";
import { jensenShannon } from "./top-k-divergence";

/**
 * Jensen–Shannon divergence of the models' next-token distributions, each along its own completion, in nats.
 *
 * As `kl-aligned` with ½ KL(P‖M) + ½ KL(Q‖M), M = (P + Q)/2, at each position: no single position counts more than
 * ln 2, so one token that a model found impossible does not decide the mean. Symmetric, in [0, ln 2]. NaN where an own
 * list is missing.
 *
 * Source: Lin 1991, eq. 4.1 with equal weights; methods, §1 for the alignment.
 *
 * @example one position each, lists {x: .9} and {x: .5}: M = (.7, .3); value .1017.
 */
export const jsdAligned: Metric = {
  id: "jsd-aligned",
  version: 1,
  title: "Own-run JSD",
  summary: "As own-run KL, bounded: every position counts at most ln 2.",
  needs: "top-k",
  direction: "higher-first",
  symmetric: true,
  range: [0, Math.LN2],
  control: false,
  aim: "winner",
  cost: "proportional to positions times k",
  source: "Lin 1991 (Jensen–Shannon), mean over positions of both own runs, cells as kl-top-k",
  createScorer: () => createAlignedScorer(jensenShannon),
};
