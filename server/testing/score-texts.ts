import type { Metric, PromptBlock, ScorerOptions } from "@/server/core/disagreement/metric";
import { preparePool } from "@/server/core/disagreement/prepare-pool";
import { deflatedSize } from "../ranking/deflated-size";

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

/** What any metric may ask for; the pool is a small one of its own, not the scored texts. */
export function scorerOptions(metric: Metric): ScorerOptions {
  const pool = preparePool(metric, [
    blockOfTexts("The cat sat on the mat.", "the cat, a mat"),
    blockOfTexts("😀 مرحبا", "the שָׁלוֹם 日本語 a"),
  ]);
  return { seed: "1", pool, compress: deflatedSize };
}

/** A metric's value for two texts, by a fresh scorer. */
export function scoreTexts(metric: Metric, first: string, second: string): number {
  const out = new Float64Array(1);
  metric.createScorer(scorerOptions(metric)).score(blockOfTexts(first, second), out, 0);
  return out[0]!;
}
