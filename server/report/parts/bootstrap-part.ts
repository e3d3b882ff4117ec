import { quantile } from "@/server/core/estimation/quantile";
import {
  bootstrapCounts,
  bootstrapPrompts,
  type StrengthBootstrap,
} from "@/server/core/rating/bootstrap-strengths";
import { type BradleyTerry, fitBradleyTerry } from "@/server/core/rating/bradley-terry";
import { countPairs } from "@/server/core/rating/count-pairs";
import { eloPointsPerLogit } from "@/server/core/rating/elo-points";
import type { PromptJudgments } from "@/server/core/rating/pair-judgments";
import type { RatedJudgments } from "../ratings/rated-judgments";
import type { RatingsView } from "../ratings/view";
import type { BootstrapPart } from "./view";

const times = 1_000;

/**
 * 1,000 refits to resampled judgments: of pair counts where each prompt was judged once and nothing is weighted, of whole
 * prompts otherwise.
 */
export function bootstrapPart(
  { models, judgments }: RatedJudgments,
  { rated, anchor, separated }: RatingsView,
  { seed, alpha }: { seed: string; alpha: number },
): BootstrapPart {
  if (separated) return none(separated.sentence);
  const fit = fitBradleyTerry(countPairs(judgments));
  if (fit.kind === "separated") return none("There is no common scale.");
  const bootstrap = resample(fit, judgments, `${seed}/report/bootstrap`);
  const made = { method: bootstrap.method, times, separated: bootstrap.separated };
  if (bootstrap.separated >= (alpha / 2) * times)
    return {
      ...made,
      rated: [],
      reason: `In ${bootstrap.separated} of ${times} resamples some models were preferred every time, so that an interval's end may be infinite.`,
    };
  const from = anchor === null ? undefined : models.indexOf(anchor);
  return {
    ...made,
    rated: rated.map(({ model, rating, lower, upper }) => ({
      model,
      rating,
      ...percentiles(bootstrap, models.indexOf(model), from, alpha),
      clusteredLower: lower,
      clusteredUpper: upper,
    })),
    reason: null,
  };
}

function none(reason: string): BootstrapPart {
  return { method: null, times: 0, separated: 0, rated: [], reason };
}

function resample(fit: BradleyTerry, judgments: PromptJudgments, seed: string): StrengthBootstrap {
  const isOnceEach = new Set(judgments.prompt).size === judgments.prompt.length;
  return isOnceEach && !judgments.weight
    ? bootstrapCounts(fit, fit.counts, times, seed)
    : bootstrapPrompts(fit, judgments, times, seed);
}

function percentiles(
  { strengths }: StrengthBootstrap,
  model: number,
  from: number | undefined,
  alpha: number,
) {
  const ratings = Float64Array.from(
    strengths,
    (r) => 1000 + eloPointsPerLogit * (r[model]! - (from === undefined ? 0 : r[from]!)),
  );
  return { lower: quantile(ratings, alpha / 2)!, upper: quantile(ratings, 1 - alpha / 2)! };
}
