import { and, eq } from "drizzle-orm";
import type { ImportFormat, ImportShape } from "@/server/readers/rows";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { requireDraft } from "./begin-import";
import type { Staging } from "./staging";

/** Makes a staged import visible, all of it at once, in one short transaction. */
export async function publishImport(
  { context, importId, campaign, counts, problems }: Staging,
  file: { fileName: string; sha256: string; shape: ImportShape; format: ImportFormat },
): Promise<void> {
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaign.id);
    requireDraft((await getCampaignRow(tx, campaign.id)).state);
    const { dataImport } = tx.tables;
    const published = await tx.orm
      .update(dataImport)
      .set({ ...file, state: "published", counts, problems: problems.kept, publishedAt: context.clock() })
      .where(and(eq(dataImport.id, importId), eq(dataImport.state, "staging")))
      .returning({ id: dataImport.id });
    if (published.length === 0) throw clearedAway();
    await recordAudit(tx, context, {
      campaignId: campaign.id,
      action: "import.publish",
      subject: importId,
      detail: { fileName: file.fileName, sha256: file.sha256, ...counts },
    });
  });
}

/** What an import is told that stood still for so long that it was taken for abandoned. */
export function clearedAway(): TiebreakError {
  return new TiebreakError(
    "conflict",
    "The import stood still for two minutes and was cleared away. Import the file again.",
  );
}
