import { type BradleyTerry, fitBradleyTerry, type Separated } from "@/server/core/rating/bradley-terry";
import { countPairs, type PairCounts } from "@/server/core/rating/count-pairs";
import { eloPointsPerLogit, ratingIntervals, strengthDifference } from "@/server/core/rating/elo-points";
import { fitWithinGroups } from "@/server/core/rating/fit-within-groups";
import type { PromptJudgments } from "@/server/core/rating/pair-judgments";
import { simultaneousRanks } from "@/server/core/rating/simultaneous-ranks";
import { clusteredCovariance, type StrengthCovariance } from "@/server/core/rating/strength-covariance";
import { fitDavidson, fitRaoKupper, type TieModelFit } from "@/server/core/rating/tie-models";
import type { ReportInput } from "../report-input";
import type { ReportPair } from "../schemas";
import type { ScoredStratum } from "../scored-stratum";
import { nextPairView } from "./next-pair";
import { ratedJudgments } from "./rated-judgments";
import { namedGroups, separationSentence } from "./separation-words";
import { inPoints, trajectoryViews } from "./trajectories";
import { transitivityView } from "./transitivity-view";
import type { PointsDifference, RatedModel, RatingGroup, RatingsView, TieParameter } from "./view";

/** Below so many prompts the sandwich is somewhat too small. */
const fewPrompts = 50;

/**
 * Three models or more on one scale: Bradley and Terry's strengths with intervals clustered by prompt, intervals of differences,
 * ranks that hold together, and the ratings by two models of ties beside.
 *
 * @returns null for two models, whose win rate says all of it.
 */
export function computeRatings(
  input: ReportInput,
  strata: readonly ScoredStratum[],
  pairs: readonly ReportPair[],
): RatingsView | null {
  const { models, judgments } = ratedJudgments(input, strata);
  if (models.length < 3) return null;
  const { alpha, mode, anchorModel, trajectories = [], seed } = input.configuration;
  const counts = countPairs(judgments);
  const fit = fitBradleyTerry(counts);
  const anchor = anchorModel && models.includes(anchorModel) ? anchorModel : null;
  const common = {
    scope: mode === "measure" ? ("whole-set" as const) : ("judged-subset" as const),
    anchor,
    judgments: judgments.a.length,
    prompts: countPrompts(judgments),
    transitivity: transitivityView(counts, models, alpha),
    nextPair: nextPairView(input, strata),
  };
  if (fit.kind === "separated") return { ...common, ...withoutScale(counts, fit, models) };
  const known = covarianceOf(fit, judgments);
  const options = { models, alpha, anchor, judged: judgedOf(judgments), seed: `${seed}/report/ranks` };
  const ties = tieModels(counts, models, anchor);
  const rated = ratedModels(fit, known.covariance, options).map((row) => ({
    ...row,
    raoKupper: ties.raoKupper.ratings?.get(row.model) ?? null,
    davidson: ties.davidson.ratings?.get(row.model) ?? null,
  }));
  return {
    ...common,
    rated,
    separated: null,
    ties: { raoKupper: ties.raoKupper.parameter, davidson: ties.davidson.parameter },
    trajectories: trajectoryViews(trajectories, { fit, covariance: known.covariance, models, rated, alpha }),
    notes: [
      ...anchorNote(anchorModel, anchor),
      ...(known.reason ? [known.reason] : []),
      ...intervalNotes(common.prompts, pairs, known.covariance !== undefined),
    ],
  };
}

function withoutScale(counts: PairCounts, fit: Separated, models: readonly string[]) {
  const ratings = new Map<string, number>();
  for (const group of fitWithinGroups(counts, fit))
    for (const [place, model] of group.models.entries())
      ratings.set(models[model]!, 1000 + eloPointsPerLogit * group.fit.r[place]!);
  const groups = namedGroups(fit, models).map((own): RatingGroup => {
    const rated = own.map((model) => ({ model, rating: ratings.get(model) ?? null }));
    return { models: rated.toSorted((one, other) => (other.rating ?? 0) - (one.rating ?? 0)) };
  });
  const none: TieParameter = { value: null, reason: "There is no common scale." };
  return {
    rated: [],
    separated: { reason: fit.reason, sentence: separationSentence(fit, models), groups },
    ties: { raoKupper: none, davidson: none },
    trajectories: [],
    notes: [],
  };
}

const unknownWords = {
  "one-prompt":
    "All judgments are of one prompt, which tells nothing of how prompts differ: there are no intervals.",
  "no-variation": "The judgments of some model do not vary between prompts, so there are no intervals.",
  "too-far": "Some models are so far apart that no intervals can be computed.",
} as const;

