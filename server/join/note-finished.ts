import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { releaseHeld } from "../task/release-held";

/** Notes that someone has given all that they were asked for, and gives back what they still hold. */
export async function noteFinished(tx: Transaction, memberId: string, now: number): Promise<void> {
  const { member } = tx.tables;
  const finished = await tx.orm
    .update(member)
    .set({ finishedAt: now })
    .where(and(eq(member.id, memberId), isNull(member.finishedAt)))
    .returning({ id: member.id });
  if (finished.length === 0) return;
  await releaseHeld(tx, memberId);
}
