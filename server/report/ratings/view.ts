import type { SeparationReason } from "@/server/core/rating/bradley-terry";
import type { NextPair } from "../../draw/next-pairs";

/** How many points one model is ahead of another one, with its interval where one is known. */
export interface PointsDifference {
  points: number;
  lower: number | null;
  upper: number | null;
}

export interface RatedModel {
  model: string;
  /** 1000 + (400/ln 10)·r. */
  rating: number;
  /** In points; null where no interval is known, and 0 for the anchor. */
  se: number | null;
  lower: number | null;
  upper: number | null;
  /** The best and the worst rank that the model can have, all models at once; null without intervals. */
  rankBest: number | null;
  rankWorst: number | null;
  /** Judgments that the model was in. */
  judgments: number;
  /** Against the model listed next; null for the last. */
  toNext: PointsDifference | null;
  /** Against the model listed first, 0 or less; null for the first. */
  toFirst: PointsDifference | null;
  /** The rating by models in which a tie is an outcome of its own; null where they cannot be fitted. */
  raoKupper: number | null;
  davidson: number | null;
}

/** Models on a scale of their own, best first; the mean of a group is 1000. A single model has no rating. */
export interface RatingGroup {
  models: { model: string; rating: number | null }[];
}

/** How much ties are favoured by a model with ties as an outcome, or why it cannot be fitted. */
export interface TieParameter {
  value: number | null;
  reason: string | null;
}

export interface TransitivityView {
  /** Triples of models with a majority in each pair, those that go in a circle, and circles that are beyond chance. */
  triples: number;
  cyclic: number;
  beyondChance: number;
  sentence: string;
  /** The clearest circles, such as "a over b, b over c, c over a". */
  cycles: string[];
}

export interface TrajectoryStep {
  model: string;
  step: number;
  rating: number;
  lower: number | null;
  upper: number | null;
  sincePrevious: PointsDifference | null;
  sinceFirst: PointsDifference | null;
  /** What the interval since the step before says; null for the first, or without an interval. */
  change: "better" | "worse" | "not-shown" | null;
}

/** The checkpoints of one run by ascending step. */
export interface TrajectoryView {
  name: string;
  steps: TrajectoryStep[];
  /** Why steps are missing; null where none is. */
  note: string | null;
}

/** What the next judgment would tell most about. */
export interface NextPairView {
  /** even: the chances are advice. uncertain: by them the campaign draws. */
  allocation: "even" | "uncertain";
  /** Of all pairs; rows are the likeliest. */
  pairs: number;
  rows: NextPair[];
  sentence: string;
}

/** Three models or more on one scale. */
export interface RatingsView {
  /** whole-set: judgments carry their draw's weight. judged-subset: explore mode, each counts once. */
  scope: "whole-set" | "judged-subset";
  /** The model whose rating is 1000; null: the mean is. */
  anchor: string | null;
  judgments: number;
  prompts: number;
  /** Best first; empty where there is no common scale. */
  rated: RatedModel[];
  separated: { reason: SeparationReason; sentence: string; groups: RatingGroup[] } | null;
  ties: { raoKupper: TieParameter; davidson: TieParameter };
  transitivity: TransitivityView;
  trajectories: TrajectoryView[];
  /** Which pair to spend the next judgment on; null where nothing is left. Reports made before lack it. */
  nextPair?: NextPairView | null;
  /** What a reader must know of the ratings, as sentences. */
  notes: string[];
}