function covarianceOf(
  fit: BradleyTerry,
  judgments: PromptJudgments,
): { covariance: StrengthCovariance | undefined; reason: string | null } {
  try {
    const covariance = clusteredCovariance(fit, judgments);
    return covariance.kind === "known"
      ? { covariance, reason: null }
      : { covariance: undefined, reason: unknownWords[covariance.reason] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { covariance: undefined, reason: unknownWords["too-far"] };
  }
}

interface RatingOptions {
  models: readonly string[];
  judged: Int32Array;
  anchor: string | null;
  alpha: number;
  seed: string;
}

/** The table without the tie models, best first. */
function ratedModels(
  fit: BradleyTerry,
  covariance: StrengthCovariance | undefined,
  { models, judged, anchor, alpha, seed }: RatingOptions,
): Omit<RatedModel, "raoKupper" | "davidson">[] {
  const ratings = ratingIntervals(
    fit,
    covariance,
    anchor === null ? undefined : models.indexOf(anchor),
    alpha,
  );
  const ranks = covariance && simultaneousRanks(fit, covariance, seed, alpha);
  const order = [...models.keys()].sort((one, other) => fit.r[other]! - fit.r[one]! || one - other);
  const difference = (one: number | undefined, other: number | undefined): PointsDifference | null => {
    if (one === undefined || other === undefined) return null;
    if (covariance) return inPoints(strengthDifference(fit, covariance, one, other, alpha));
    return { points: eloPointsPerLogit * (fit.r[one]! - fit.r[other]!), lower: null, upper: null };
  };
  return order.map((model, place) => {
    const { rating, se, lower, upper } = ratings[model]!;
    return {
      model: models[model]!,
      rating,
      se: se ?? null,
      lower: lower ?? null,
      upper: upper ?? null,
      rankBest: ranks?.best[model] ?? null,
      rankWorst: ranks?.worst[model] ?? null,
      judgments: judged[model]!,
      toNext: difference(model, order[place + 1]),
      toFirst: place === 0 ? null : difference(model, order[0]),
    };
  });
}

/** Prompts with a row; a set of a million numbers would take as long as the fit. */
function countPrompts({ prompts, prompt }: PromptJudgments): number {
  const met = new Uint8Array(prompts);
  for (let row = 0; row < prompt.length; row++) met[prompt[row]!] = 1;
  return met.reduce((sum, one) => sum + one, 0);
}

function judgedOf({ models, a, b }: PromptJudgments): Int32Array {
  const judged = new Int32Array(models);
  for (let row = 0; row < a.length; row++) {
    judged[a[row]!]!++;
    judged[b[row]!]!++;
  }
  return judged;
}

const tieWords = {
  "no-ties": "Nobody tied, so it says the same as the ratings.",
  "all-ties": "Everything is a tie, so it has no end.",
  "no-upset": "Some order of the models explains every win and every tie without chance, so it has no end.",
} as const;

function tieModels(counts: PairCounts, models: readonly string[], anchor: string | null) {
  const view = (
    fit: TieModelFit | Separated | { kind: "no-tie-parameter"; reason: keyof typeof tieWords },
  ) => {
    if (fit.kind !== "fitted") {
      const reason = fit.kind === "separated" ? "There is no common scale." : tieWords[fit.reason];
      return { ratings: null, parameter: { value: null, reason } };
    }
    const from = anchor === null ? 0 : fit.r[models.indexOf(anchor)]!;
    const ratings = new Map(
      models.map((model, i) => [model, 1000 + eloPointsPerLogit * (fit.r[i]! - from)] as const),
    );
    return { ratings, parameter: { value: fit.tie, reason: null } };
  };
  return { raoKupper: view(fitRaoKupper(counts)), davidson: view(fitDavidson(counts)) };
}

function anchorNote(wanted: string | null | undefined, anchor: string | null): string[] {
  return wanted && anchor === null
    ? [`The anchor ${wanted} is not compared in this campaign; the mean of all ratings is 1000 instead.`]
    : [];
}

function intervalNotes(prompts: number, pairs: readonly ReportPair[], hasIntervals: boolean): string[] {
  if (!hasIntervals) return [];
  const isFixed = pairs.every(
    ({ winRate }) => winRate.estimateKind === "fixed-n" || winRate.estimateKind === "whole-pool",
  );
  return [
    ...(prompts < fewPrompts
      ? [`With ${prompts} prompts the intervals are somewhat too narrow: they need about ${fewPrompts}.`]
      : []),
    ...(isFixed
      ? []
      : [
          "The intervals are those of a number of draws fixed beforehand and reached. That is not so here: for a look at any time, or a stop by what was seen, they are too narrow, and the pairs' confidence sequences hold.",
        ]),
  ];
}
