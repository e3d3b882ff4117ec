import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Connection } from "@/db/client";
import { maskNames } from "@/server/core/noise/mask-names";
import { found } from "../errors";
import type { LeasedTask } from "./claim-next";
import type { TaskView } from "./schemas";

/** The one function that makes what an annotator receives, from an allow-list of columns. */
export async function viewTask(
  connection: Connection,
  task: LeasedTask,
  maskedNames: readonly string[],
): Promise<TaskView> {
  const row = found(
    task.goldId === null ? await readComparison(connection, task) : await readGold(connection, task.goldId),
    "texts of task",
    task.id,
  );
  const [a, b] = [maskNames(row.a, maskedNames), maskNames(row.b, maskedNames)];
  const [left, right] = task.presentedSide === "a_left" ? [a, b] : [b, a];
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

async function readComparison(connection: Connection, task: LeasedTask) {
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
    .execute({ comparisonId: task.comparisonId ?? task.shownComparisonId });
  return rows[0];
}

async function readGold(connection: Connection, goldId: number) {
  const rows = await connection
    .prepared("gold-view", ({ orm, tables: { goldComparison: gold } }) =>
      orm
        .select({
          prompt: gold.prompt,
          turns: gold.turns,
          system: gold.system,
          language: gold.language,
          a: gold.completionA,
          b: gold.completionB,
        })
        .from(gold)
        .where(sql`${gold.id} = ${sql.placeholder("goldId")}`),
    )
    .execute({ goldId });
  return rows[0];
}
