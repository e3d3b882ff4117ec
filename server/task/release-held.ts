import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { noteRoom } from "./fullness";

/** Gives all that a person holds back to the queue. */
export async function releaseHeld(tx: Transaction, memberId: string): Promise<void> {
  const { task } = tx.tables;
  const released = await tx.orm
    .update(task)
    .set({ state: "released" })
    .where(and(eq(task.memberId, memberId), eq(task.state, "leased")))
    .returning({ comparisonId: task.comparisonId });
  await noteRoom(
    tx,
    released.map(({ comparisonId }) => comparisonId),
  );
}
