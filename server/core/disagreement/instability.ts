import type { Metric } from "./metric";
import { createSampleScorer } from "./sample-alignment";

/**
 * Instability: how little each model's own samples of a prompt agree, mean of both models. A flag of noise.
 *
 * 1 − self-alignment (chrF), averaged over the two models. High where the models say something else each time: a
 * judgment of one sample each then says little. Not a disagreement *between* models. Symmetric, in [0, 1]. NaN with
 * fewer than two samples of a model.
 *
 * Source: methods, §1, from the self-alignment of Ghosh, Srinivasan & Swayamdipta 2024 (arXiv 2407.01878).
 *
 * @example A always "ab", B "cd" and "ef": (0 + 1)/2 = .5.
 */
export const instability: Metric = {
  id: "instability",
  version: 1,
  title: "Instability (noise)",
  summary: "The models' own samples differ: a flag of noise, not of disagreement between models.",
  needs: "samples",
  direction: "higher-first",
  symmetric: true,
  range: [0, 1],
  control: false,
  aim: "winner",
  leastForEqual: false,
  cost: "chrF of all pairs of samples",
  source: "1 − self-alignment of Ghosh, Srinivasan & Swayamdipta 2024, mean of both models",
  createScorer: () =>
    createSampleScorer(({ first, second }) => Math.min(1, Math.max(0, 1 - (first + second) / 2))),
};
