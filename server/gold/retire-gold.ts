import { and, eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { found } from "../errors";
import type { VerbContext } from "../verb-context";
import { readPoolFields, refuseUnlike } from "./pool-fields";
import type { GoldInput } from "./schemas";

/** Gives a known comparison to nobody any more. Its answers stay and count. */
export function retireGold(context: VerbContext, input: GoldInput): Promise<void> {
  return setRetired(context, input, context.clock());
}

/** Takes a retired one back into use, unless annotators could tell it from the pool. */
export async function restoreGold(context: VerbContext, input: GoldInput): Promise<void> {
  const { orm, tables } = context.database;
  const { goldComparison: gold } = tables;
  const isIt = and(eq(gold.id, input.goldId), eq(gold.campaignId, input.campaignId));
  const [known] = await orm.select().from(gold).where(isIt);
  if (known?.use === "gold") refuseUnlike(known, await readPoolFields(context.database, input.campaignId));
  return setRetired(context, input, null);
}

async function setRetired(
  context: VerbContext,
  { campaignId, goldId }: GoldInput,
  retiredAt: number | null,
): Promise<void> {
  await context.database.transaction(async (tx) => {
    const { goldComparison: gold } = tx.tables;
    const rows = await tx.orm
      .update(gold)
      .set({ retiredAt })
      .where(and(eq(gold.id, goldId), eq(gold.campaignId, campaignId)))
      .returning({ id: gold.id });
    found(rows[0], "gold comparison", String(goldId));
    const action = retiredAt === null ? "gold.restore" : "gold.retire";
    await recordAudit(tx, context, { campaignId, action, subject: String(goldId) });
  });
}
