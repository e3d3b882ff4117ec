import { orderMetrics } from "../ranking/metric-by-id";
import { RankJobInput } from "../ranking/schemas";
import { poolBasis } from "../ranking/score-sets";
import { storeRanking } from "../ranking/store-ranking";
import { ensureInspected } from "./ensure-inspected";
import type { JobWork } from "./run-job";
import { type ScoringPlace, scoreMetric } from "./score-metric";

/** Scores the pool with every metric of the order and stores the ranking. What is scored already is not scored again. */
export const runRankJob = async (
  ...[context, job, report, place]: [...Parameters<JobWork>, place?: ScoringPlace]
): Promise<string> => {
  // As they were when the ranking was asked for, whatever the lead has changed or imported since.
  const { importIds, ...settings } = RankJobInput.parse(job.input);
  const { pairChoice, seed } = settings;
  const origin = { campaignId: job.campaignId, importIds, pairChoice, seed };
  const basis = { ...origin, basis: poolBasis(origin) };
  for (const metric of orderMetrics(settings).metrics) {
    await scoreMetric(context, { ...origin, metric: metric.id }, report, place);
  }
  // So that a lead sees what was found before launch, and what is left out goes by findings in just this pool.
  await ensureInspected(context, origin, report);
  await report({ done: 0, total: 0, step: "Storing the ranking" });
  return storeRanking(context, { settings, basis });
};
