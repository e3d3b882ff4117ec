import { and, eq, isNull } from "drizzle-orm";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { newId } from "../ids";
import type { VerbContext } from "../verb-context";
import { discardImport } from "./discard-import";
import { listProblems } from "./problem-list";
import { abandonedAfterMs, emptyCounts, type Staging } from "./staging";

/**
 * Opens an import of a file into a draft campaign. One at a time: another that is alive is waited for by its owner, an
 * abandoned one is cleared away first. Imports that a fetch fills have their shape from the beginning, belong to their
 * job, and stand in nobody's way: they bring no prompts, models or completions.
 */
export async function beginImport(
  context: VerbContext,
  { campaignId, fileName }: { campaignId: string; fileName: string },
): Promise<Staging> {
  const { database, clock, actor } = context;
  for (const importId of await findUnfinished(context, campaignId))
    await discardImport(context, { importId, campaignId });
  const importId = newId("imp");
  const campaign = await database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const row = await getCampaignRow(tx, campaignId);
    requireDraft(row.state);
    const { dataImport } = tx.tables;
    const unfinished = await tx.orm
      .select({ id: dataImport.id })
      .from(dataImport)
      .where(
        and(eq(dataImport.campaignId, campaignId), eq(dataImport.state, "staging"), isNull(dataImport.shape)),
      );
    if (unfinished.length > 0) throw busy();
    const now = clock();
    await tx.orm.insert(dataImport).values({
      id: importId,
      campaignId,
      fileName,
      state: "staging",
      createdBy: actor,
      createdAt: now,
      heartbeatAt: now,
    });
    return { id: row.id, seed: row.seed };
  }, "normal");
  const { model } = database.tables;
  const models = await database.orm.select().from(model).where(eq(model.campaignId, campaignId));
  return {
    context,
    importId,
    campaign,
    models: new Map(models.map(({ id, name }) => [name, id])),
    pairs: new Map(),
    embeddingLength: undefined,
    heartbeatAt: clock(),
    counts: emptyCounts(),
    problems: listProblems(),
  };
}

/** Which prompts are compared is fixed at launch: data that came later could not be drawn. */
export function requireDraft(state: string): void {
  if (state === "draft") return;
  throw new TiebreakError(
    "wrong_state",
    `The campaign is ${state}: its comparisons were fixed at launch. Create another campaign for this file.`,
  );
}

/** Imports of the campaign that nobody works on any more; refuses when one is alive. */
async function findUnfinished({ database, clock }: VerbContext, campaignId: string): Promise<string[]> {
  const { dataImport } = database.tables;
  const rows = await database.orm
    .select()
    .from(dataImport)
    .where(and(eq(dataImport.campaignId, campaignId), isNull(dataImport.shape)));
  const oldest = clock() - abandonedAfterMs;
  if (rows.some(({ state, heartbeatAt }) => state === "staging" && heartbeatAt >= oldest)) throw busy();
  return rows.filter(({ state }) => state !== "published").map(({ id }) => id);
}

function busy(): TiebreakError {
  return new TiebreakError(
    "busy",
    "Another import into this campaign is running. Wait until it is done; one that was cut off is cleared after two minutes.",
  );
}
