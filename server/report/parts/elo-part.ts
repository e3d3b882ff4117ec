import { eloSpread } from "@/server/core/rating/elo";
import type { RatedJudgments } from "../ratings/rated-judgments";
import type { EloPart } from "./view";

const permutations = 100;
const k = 4;

/** Elo's mean and spread over 100 random orders; weights of draws are not read. */
export function eloPart({ models, judgments }: RatedJudgments, { seed }: { seed: string }): EloPart {
  if (judgments.a.length === 0) return { k, permutations: 0, rated: [], reason: "Nothing was judged yet." };
  const { mean, sd } = eloSpread(judgments, `${seed}/report/elo`, permutations, { k });
  const rated = models.map((model, i) => ({ model, mean: mean[i]!, sd: sd[i]! }));
  return {
    k,
    permutations,
    rated: rated.toSorted((one, other) => other.mean - one.mean || (one.model < other.model ? -1 : 1)),
    reason: null,
  };
}
