import { found } from "../../errors";
import { finishJob } from "../../jobs/finish-job";
import { listOrderChanges, type OrderChange } from "../../ranking/list-order-changes";
import { startReorder } from "../../ranking/start-reorder";
import { checkMetric } from "../check-metric";
import type { ReorderOptions } from "../commands/reorder";
import { UsageError } from "../failures";
import { print, printJson } from "../print";
import { withProgress } from "../progress";
import { withCampaign } from "../with-campaign";

/** Orders anew what a campaign has not drawn, in this process, and prints from which draw on. */
export async function reorder(idOrName: string, { json, ...options }: ReorderOptions): Promise<void> {
  const order = orderOf(options);
  await withCampaign(idOrName, async (context, { id: campaignId }) => {
    const job = await withProgress(async (onStep) =>
      finishJob(context, campaignId, await startReorder(context, { campaignId, order }), onStep),
    );
    const changes = await listOrderChanges(context.database, campaignId);
    const change = changes.find(({ rankingId }) => rankingId === job.resultId);
    const made = found(change, "change of order", job.id);
    if (json) printJson(made);
    else print(describe(made));
  });
}

function orderOf({ predictor: predictorId, metric, preset }: Omit<ReorderOptions, "json">) {
  if (predictorId !== undefined) return { predictorId, preset: preset ?? "minimum-variance" };
  if (metric === undefined) throw new UsageError("Say what to order by: --predictor <id> or --metric <id>.");
  checkMetric(metric);
  if (preset === "minimum-variance")
    throw new UsageError("The preset minimum-variance needs --predictor: a metric is no probability.");
  return { metric, preset: preset ?? "balanced" };
}

function describe({ comparisons, orderedBy, preset, fromDraw }: OrderChange): string {
  const { earliest, latest } = fromDraw;
  const from =
    earliest === latest ? `draw ${earliest}` : `draw ${earliest} to ${latest}, depending on the stratum,`;
  return `Ordered ${comparisons} comparisons anew by ${orderedBy}, ${preset}, from ${from} on. What was drawn stays drawn.`;
}
