import { once } from "node:events";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { campaignBasis } from "../ranking/campaign-basis";
import { listMetrics } from "../ranking/list-metrics";
import { loadWorthInput } from "../worth/load-worth-input";
import { CompareMetricsJobInput, type WorthTable } from "../worth/schemas";
import { storeWorth } from "../worth/store-worth";
import type { WorthInput } from "../worth/worth-input";
import type { JobWork, Report } from "./run-job";
import { scoreMetric } from "./score-metric";
import { startWorker } from "./start-worker";

/** Of each metric's share of the progress bar. */
const stepsPerMetric = 100;

/**
 * Scores the pool with every metric whose needs the campaign meets, then says what ordering by each would have been
 * worth on the judgments there are. Scores are kept, so a job taken up again goes on with the metric it was at.
 */
export const runCompareMetricsJob: JobWork = async (context, job, report) => {
  const { database } = context;
  const { evidence } = CompareMetricsJobInput.parse(job.input);
  const campaign = await getCampaignRow(database, job.campaignId);
  const basis = await campaignBasis(database, campaign);
  const metrics = (await listMetrics(database, job.campaignId)).filter(({ available }) => available);
  const total = stepsPerMetric * (metrics.length + 1);
  const refusals = new Map<string, string>();
  for (const [i, { id: metric }] of metrics.entries()) {
    const progress = ofMetric(report, { i, count: metrics.length, total });
    try {
      await scoreMetric(context, { ...basis, metric }, progress);
    } catch (error) {
      // One metric that cannot take the data is no reason to say nothing of the others.
      if (!(error instanceof TiebreakError)) throw error;
      refusals.set(metric, error.message);
    }
  }
  const step = `Comparing ${metrics.length} metrics`;
  await report({ done: total - stepsPerMetric, total, step });
  const { input, ...read } = await loadWorthInput(database, job.campaignId, evidence, basis);
  const leftOut = input.leftOut.map((one) => ({ ...one, reason: refusals.get(one.metric) ?? one.reason }));
  const table = await computeOnThread({ ...input, leftOut });
  const content = { table, ...read };
  return storeWorth(context, { campaignId: job.campaignId, basis: basis.basis, content });
};

/** One metric's progress as a part of the whole. */
function ofMetric(report: Report, { i, count, total }: { i: number; count: number; total: number }): Report {
  return (own) =>
    report({
      done: stepsPerMetric * i + Math.floor((stepsPerMetric * own.done) / Math.max(1, own.total)),
      total,
      step: `${own.step} (${i + 1} of ${count})`,
    });
}

async function computeOnThread(input: WorthInput): Promise<WorthTable> {
  const worker = startWorker("worth", input);
  try {
    const [table] = (await once(worker, "message")) as [WorthTable];
    return table;
  } finally {
    await worker.terminate();
  }
}
