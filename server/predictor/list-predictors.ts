import { desc, eq } from "drizzle-orm";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { listSequences } from "../draw/sequence";
import { listOrderChanges } from "../ranking/list-order-changes";
import type { VerbContext } from "../verb-context";
import { countLearnable } from "./count-learnable";
import { judgmentsNeeded, PredictorContent, type PredictorsAnswer } from "./schemas";
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
  const sequences = await listSequences(database, campaignId);
  return {
    ...(await countLearnable(database, campaign)),
    judgmentsNeeded,
    predictors,
    undrawn: sequences.reduce((sum, { size, opened }) => sum + size - opened, 0),
    changes: await listOrderChanges(database, campaignId),
  };
}
