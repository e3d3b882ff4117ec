import { and, eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { found, TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import { listGiven } from "./list-given";
import { readPoolFields, refuseUnlike } from "./pool-fields";
import { type EditGoldInput, GoldTexts } from "./schemas";

/**
 * Changes a known comparison that nobody was given yet. What was given stays as it was: it is retired, and another added.
 *
 * @throws TiebreakError `wrong_state` where somebody was given it, `invalid_input` where annotators could tell it from the pool.
 */
export async function editGold(
  context: VerbContext,
  { campaignId, goldId, ...input }: EditGoldInput,
): Promise<void> {
  const pool = await readPoolFields(context.database, campaignId);
  await context.database.transaction(async (tx) => {
    // So that nobody is given it meanwhile.
    await tx.lockCampaign(campaignId);
    const { goldComparison: gold } = tx.tables;
    const isIt = and(eq(gold.id, goldId), eq(gold.campaignId, campaignId));
    const rows = await tx.orm.select().from(gold).where(isIt);
    const { use, accepted: before } = found(rows[0], "gold comparison", goldId);
    if ((await listGiven(tx, campaignId)).has(goldId))
      throw new TiebreakError(
        "wrong_state",
        "People were given this comparison already. Retire it and add another.",
      );
    const texts = GoldTexts.parse({ ...input, use });
    refuseUnlike(texts, pool);
    await tx.orm.update(gold).set(texts).where(isIt);
    await recordAudit(tx, context, {
      campaignId,
      action: "gold.edit",
      subject: String(goldId),
      detail: { use, before, accepted: texts.accepted },
    });
  });
}
