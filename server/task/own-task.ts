import { sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { found } from "../errors";

/** A task of this member's, as stored; other people's are not found. */
export async function getOwnTask(connection: Connection, memberId: string, taskId: string) {
  const rows = await connection
    .prepared("own-task", ({ orm, tables: { task } }) =>
      orm
        .select()
        .from(task)
        .where(
          sql`${task.id} = ${sql.placeholder("taskId")} and ${task.memberId} = ${sql.placeholder("memberId")}`,
        ),
    )
    .execute({ taskId, memberId });
  return found(rows[0], "task", taskId);
}

export type Task = Awaited<ReturnType<typeof getOwnTask>>;
export type MainTask = Task & { comparisonId: number; promptId: number };

/** Whether a task is of a comparison of the queue; all others have neither a comparison nor a prompt to be counted by. */
export function isMain(task: Task): task is MainTask {
  return task.purpose === "main";
}

/** Moves a task to another state. */
export async function setTaskState(
  connection: Connection,
  taskId: string,
  state: "leased" | "judged" | "skipped" | "released",
): Promise<void> {
  await connection
    .prepared("set-task-state", ({ orm, tables: { task } }) =>
      orm
        .update(task)
        .set({ state: sql`${sql.placeholder("state")}` })
        .where(sql`${task.id} = ${sql.placeholder("taskId")}`),
    )
    .execute({ taskId, state });
}
