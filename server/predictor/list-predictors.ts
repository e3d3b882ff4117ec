import { desc, eq } from "drizzle-orm";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { findNewestJob } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";
import { countLearnable } from "./count-learnable";
import { judgmentsNeeded, PredictorContent, type PredictorsAnswer, promptsNeeded } from "./schemas";
import { viewPredictor } from "./view-predictor";

/** What a campaign has learned so far, newest first, and whether it can learn (again) now. */
export async function listPredictors(
  { database }: VerbContext,
  campaignId: string,
): Promise<PredictorsAnswer> {
  const campaign = await getCampaignRow(database, campaignId);
  const { predictor } = database.tables;
  const rows = await database.orm
    .select()
    .from(predictor)
    .where(eq(predictor.campaignId, campaignId))
    .orderBy(desc(predictor.createdAt), desc(predictor.id));
  const predictors = rows.flatMap((row) => {
    const content = PredictorContent.safeParse(row.content);
    // One of an earlier version of the product is passed over: learning again makes one.
    return content.success ? [viewPredictor({ ...row, content: content.data })] : [];
  });
  return {
    ...(await countLearnable(database, campaign)),
    judgmentsNeeded,
    promptsNeeded,
    predictors,
    job: await findNewestJob(database, campaignId, "learn"),
  };
}
