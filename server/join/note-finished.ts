import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { releaseHeld } from "../task/release-held";

/** Notes that someone has given all that they were asked for, and gives back what they still hold. */
export async function noteFinished(tx: Transaction, memberId: string, now: number): Promise<void> {
  const { member } = tx.tables;
  await tx.orm
    .update(member)
    .set({ finishedAt: now })
    .where(and(eq(member.id, memberId), isNull(member.finishedAt)));
  await releaseHeld(tx, memberId);
}

/** Notes that someone took a judgment back and has some left to give. */
export async function noteUnfinished(tx: Transaction, memberId: string): Promise<void> {
  const { member } = tx.tables;
  await tx.orm.update(member).set({ finishedAt: null }).where(eq(member.id, memberId));
}
