import { sql } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";
import type { LeasedTask } from "./claim-next";
import { setTaskState } from "./own-task";
import { wantsJudgments } from "./wants-judgments";

/**
 * What a member holds, the one in sight first. A task whose comparison was settled meanwhile (a third skip, a ruling, an
 * overtaken lease) is taken out of their hands and not offered again.
 */
export async function listHeld(tx: Transaction, memberId: string, now: number): Promise<LeasedTask[]> {
  const rows = await heldStatement(tx).execute({ memberId, now });
  for (const { id, isWanted } of rows) if (!isWanted) await setTaskState(tx, id, "released");
  return rows.flatMap(({ isWanted, ...task }) => (isWanted ? [task] : []));
}

function heldStatement(connection: Connection) {
  return connection.prepared("held-tasks", ({ orm, tables: { task, comparisonStatus: status } }) =>
    orm
      .select({
        id: task.id,
        purpose: task.purpose,
        comparisonId: task.comparisonId,
        goldId: task.goldId,
        shownComparisonId: task.shownComparisonId,
        presentedSide: task.presentedSide,
        leasedAt: task.leasedAt,
        leaseExpiresAt: task.leaseExpiresAt,
        isWanted:
          sql`case when ${task.comparisonId} is null or ${wantsJudgments(status)} then 1 else 0 end`.mapWith(
            Boolean,
          ),
      })
      .from(task)
      .leftJoin(status, sql`${status.comparisonId} = ${task.comparisonId}`)
      .where(
        sql`${task.memberId} = ${sql.placeholder("memberId")} and ${task.state} = 'leased' and ${task.leaseExpiresAt} > ${sql.placeholder("now")}`,
      )
      .orderBy(task.leasedAt),
  );
}
