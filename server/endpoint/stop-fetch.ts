import { eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { getJob } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";
import { readFetchSettings } from "./read-fetch-settings";
import type { FetchJobChoice } from "./schemas";

/** Asks a fetch to end early: what came so far is kept, and the rest is named as not asked. */
export async function stopFetch(context: VerbContext, { campaignId, jobId }: FetchJobChoice): Promise<void> {
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const { state } = await getJob(tx, campaignId, jobId);
    const settings = await readFetchSettings(tx, jobId);
    if (state === "done" || state === "failed") return;
    const { job } = tx.tables;
    await tx.orm
      .update(job)
      .set({ input: { settings, stop: true } })
      .where(eq(job.id, jobId));
    await recordAudit(tx, context, { campaignId, action: "endpoint.stop-fetch", subject: jobId });
  });
}
