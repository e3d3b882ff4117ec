import type { Database } from "@/db/client";
import type { Metric, ScorableCompletion } from "@/server/core/disagreement/metric";
import { loadTokenScores } from "./load-token-scores";

/** What a completion may carry beside its text. */
export type CompletionData = Omit<ScorableCompletion, "model" | "text">;

/** By completion id, what a metric with these needs reads beside the text. */
export async function loadCompletionData(
  database: Database,
  campaignId: string,
  ids: number[],
  needs: Metric["needs"],
): Promise<ReadonlyMap<number, CompletionData>> {
  if (needs === "top-k" || needs === "token-scores") {
    return loadTokenScores(database, campaignId, ids, needs);
  }
  return new Map();
}
