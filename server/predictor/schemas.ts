import { z } from "zod";
import { groupKinds } from "@/server/core/prediction/decisiveness-features";
import type { OrderChange } from "../ranking/list-order-changes";

/** Judgments of the closed draws before anything can be learned from them. */
export const judgmentsNeeded = 100;
/** A model is tested on prompts that it has not seen, so there must be some. */
export const promptsNeeded = 10;

const Bounds = z.tuple([z.number(), z.number()]);

/** An AUC, or a difference of two, with its 95 % bootstrap interval over prompts. */
const Accuracy = z.object({ auc: z.number(), interval: Bounds.nullable() });
export type Accuracy = z.infer<typeof Accuracy>;

const Coefficient = { coefficient: z.number() };
/** A column of the model and its weight in log-odds: per standard deviation of rank, or for having the value. */
export const PredictorFeature = z.union([
  z.object({ kind: z.enum(["metric", "missing"]), metric: z.string(), ...Coefficient }),
  z.object({ kind: z.enum(groupKinds), value: z.string(), ...Coefficient }),
]);
export type PredictorFeature = z.infer<typeof PredictorFeature>;

/** A stored predictor: everything that is needed to predict with it, and to judge it. */
export const PredictorContent = z.object({
  method: z.literal("ridge-logistic"),
  version: z.literal(1),
  intercept: z.number(),
  features: z.array(PredictorFeature),
  /** Chosen by cross-validation, per unit of mean log-loss. */
  penalty: z.number(),
  judgments: z.number().int(),
  comparisons: z.number().int(),
  prompts: z.number().int(),
  /** Decisive judgments / judgments. */
  decisiveShare: z.number(),
  /** On prompts that the model has not seen: of the learned order, of the best single metric, and their difference. */
  learned: Accuracy,
  single: Accuracy,
  gain: Accuracy,
  /** The metric that was best on most training folds. */
  bestMetric: z.string(),
  /** The metrics it reads, with their AUC alone on all judged comparisons. */
  metrics: z.array(z.object({ metric: z.string(), version: z.number().int(), auc: z.number().nullable() })),
  /** Fifths of the held-out comparisons by prediction. */
  calibration: z.array(z.object({ cases: z.number(), predicted: z.number(), observed: z.number() })),
  folds: z.number().int(),
  bootstrap: z.number().int(),
  seed: z.string(),
  /** Per stratum of the launch ranking, the closed draws that it has learned from: 1..closed. */
  draws: z.array(z.object({ stratumId: z.number().int(), closed: z.number().int() })),
  lastJudgmentId: z.number().int(),
});
export type PredictorContent = z.infer<typeof PredictorContent>;

export interface PredictorView extends Omit<PredictorContent, "draws" | "features" | "intercept"> {
  id: string;
  createdAt: number;
  /** The strongest first. Strata are left out: they order nothing. */
  features: PredictorFeature[];
  /** What the accuracy means, then whether to order by it. */
  sentences: string[];
  /** What its metrics are called, by their specs. */
  titles: Record<string, string>;
}

export interface PredictorsAnswer {
  /** Judgments and prompts of the closed draws: what could be learned from now. */
  judgments: number;
  prompts: number;
  judgmentsNeeded: number;
  /** Why nothing can be learned now. */
  blocker: string | null;
  /** Newest first. */
  predictors: PredictorView[];
  /** Comparisons that a new order would still order. */
  undrawn: number;
  /** How the order was changed after launch, oldest first. */
  changes: OrderChange[];
}
