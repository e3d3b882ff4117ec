import type { ImportCounts } from "@/db/schema/content";
import { minute } from "../clock";
import type { OrientedPair } from "../comparison/model-pair";
import type { VerbContext } from "../verb-context";
import type { ProblemList } from "./problem-list";

/** An import without a sign of life for this long was abandoned. */
export const abandonedAfterMs = 2 * minute;

/** One import on its way: where its rows go, and what is known of them so far. */
export interface Staging {
  readonly context: VerbContext;
  readonly importId: string;
  /** When the import last said that it is alive. */
  heartbeatAt: number;
  readonly campaign: { readonly id: string; readonly seed: string };
  /** Model ids of the campaign by name, staged ones included. */
  readonly models: Map<string, number>;
  /** The campaign's pairs met so far, by `smallerModelId/largerModelId`. */
  readonly pairs: Map<string, OrientedPair>;
  /** How many numbers the campaign's embeddings have, once one is known. */
  embeddingLength: number | undefined;
  readonly counts: ImportCounts;
  readonly problems: ProblemList;
}

export function emptyCounts(): ImportCounts {
  return {
    rows: 0,
    bad: 0,
    promptsAdded: 0,
    modelsAdded: 0,
    completionsAdded: 0,
    judgmentsAdded: 0,
    unchanged: 0,
  };
}
