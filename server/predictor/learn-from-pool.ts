import type { ComparisonTable } from "@/server/core/prediction/decisiveness-features";
import { type LearnedDecisiveness, learnDecisiveness } from "@/server/core/prediction/learn-decisiveness";
import { normalScores } from "@/server/core/prediction/normal-scores";
import type { MetricColumn } from "./pool-columns";

/** A pool and its judged comparisons, plain enough to be sent to a worker thread. */
export interface LearnInput {
  /** Per comparison of the pool. */
  stratumIds: Int32Array;
  metrics: MetricColumn[];
  /** Where the judged comparisons stand in the pool; the columns below are theirs. */
  rows: Int32Array;
  prompt: Int32Array;
  decisive: Float64Array;
  judgments: Float64Array;
  language: (string | null)[];
  category: (string | null)[];
  seed: string;
}

/** Learns from a pool's judged comparisons; they stand where they stand in their whole stratum. */
export function learnFromPool(input: LearnInput, onProgress: (share: number) => void): LearnedDecisiveness {
  const { stratumIds, rows, prompt, decisive, judgments, seed } = input;
  const pick = (scores: Float64Array) => Float64Array.from(rows, (row) => scores[row] as number);
  const table: ComparisonTable = {
    size: rows.length,
    metrics: input.metrics.map(({ metric, utilities }) => ({
      metric,
      scores: pick(normalScores(utilities, stratumIds)),
    })),
    groups: {
      stratum: Array.from(rows, (row) => String(stratumIds[row])),
      language: input.language,
      category: input.category,
    },
  };
  return learnDecisiveness({ ...table, prompt, decisive, judgments }, { seed: `${seed}/learn`, onProgress });
}
