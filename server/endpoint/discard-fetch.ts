import { and, eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { found, TiebreakError } from "../errors";
import { requireDraft } from "../import/begin-import";
import { discardImport } from "../import/discard-import";
import { refuseWhileRunning } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";
import type { DiscardFetchInput } from "./schemas";

/** Takes fetched values out of a draft campaign again. Completions came with files and stay. */
export async function discardFetch(
  context: VerbContext,
  { campaignId, importId }: DiscardFetchInput,
): Promise<void> {
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const { dataImport, fetchFailure } = tx.tables;
    const rows = await tx.orm
      .select()
      .from(dataImport)
      .where(and(eq(dataImport.id, importId), eq(dataImport.campaignId, campaignId)));
    const { shape, state, fileName } = found(rows[0], "import", importId);
    if (shape !== "logprobs" && shape !== "embeddings") {
      throw new TiebreakError(
        "wrong_state",
        "Only fetched values can be taken away: files hold the comparisons.",
      );
    }
    requireDraft((await getCampaignRow(tx, campaignId)).state);
    await refuseWhileRunning(tx, campaignId, "launch");
    await refuseWhileRunning(tx, campaignId, "rank");
    if (state === "staging") {
      throw new TiebreakError("busy", "This fetch is under way. Stop it first, or wait for its end.");
    }
    await tx.orm.update(dataImport).set({ state: "discarded" }).where(eq(dataImport.id, importId));
    await tx.orm.delete(fetchFailure).where(eq(fetchFailure.importId, importId));
    const detail = { name: fileName };
    await recordAudit(tx, context, {
      campaignId,
      action: "endpoint.discard-fetch",
      subject: importId,
      detail,
    });
  });
  await discardImport(context, { importId, campaignId });
}
