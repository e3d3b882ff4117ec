import { and, eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { found } from "../errors";
import type { VerbContext } from "../verb-context";
import type { OrderPracticeInput } from "./schemas";

/** Puts the practice round in the given order. */
export async function orderPractice(
  context: VerbContext,
  { campaignId, goldIds }: OrderPracticeInput,
): Promise<void> {
  await context.database.transaction(async (tx) => {
    const { goldComparison: gold } = tx.tables;
    for (const [at, goldId] of goldIds.entries()) {
      const rows = await tx.orm
        .update(gold)
        .set({ position: at + 1 })
        .where(and(eq(gold.id, goldId), eq(gold.campaignId, campaignId), eq(gold.use, "practice")))
        .returning({ id: gold.id });
      found(rows[0], "practice comparison", String(goldId));
    }
    await recordAudit(tx, context, { campaignId, action: "gold.order", detail: { goldIds } });
  });
}
