import { inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/*
 * A comparison whose judgments are all given or in hand is passed over until the first of its leases runs out. What is
 * kept here only saves time: the claim counts again before it leases, and a moment noted too late passes by itself.
 */

/** Notes until when the comparison has no judgment left to give, after a lease on it was taken. */
export async function noteFullness(
  tx: Transaction,
  entry: { comparisonId: number; cap: number; now: number },
): Promise<void> {
  await tx
    .prepared("note-fullness", ({ orm, tables: { comparisonStatus: status, task } }) => {
      const inHand = sql`from ${task} where ${task.comparisonId} = ${status.comparisonId}
        and ${task.state} = 'leased' and ${task.leaseExpiresAt} > ${sql.placeholder("now")}`;
      const isFull = sql`${status.judgmentCount} + (select count(*) ${inHand}) >= ${sql.placeholder("cap")}`;
      return orm
        .update(status)
        .set({
          fullUntil: sql`case when ${isFull} then (select min(${task.leaseExpiresAt}) ${inHand}) else 0 end`,
        })
        .where(sql`${status.comparisonId} = ${sql.placeholder("comparisonId")}`);
    })
    .execute(entry);
}

/** Notes that leases on these comparisons were given back; tasks that are of none give no room. */
export async function noteRoom(tx: Transaction, comparisonIds: (number | null)[]): Promise<void> {
  const { comparisonStatus: status } = tx.tables;
  const ids = comparisonIds.filter((id) => id !== null);
  if (ids.length === 0) return;
  await tx.orm.update(status).set({ fullUntil: 0 }).where(inArray(status.comparisonId, ids));
}
