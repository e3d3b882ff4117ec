import type { LearnedDecisiveness } from "@/server/core/prediction/learn-decisiveness";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { countLearnable } from "../predictor/count-learnable";
import type { LearnInput } from "../predictor/learn-from-pool";
import { loadLearnInput } from "../predictor/load-learn-input";
import { storePredictor } from "../predictor/store-predictor";
import { campaignBasis } from "../ranking/campaign-basis";
import { listMetrics } from "../ranking/list-metrics";
import { metricById } from "../ranking/metric-by-id";
import type { LearnMessage } from "./learn.worker";
import type { JobWork, Report } from "./run-job";
import { scoreMetric } from "./score-metric";
import { startWorker } from "./start-worker";

/** Of each metric's share of the progress bar. */
const stepsPerMetric = 100;

/**
 * Scores the pool with the text metrics that cost no more than reading it, then learns how likely a comparison is to be
 * decisive from the judgments so far and every score there is. Scores are kept, so a job taken up again goes on.
 */
export const runLearnJob: JobWork = async (context, job, report) => {
  const { database } = context;
  const campaign = await getCampaignRow(database, job.campaignId);
  const { blocker } = await countLearnable(database, campaign);
  if (blocker) throw new TiebreakError("wrong_state", blocker);
  const basis = await campaignBasis(database, campaign);
  const views = await listMetrics(database, job.campaignId);
  const cheap = views.filter(({ id, available }) => available && isCheap(id));
  for (const [i, { id: metric }] of cheap.entries()) {
    await scoreMetric(context, { ...basis, metric }, (own) =>
      report({
        done: stepsPerMetric * i + Math.floor((stepsPerMetric * own.done) / Math.max(1, own.total)),
        total: stepsPerMetric * cheap.length,
        step: `${own.step} (${i + 1} of ${cheap.length})`,
      }),
    );
  }
  await report({ done: 0, total: 0, step: "Reading draws and judgments" });
  const loaded = await loadLearnInput(database, campaign, basis);
  const learned = await learnOnThread(loaded.input, report);
  return storePredictor(context, basis, learned, loaded);
};

/** Whether a metric reads both texts and nothing else. */
function isCheap(id: string): boolean {
  const { needs, cost } = metricById(id);
  return needs === "text" && cost === undefined;
}

async function learnOnThread(input: LearnInput, report: Report): Promise<LearnedDecisiveness> {
  const step = `Learning from ${input.rows.length} comparisons`;
  await report({ done: 0, total: 100, step });
  const worker = startWorker("learn", input);
  try {
    return await new Promise<LearnedDecisiveness>((resolve, reject) => {
      worker.on("message", (message: LearnMessage) => {
        if (message.kind === "done") resolve(message.learned);
        else report({ done: Math.round(100 * message.share), total: 100, step }).catch(reject);
      });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`The learning thread ended with code ${code}.`)));
    });
  } finally {
    await worker.terminate();
  }
}
