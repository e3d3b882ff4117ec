import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { noteOutcomes } from "../draw/tallies";
import { getQueueCampaign } from "../task/queue-campaign";
import { noteExtraWanted } from "../task/want-extra";
import type { Outcome } from "./outcome-of";

/** What is known of a judgment that is to be withdrawn. */
export interface WithdrawnJudgment {
  id: number;
  campaignId: string;
  comparisonId: number | null;
  purpose: string;
  outcome: Outcome;
}

/**
 * Withdraws a judgment (its row stays) and opens its comparison again, which wants no extra ones then. Of an extra judgment
 * the comparison stays as it is, and wants another one where one could still change its label. Gold and repeats touch no
 * comparison.
 */
export async function withdrawJudgment(
  tx: Transaction,
  { id, campaignId, comparisonId, purpose, outcome }: WithdrawnJudgment,
  by: { actor: string; reason: "undo" | "revised" | "member_removed"; at: number },
): Promise<void> {
  const { withdrawal, comparisonStatus: status, judgment, member } = tx.tables;
  await tx.orm.insert(withdrawal).values({ judgmentId: id, ...by });
  const ofTheirs = eq(
    member.id,
    sql`(select ${judgment.memberId} from ${judgment} where ${judgment.id} = ${id})`,
  );
  if (comparisonId === null || (purpose !== "main" && purpose !== "extra")) {
    if (purpose === "gold" || purpose === "repeat")
      await tx.orm
        .update(member)
        .set({ checkCount: sql`${member.checkCount} - 1` })
        .where(ofTheirs);
    return;
  }
  if (purpose === "extra") {
    const rows = await tx.orm
      .update(status)
      .set({ extraCount: sql`${status.extraCount} - 1` })
      .where(eq(status.comparisonId, comparisonId))
      .returning({ state: status.state, extraCount: status.extraCount });
    // Who takes one back may give it anew, whatever others said since.
    const atLeast = by.reason === "undo" && rows[0]?.state === "closed" ? rows[0].extraCount + 1 : 0;
    await noteExtraWanted(tx, await getQueueCampaign(tx, campaignId), comparisonId, atLeast);
  } else {
    await tx.orm
      .update(status)
      .set({
        judgmentCount: sql`${status.judgmentCount} - 1`,
        extraWanted: 0,
        fullUntil: 0,
        state: sql`case when ${status.state} = 'closed' then 'open' else ${status.state} end`,
        settledAt: sql`case when ${status.state} = 'closed' then null else ${status.settledAt} end`,
      })
      .where(eq(status.comparisonId, comparisonId));
    const { pairAllocation } = await getQueueCampaign(tx, campaignId);
    if (purpose === "main" && pairAllocation === "uncertain")
      await noteOutcomes(tx, comparisonId, [outcome], -1);
  }
  await tx.orm
    .update(member)
    .set({ judgmentCount: sql`${member.judgmentCount} - 1` })
    .where(ofTheirs);
}
