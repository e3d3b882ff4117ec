import { and, desc, eq, isNull, notInArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Connection } from "@/db/client";
import type { Member } from "../member/require-member";
import { getQueueCampaign } from "../task/queue-campaign";
import type { VerbContext } from "../verb-context";
import { whyNotRevised } from "./may-revise";
import { decisionOf } from "./outcome-of";
import { rootsOf } from "./root-of";
import type { ListMineInput, MinePlace, MineView } from "./schemas";

const perPage = 25;
const excerptLength = 140;

/** A person's own judgments that stand, newest first, as they were made on the screen; practice is not among them. */
export async function listMine(
  { database, clock }: VerbContext,
  member: Member,
  { before }: Pick<ListMineInput, "before">,
): Promise<MineView> {
  const campaign = await getQueueCampaign(database, member.campaignId);
  const { judgment, withdrawal, task, prompt, goldComparison: gold, comparison } = database.tables;
  const rows = await database.orm
    .select({
      id: judgment.id,
      taskId: task.id,
      purpose: judgment.purpose,
      outcome: judgment.outcome,
      presentedSide: task.presentedSide,
      at: judgment.createdAt,
      revises: judgment.revises,
      prompt: sql<string>`substr(coalesce(${prompt.text}, ${gold.prompt}), 1, ${excerptLength})`,
    })
    .from(judgment)
    .innerJoin(task, eq(task.id, judgment.taskId))
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .leftJoin(comparison, eq(comparison.id, judgment.comparisonId))
    .leftJoin(prompt, eq(prompt.id, comparison.promptId))
    .leftJoin(gold, eq(gold.id, judgment.goldId))
    .where(
      and(
        eq(judgment.memberId, member.id),
        isNull(withdrawal.judgmentId),
        notInArray(judgment.purpose, ["practice", "preview"]),
        before && isBefore(database, member, before),
      ),
    )
    .orderBy(desc(judgment.createdAt), desc(judgment.id))
    .limit(perPage + 1);
  const now = clock();
  const page = rows.slice(0, perPage);
  const last = page.at(-1);
  const roots = await rootsOf(database, page);
  return {
    judgments: page.map((row) => ({
      taskId: row.taskId,
      at: row.at,
      prompt: row.prompt,
      decision: decisionOf(row.outcome, row.presentedSide),
      mayRevise:
        whyNotRevised({
          campaign,
          judgment: { at: roots.get(row.id)?.at ?? row.at, purpose: row.purpose },
          now,
        }) === undefined,
    })),
    next: last && rows.length > perPage ? { at: last.at, taskId: last.taskId } : null,
  };
}

/**
 * What comes after a place in the list. A place is named by what the person knows anyway: the id of a judgment would tell
 * how many others were made.
 */
function isBefore({ tables: { judgment } }: Connection, { id }: Member, { at, taskId }: MinePlace) {
  const own = alias(judgment, "own");
  const place = sql`(select max(${own.id}) from ${judgment} ${sql.identifier("own")} where ${own.memberId} = ${id}
    and ${own.taskId} = ${taskId} and ${own.createdAt} = ${at})`;
  return sql`(${judgment.createdAt} < ${at} or (${judgment.createdAt} = ${at} and ${judgment.id} < ${place}))`;
}
