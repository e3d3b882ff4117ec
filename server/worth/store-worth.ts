import { recordAudit } from "../audit";
import { newId } from "../ids";
import type { VerbContext } from "../verb-context";
import type { WorthContent } from "./schemas";

/** Stores what metrics were found to be worth. Returns its id. */
export async function storeWorth(
  context: VerbContext,
  { campaignId, basis, content }: { campaignId: string; basis: string; content: WorthContent },
): Promise<string> {
  const id = newId("wrt");
  const { evidence, best, comparisons } = content.table;
  await context.database.transaction(async (tx) => {
    await tx.orm
      .insert(tx.tables.orderWorth)
      .values({ id, campaignId, evidence, basis, content, createdAt: context.clock() });
    await recordAudit(tx, context, {
      campaignId,
      action: "order-worth.create",
      subject: id,
      detail: { evidence, best, comparisons },
    });
  });
  return id;
}
