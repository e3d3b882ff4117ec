import { and, desc, eq, isNull } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { found } from "../errors";

/** The judgment that stands of a task. @throws TiebreakError `not_found` where it has none. */
export async function standingOf({ orm, tables: { judgment, withdrawal } }: Connection, taskId: string) {
  const rows = await orm
    .select({ judgment })
    .from(judgment)
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .where(and(eq(judgment.taskId, taskId), isNull(withdrawal.judgmentId)))
    .orderBy(desc(judgment.id))
    .limit(1);
  return found(rows[0], "judgment of task", taskId).judgment;
}
