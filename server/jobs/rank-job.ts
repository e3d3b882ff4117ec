import { listActiveExclusions } from "../noise/touched-comparisons";
import { orderMetrics } from "../ranking/metric-by-id";
import { RankJobInput } from "../ranking/schemas";
import { poolBasis } from "../ranking/score-sets";
import { storeRanking } from "../ranking/store-ranking";
import { ensureInspected } from "./ensure-inspected";
import type { JobWork } from "./run-job";
import { scoreMetric } from "./score-metric";

/** Scores the pool with every metric of the order and stores the ranking. What is scored already is not scored again. */
export const runRankJob: JobWork = async (context, job, report) => {
  // As they were when the ranking was asked for, whatever the lead has changed or imported since.
  const { importIds, ...settings } = RankJobInput.parse(job.input);
  const { pairChoice, seed } = settings;
  const origin = { campaignId: job.campaignId, importIds, pairChoice, seed };
  const basis = { ...origin, basis: poolBasis(origin) };
  // What is left out goes by findings; those of an earlier state of the data would miss what came since.
  if ((await listActiveExclusions(context.database, job.campaignId)).length > 0) {
    await ensureInspected(context, origin, report);
  }
  for (const metric of orderMetrics(settings).metrics) {
    await scoreMetric(context, { ...origin, metric: metric.id }, report);
  }
  await report({ done: 0, total: 0, step: "Storing the ranking" });
  return storeRanking(context, { settings, basis });
};
