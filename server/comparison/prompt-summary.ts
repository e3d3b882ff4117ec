import { promptDisagreement } from "@/server/core/disagreement/prompt-disagreement";

/** What every prompt's pairs have together, by place of the prompt. */
export interface PromptSummary {
  promptIds: Int32Array;
  pairs: Int32Array;
  mean: Float64Array;
  maximum: Float64Array;
  variance: Float64Array;
  /** Where each prompt's comparisons begin in the pool; one more entry than prompts. */
  starts: Int32Array;
}

interface Scores {
  comparisonIds: Int32Array;
  utilities: Float64Array;
}

/**
 * Sums up a pool prompt by prompt. `prompts` are those of the pool in its order, each with how many of its comparisons
 * follow one another there.
 */
export function summarisePrompts(
  { utilities }: Pick<Scores, "utilities">,
  prompts: readonly { promptId: number; comparisons: number }[],
): PromptSummary {
  const starts = new Int32Array(prompts.length + 1);
  const placeOf = new Int32Array(utilities.length);
  for (const [place, { comparisons }] of prompts.entries()) {
    const start = starts[place] as number;
    starts[place + 1] = start + comparisons;
    placeOf.fill(place, start, start + comparisons);
  }
  const { pairs, mean, maximum, variance } = promptDisagreement(utilities, placeOf);
  const promptIds = Int32Array.from(prompts, ({ promptId }) => promptId);
  return { promptIds, pairs, mean, maximum, variance, starts };
}

/** Per place, the comparison with the greatest value; the first where there is none. */
export function widestPairs(
  { comparisonIds, utilities }: Scores,
  { starts }: PromptSummary,
  places: Int32Array,
): Map<number, number> {
  const widest = new Map<number, number>();
  for (const place of places) {
    let best = starts[place] as number;
    for (let i = best; i < (starts[place + 1] as number); i++) {
      const value = utilities[i] as number;
      const isFirst = Number.isNaN(utilities[best] as number) && !Number.isNaN(value);
      if (isFirst || value > (utilities[best] as number)) best = i;
    }
    widest.set(place, comparisonIds[best] as number);
  }
  return widest;
}
