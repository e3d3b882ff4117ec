import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Connection } from "@/db/client";
import { found } from "../errors";
import type { LeasedTask } from "./claim-next";
import type { TaskView } from "./schemas";

/** The one function that makes what an annotator receives, from an allow-list of columns. */
export async function viewTask(connection: Connection, task: LeasedTask): Promise<TaskView> {
  const rows = await connection
    .prepared("task-view", ({ orm, tables: { comparison, prompt, completion } }) => {
      const a = alias(completion, "a");
      const b = alias(completion, "b");
      return orm
        .select({
          prompt: prompt.text,
          turns: prompt.turns,
          system: prompt.system,
          language: prompt.language,
          a: a.text,
          b: b.text,
        })
        .from(comparison)
        .innerJoin(prompt, sql`${prompt.id} = ${comparison.promptId}`)
        .innerJoin(a, sql`${a.id} = ${comparison.completionAId}`)
        .innerJoin(b, sql`${b.id} = ${comparison.completionBId}`)
        .where(sql`${comparison.id} = ${sql.placeholder("comparisonId")}`);
    })
    .execute({ comparisonId: task.comparisonId });
  const row = found(rows[0], "comparison of task", task.id);
  const [left, right] = task.presentedSide === "a_left" ? [row.a, row.b] : [row.b, row.a];
  return {
    taskId: task.id,
    prompt: row.prompt,
    turns: row.turns,
    system: row.system,
    language: row.language,
    left,
    right,
    leaseExpiresAt: task.leaseExpiresAt,
  };
}
