import type { Metric, PromptBlock } from "@/server/core/disagreement/metric";

/** The block of one pair of texts by models 0 and 1. */
export function blockOfTexts(first: string, second: string, key = 0): PromptBlock {
  return {
    completions: [
      { model: 0, text: first },
      { model: 1, text: second },
    ],
    pairs: Int32Array.of(0, 1),
    keys: Int32Array.of(key),
  };
}

/** A metric's value for two texts, by a fresh scorer. */
export function scoreTexts(metric: Metric, first: string, second: string): number {
  const out = new Float64Array(1);
  metric.createScorer({ seed: "1" }).score(blockOfTexts(first, second), out, 0);
  return out[0]!;
}
