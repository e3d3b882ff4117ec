import { and, eq } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";

/**
 * Holds a campaign's openings, or lets go of them. While they are held, no draw is opened, so that those which are not
 * open can be replaced; annotators judge what is open and then wait.
 */
export async function setHeld(tx: Transaction, campaignId: string, held: boolean): Promise<void> {
  const { drawSequence } = tx.tables;
  await tx.orm.update(drawSequence).set({ held }).where(eq(drawSequence.campaignId, campaignId));
}

/** Whether a campaign's openings are held. */
export async function isHeld(
  { orm, tables: { drawSequence } }: Connection,
  campaignId: string,
): Promise<boolean> {
  const rows = await orm
    .select({ stratumId: drawSequence.stratumId })
    .from(drawSequence)
    .where(and(eq(drawSequence.campaignId, campaignId), eq(drawSequence.held, true)))
    .limit(1);
  return rows.length > 0;
}
