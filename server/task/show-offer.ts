import type { Connection } from "@/db/client";
import type { LeasedTask } from "./claim-next";
import type { NextTask, TaskView } from "./schemas";
import { viewTask } from "./task-view";

type Told = Pick<NextTask, "mine" | "canUndo" | "feedback" | "practice" | "guidelinesVersion">;

/** What a person is to be given next, with tasks in place of their texts. */
export type Offer =
  | Extract<NextTask, { kind: "waiting" }>
  | (Told & { kind: "task"; leased: readonly LeasedTask[]; maskedNames: readonly string[] });

/**
 * Reads the texts of what is offered and masks names in them. Done after the transaction that leased: texts never change,
 * and long ones must not keep others waiting for the queue.
 *
 * @param has ids of the tasks whose texts the page has.
 */
export async function showOffer(
  connection: Connection,
  offer: Offer,
  has: readonly string[] = [],
): Promise<NextTask> {
  if (offer.kind === "waiting") return offer;
  const { leased, maskedNames, ...told } = offer;
  const tasks: TaskView[] = [];
  for (const task of leased)
    if (!has.includes(task.id)) tasks.push(await viewTask(connection, task, maskedNames));
  return { ...told, order: leased.map(({ id }) => id), tasks };
}
