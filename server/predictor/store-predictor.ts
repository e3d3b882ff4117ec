import type { LearnedDecisiveness } from "@/server/core/prediction/learn-decisiveness";
import { recordAudit } from "../audit";
import { TiebreakError } from "../errors";
import { newId } from "../ids";
import type { VerbContext } from "../verb-context";
import type { LoadedLearnInput } from "./load-learn-input";
import type { Accuracy, PredictorContent } from "./schemas";

/** Stores what was learned, with all that it takes to predict by it. Returns the predictor's id. */
export async function storePredictor(
  context: VerbContext,
  { campaignId, basis }: { campaignId: string; basis: string },
  learned: LearnedDecisiveness,
  { input, origin }: LoadedLearnInput,
): Promise<string> {
  const id = newId("prd");
  const content = contentOf(learned, input.metrics, origin);
  await context.database.transaction(async (tx) => {
    await tx.orm
      .insert(tx.tables.predictor)
      .values({ id, campaignId, basis, content, createdBy: context.actor, createdAt: context.clock() });
    const { judgments, learned: accuracy, single, bestMetric } = content;
    await recordAudit(tx, context, {
      campaignId,
      action: "predictor.create",
      subject: id,
      detail: { judgments, auc: accuracy.auc, bestMetric, bestMetricAuc: single.auc },
    });
  });
  return id;
}

function contentOf(
  learned: LearnedDecisiveness,
  metrics: readonly { metric: string; version: number }[],
  origin: LoadedLearnInput["origin"],
): PredictorContent {
  const { model, accuracy, bestMetric, penalty, judgments, comparisons, prompts, decisiveShare } = learned;
  const { folds, bootstrap, seed, calibration } = learned;
  if (!accuracy.learned || !accuracy.single || !accuracy.gain || bestMetric === undefined) {
    throw new TiebreakError(
      "wrong_state",
      "Ties and decisive judgments are too few to test what would be learned. Try again with more judgments.",
    );
  }
  return {
    method: model.method,
    version: 1,
    intercept: model.intercept,
    features: model.features,
    penalty,
    judgments,
    comparisons,
    prompts,
    decisiveShare,
    learned: storable(accuracy.learned),
    single: storable(accuracy.single),
    gain: storable(accuracy.gain),
    bestMetric,
    metrics: metrics.map(({ metric, version }) => ({
      metric,
      version,
      auc: learned.metricAucs.find((one) => one.metric === metric)?.auc ?? null,
    })),
    calibration,
    folds,
    bootstrap,
    seed,
    ...origin,
  };
}

function storable({ auc, interval }: { auc: number; interval: [number, number] | undefined }): Accuracy {
  return { auc, interval: interval ?? null };
}
