import { sql } from "drizzle-orm";
import type { Member } from "../member/require-member";
import type { VerbContext } from "../verb-context";
import { noteRoom } from "./fullness";
import type { TaskInput } from "./schemas";

/** Gives a comparison in hand back to the queue, as when someone takes a break; they may meet it again. */
export async function releaseTask(
  { database }: VerbContext,
  member: Member,
  { taskId }: TaskInput,
): Promise<void> {
  await database.transaction(async (tx) => {
    const released = await tx
      .prepared("release-task", ({ orm, tables: { task } }) =>
        orm
          .update(task)
          .set({ state: "released" })
          .where(
            sql`${task.id} = ${sql.placeholder("taskId")} and ${task.memberId} = ${sql.placeholder("memberId")}
              and ${task.state} = 'leased'`,
          )
          .returning({ comparisonId: task.comparisonId }),
      )
      .execute({ taskId, memberId: member.id });
    await noteRoom(
      tx,
      released.map(({ comparisonId }) => comparisonId),
    );
  }, "normal");
}
