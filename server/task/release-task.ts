import { and, eq, inArray } from "drizzle-orm";
import type { Member } from "../member/require-member";
import type { VerbContext } from "../verb-context";
import { noteRoom } from "./fullness";
import type { TasksInput } from "./schemas";

/** Gives comparisons in hand back to the queue, as when someone takes a break; they may meet them again. */
export async function releaseTasks(
  { database }: VerbContext,
  member: Member,
  { taskIds }: Pick<TasksInput, "taskIds">,
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.lockCampaign(member.campaignId);
    const { task } = tx.tables;
    const released = await tx.orm
      .update(task)
      .set({ state: "released" })
      .where(and(inArray(task.id, taskIds), eq(task.memberId, member.id), eq(task.state, "leased")))
      .returning({ comparisonId: task.comparisonId });
    await noteRoom(
      tx,
      released.map(({ comparisonId }) => comparisonId),
    );
  }, "normal");
}
