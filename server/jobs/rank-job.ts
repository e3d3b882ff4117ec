import { orderMetrics } from "../ranking/metric-by-id";
import { RankJobInput } from "../ranking/schemas";
import { poolBasis } from "../ranking/score-sets";
import { storeRanking } from "../ranking/store-ranking";
import type { JobWork } from "./run-job";
import { scoreMetric } from "./score-metric";

/** Scores the pool with every metric of the order and stores the ranking. What is scored already is not scored again. */
export const runRankJob: JobWork = async (context, job, report) => {
  // As they were when the ranking was asked for, whatever the lead has changed or imported since.
  const { importIds, ...settings } = RankJobInput.parse(job.input);
  const { pairChoice, seed } = settings;
  const origin = { campaignId: job.campaignId, importIds, pairChoice, seed };
  for (const metric of orderMetrics(settings).metrics) {
    await scoreMetric(context, { ...origin, metric: metric.id }, report);
  }
  await report({ done: 0, total: 0, step: "Storing the ranking" });
  return storeRanking(context, { settings, basis: { ...origin, basis: poolBasis(origin) } });
};
