import type { Transaction } from "@/db/client";
import type { VerbContext } from "./verb-context";

/** Writes who did what, in the transaction that does it. */
export async function recordAudit(
  tx: Transaction,
  { actor, clock }: VerbContext,
  entry: { campaignId: string | null; action: string; subject?: string; detail?: Record<string, unknown> },
): Promise<void> {
  await tx.orm.insert(tx.tables.audit).values({ at: clock(), actor, ...entry });
}
