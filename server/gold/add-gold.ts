import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { getComparisonTexts } from "../comparison/comparison-texts";
import { found } from "../errors";
import type { VerbContext } from "../verb-context";
import { readPoolFields, refuseUnlike } from "./pool-fields";
import { type AddGoldFromComparisonInput, type AddGoldInput, GoldTexts } from "./schemas";

/**
 * Adds a comparison with a known outcome: to the gold, or to the end of the practice round.
 *
 * @throws TiebreakError `invalid_input` where annotators could tell it from the pool.
 */
export async function addGold(
  context: VerbContext,
  { campaignId, ...input }: AddGoldInput,
): Promise<{ goldId: number }> {
  const texts = GoldTexts.parse(input);
  if (texts.use === "gold") refuseUnlike(texts, await readPoolFields(context.database, campaignId));
  return context.database.transaction(async (tx) => {
    await getCampaignRow(tx, campaignId);
    const goldId = await insertGold(tx, context, campaignId, texts);
    await recordAudit(tx, context, {
      campaignId,
      action: "gold.add",
      subject: String(goldId),
      detail: { use: texts.use, accepted: texts.accepted },
    });
    return { goldId };
  });
}

/**
 * Adds a copy of a comparison of the pool. The comparison itself stays where it is, and someone may meet both: better
 * choose one that is not drawn.
 */
export async function addGoldFromComparison(
  context: VerbContext,
  { campaignId, comparisonId, ...known }: AddGoldFromComparisonInput,
): Promise<{ goldId: number }> {
  const { prompt, system, turns, language, completionA, completionB } = await getComparisonTexts(
    context.database,
    campaignId,
    comparisonId,
  );
  const texts = { prompt, system, turns, language, completionA, completionB };
  return addGold(context, { campaignId, ...texts, ...known });
}

/** Stores one within a transaction, behind those that there are. */
export async function insertGold(
  tx: Transaction,
  { clock }: Pick<VerbContext, "clock">,
  campaignId: string,
  texts: GoldTexts,
): Promise<number> {
  const { goldComparison } = tx.tables;
  const last = await tx.orm
    .select({ position: sql<number>`coalesce(max(${goldComparison.position}), 0)`.mapWith(Number) })
    .from(goldComparison)
    .where(and(eq(goldComparison.campaignId, campaignId), eq(goldComparison.use, texts.use)));
  const rows = await tx.orm
    .insert(goldComparison)
    .values({ ...texts, campaignId, position: (last[0]?.position ?? 0) + 1, createdAt: clock() })
    .returning({ id: goldComparison.id });
  return found(rows[0], "gold comparison", "just added").id;
}
