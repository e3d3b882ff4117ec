import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** Withdraws a judgment (its row stays) and opens its comparison again. */
export async function withdrawJudgment(
  tx: Transaction,
  entry: {
    judgmentId: number;
    comparisonId: number;
    actor: string;
    reason: "undo" | "member_removed";
    at: number;
  },
): Promise<void> {
  const { withdrawal, comparisonStatus: status, judgment, member } = tx.tables;
  const { judgmentId, actor, reason, at } = entry;
  await tx.orm.insert(withdrawal).values({ judgmentId, actor, reason, at });
  await tx.orm
    .update(status)
    .set({
      judgmentCount: sql`${status.judgmentCount} - 1`,
      fullUntil: 0,
      state: sql`case when ${status.state} = 'closed' then 'open' else ${status.state} end`,
      settledAt: sql`case when ${status.state} = 'closed' then null else ${status.settledAt} end`,
    })
    .where(eq(status.comparisonId, entry.comparisonId));
  await tx.orm
    .update(member)
    .set({ judgmentCount: sql`${member.judgmentCount} - 1` })
    .where(
      eq(member.id, sql`(select ${judgment.memberId} from ${judgment} where ${judgment.id} = ${judgmentId})`),
    );
}
