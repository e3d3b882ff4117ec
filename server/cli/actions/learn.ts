import { finishJob } from "../../jobs/finish-job";
import { getPredictor } from "../../predictor/get-predictor";
import type { PredictorFeature, PredictorView } from "../../predictor/schemas";
import { startLearning } from "../../predictor/start-learning";
import type { LearnOptions } from "../commands/learn";
import { formatTable } from "../format-table";
import { percent } from "../number-words";
import { print, printJson } from "../print";
import { withProgress } from "../progress";
import { withCampaign } from "../with-campaign";

const strongest = 8;

/** Learns from a campaign's judgments in this process and prints how good the predictor is. */
export async function learn(idOrName: string, { json }: LearnOptions): Promise<void> {
  await withCampaign(idOrName, async (context, { id: campaignId }) => {
    const job = await withProgress(async (onStep) =>
      finishJob(context, campaignId, await startLearning(context, campaignId), onStep),
    );
    const predictor = await getPredictor(context, { campaignId, predictorId: job.resultId as string });
    if (json) return printJson(predictor);
    print(`${describe(predictor)}\n\nNext: npx tiebreak reorder ${campaignId} --predictor ${predictor.id}`);
  });
}

function describe({ judgments, comparisons, prompts, ...predictor }: PredictorView): string {
  const { sentences, features, metrics, titles, calibration } = predictor;
  const heading = `Learned from ${judgments} judgments of ${comparisons} comparisons and ${prompts} prompts.`;
  const rows = features.slice(0, strongest).map((feature) => {
    const alone = feature.kind === "metric" && metrics.find(({ metric }) => metric === feature.metric);
    return [featureName(feature, titles), signed(feature.coefficient), alone ? percent(alone.auc) : "–"];
  });
  const table = formatTable(["feature", "weight", "decisive above tied, alone"], rows);
  const fifths = formatTable(
    ["comparisons", "predicted decisive", "judged decisive"],
    calibration.map(({ cases, predicted, observed }) => [
      String(cases),
      percent(predicted),
      percent(observed),
    ]),
  );
  return [heading, sentences.join("\n"), table, fifths].join("\n\n");
}

function featureName(feature: PredictorFeature, titles: PredictorView["titles"]): string {
  if (!("metric" in feature)) return `${feature.kind} ${feature.value}`;
  const title = titles[feature.metric] ?? feature.metric;
  return feature.kind === "missing" ? `not scored by ${title}` : title;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
