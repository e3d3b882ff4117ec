import type { Metric } from "./metric";
import { createSampleScorer } from "./sample-alignment";

/**
 * Separability: the more alike model's samples are among themselves, less how alike the two models' samples are.
 *
 * max(self-alignment A, self-alignment B) − cross-alignment, by chrF over several samples per model. Near 0 or below
 * where a judgment of one sample each would be about luck; high where each model says its own thing every time.
 * Symmetric, in [−1, 1]. NaN with fewer than two samples of a model.
 *
 * Source: Ghosh, Srinivasan & Swayamdipta 2024, "Compare without despair: reliable preference evaluation with
 * generation separability" (arXiv 2407.01878).
 *
 * @example A always "ab", B always "cd": 1 − 0 = 1.
 */
export const separability: Metric = {
  id: "separability",
  version: 1,
  title: "Separability",
  summary:
    "Each model repeats itself and differs from the other: a judgment is about the models, not about luck.",
  needs: "samples",
  direction: "higher-first",
  symmetric: true,
  range: [-1, 1],
  control: false,
  aim: "winner",
  leastForEqual: false,
  cost: "chrF of all pairs of samples",
  source: "Ghosh, Srinivasan & Swayamdipta 2024 (arXiv 2407.01878), alignment by chrF over all K × K pairs",
  createScorer: () => createSampleScorer(({ first, second, cross }) => Math.max(first, second) - cross),
};
