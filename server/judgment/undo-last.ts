import { and, desc, eq, gt, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";
import { found, TiebreakError } from "../errors";
import { noteUnfinished } from "../join/note-finished";
import { refreshMember } from "../member/refresh-member";
import type { Member } from "../member/require-member";
import { leaseTask } from "../task/claim-next";
import { listHeld } from "../task/list-held";
import { noteSeen, offerNext } from "../task/next-task";
import { getQueueCampaign } from "../task/queue-campaign";
import type { NextTask } from "../task/schemas";
import { showOffer } from "../task/show-offer";
import { skipsToUnjudgeable } from "../task/skip-task";
import { wantsJudgments } from "../task/wants-judgments";
import type { VerbContext } from "../verb-context";
import type { Outcome } from "./outcome-of";
import { refuseStopped } from "./refuse-stopped";
import { rootsOf } from "./root-of";
import type { UndoInput } from "./schemas";
import { undoCheck } from "./undo-check";
import { withdrawJudgment } from "./withdraw-judgment";

/**
 * Takes back the member's last decision, be it a judgment, a skip or a flag: the judgment is withdrawn (its row
 * stays), the comparison is open again and leased to the same person, with the sides it had, before what they hold. Asked
 * again for a task that is in hand again, it takes nothing back.
 */
export async function undoLast(
  { database, clock, actor }: VerbContext,
  asked: Member,
  { taskId, held: has }: Pick<UndoInput, "taskId" | "held"> = {},
): Promise<NextTask> {
  const now = clock();
  const offer = await database.transaction(async (tx) => {
    await tx.lockCampaign(asked.campaignId);
    const member = await refreshMember(tx, asked);
    const campaign = await getQueueCampaign(tx, member.campaignId);
    if (campaign.state === "closed")
      throw new TiebreakError("wrong_state", "The campaign is closed.", { reason: "campaign_closed" });
    refuseStopped(member);
    const held = await listHeld(tx, member.id, now);
    if (taskId !== undefined && held.some(({ id }) => id === taskId))
      return offerNext(tx, campaign, member, now);
    const judgment = await findLastJudgment(tx, member.id);
    const skip = await findLastSkip(tx, member.id);
    const last = later(judgment, skip);
    if (!last) {
      throw new TiebreakError("not_found", "There is nothing to undo.", { reason: "nothing_to_undo" });
    }
    if (taskId !== undefined && last.taskId !== taskId) {
      throw new TiebreakError("conflict", "You have decided others since; undo those first.", {
        reason: "decided_since",
      });
    }
    // Less than the quota is given again.
    if (last === judgment && member.quota !== null) await noteUnfinished(tx, member.id);
    const leasedAt = (held[0]?.leasedAt ?? now + 1) - 1;
    if (!isOfQueue(last)) {
      await undoCheck(tx, campaign, last, { actor, at: now, leasedAt });
      const isCounted = last === judgment && last.purpose !== "preview";
      return offerNext(tx, campaign, { ...member, checkCount: member.checkCount - Number(isCounted) }, now);
    }
    if (last.outcome === undefined) await withdrawSkip(tx, last);
    else {
      if ((await getState(tx, last.comparisonId)).state === "unjudgeable") {
        throw new TiebreakError(
          "conflict",
          "This comparison was set aside since; there is nothing to decide again.",
          { reason: "set_aside" },
        );
      }
      await withdrawJudgment(tx, { ...last, outcome: last.outcome }, { actor, reason: "undo", at: now });
    }
    await leaseTask(tx, campaign, member, last, now, leasedAt);
    await noteSeen(tx, member.id, now);
    const undone = last === judgment ? 1 : 0;
    return offerNext(tx, campaign, { ...member, judgmentCount: member.judgmentCount - undone }, now);
  });
  return showOffer(database, offer, has);

  async function withdrawSkip(tx: Transaction, skip: Decision): Promise<void> {
    const { flag, comparisonStatus: status } = tx.tables;
    const flags = await tx.orm.select().from(flag).where(eq(flag.taskId, skip.taskId));
    if (flags.some(({ state }) => state === "unjudgeable" || state === "dismissed")) {
      throw new TiebreakError("conflict", "Your flag was ruled on already and cannot be taken back.", {
        reason: "flag_ruled_on",
      });
    }
    const { state, skipCount, wantsMore } = await getState(tx, skip.comparisonId);
    if (skip.purpose === "extra") {
      if (!wantsMore) throw settledSince();
      return noteWithdrawn(tx, skip);
    }
    const bySkips = skipCount === skipsToUnjudgeable && !(await isRuledOut(tx, skip.comparisonId));
    if (state === "closed" || (state === "unjudgeable" && !bySkips)) throw settledSince();
    await noteWithdrawn(tx, skip);
    await tx.orm
      .update(status)
      .set({ skipCount: sql`${status.skipCount} - 1`, state: "open", settledAt: null })
      .where(eq(status.comparisonId, skip.comparisonId));
  }

  async function noteWithdrawn({ orm, tables }: Transaction, skip: Decision): Promise<void> {
    await orm.update(tables.skip).set({ withdrawnAt: now }).where(eq(tables.skip.id, skip.id));
    await orm
      .update(tables.flag)
      .set({ state: "withdrawn" })
      .where(and(eq(tables.flag.taskId, skip.taskId), eq(tables.flag.state, "raised")));
  }
}

function settledSince(): TiebreakError {
  return new TiebreakError(
    "conflict",
    "This comparison was settled without you since and cannot be taken back.",
    { reason: "settled_by_others" },
  );
}

async function getState({ orm, tables: { comparisonStatus: status } }: Connection, comparisonId: number) {
  const rows = await orm
    .select({
      state: status.state,
      skipCount: status.skipCount,
      wantsMore: sql`case when ${wantsJudgments(status)} then 1 else 0 end`.mapWith(Boolean),
    })
    .from(status)
    .where(eq(status.comparisonId, comparisonId));
  return found(rows[0], "drawn comparison", comparisonId);
}

/** Whether a lead gave the comparison up for what someone flagged, or excluded it for what was found in it. */
async function isRuledOut(
  { orm, tables: { flag, excludedComparison } }: Connection,
  comparisonId: number,
): Promise<boolean> {
  const excluded = await orm
    .select({ id: excludedComparison.comparisonId })
    .from(excludedComparison)
    .where(eq(excludedComparison.comparisonId, comparisonId))
    .limit(1);
  if (excluded.length > 0) return true;
  const rows = await orm
    .select({ id: flag.id })
    .from(flag)
    .where(and(eq(flag.comparisonId, comparisonId), eq(flag.state, "unjudgeable")))
    .limit(1);
  return rows.length > 0;
}

interface AnyDecision {
  id: number;
  campaignId: string;
  purpose: string;
  /** Null of gold, repeats and previews. */
  comparisonId: number | null;
  promptId: number | null;
  taskId: string;
  /** Undefined where it was skipped. */
  outcome?: Outcome;
  at: number;
}

type Decision = AnyDecision & { comparisonId: number; promptId: number };

function isOfQueue(decision: AnyDecision): decision is Decision {
  return decision.comparisonId !== null;
}

function later(a: AnyDecision | undefined, b: AnyDecision | undefined): AnyDecision | undefined {
  if (!a || !b) return a ?? b;
  return a.at >= b.at ? a : b;
}

/** What stands of the judgment that was made last; a revision has the place of the one that it revises. */
async function findLastJudgment(connection: Connection, memberId: string): Promise<AnyDecision | undefined> {
  const { judgment } = connection.tables;
  const unrevised = await listStanding(connection, memberId, isNull(judgment.revises)).limit(1);
  const since = and(isNotNull(judgment.revises), gt(judgment.id, unrevised[0]?.id ?? 0));
  const revisions = await listStanding(connection, memberId, since);
  const roots = await rootsOf(connection, [...unrevised, ...revisions]);
  const placed = [...unrevised, ...revisions].map((row) => ({ row, root: roots.get(row.id) ?? row }));
  const last = placed.sort((one, other) => other.root.id - one.root.id)[0];
  return last && { ...last.row, at: last.root.at };
}

function listStanding({ orm, tables }: Connection, memberId: string, also: SQL | undefined) {
  const { judgment, withdrawal, task } = tables;
  return orm
    .select({
      id: judgment.id,
      campaignId: judgment.campaignId,
      purpose: judgment.purpose,
      outcome: judgment.outcome,
      comparisonId: task.comparisonId,
      promptId: task.promptId,
      taskId: task.id,
      revises: judgment.revises,
      at: judgment.createdAt,
    })
    .from(judgment)
    .innerJoin(task, eq(task.id, judgment.taskId))
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .where(
      and(eq(judgment.memberId, memberId), isNull(withdrawal.judgmentId), ne(task.purpose, "practice"), also),
    )
    .orderBy(desc(judgment.id));
}

async function findLastSkip(
  { orm, tables: { skip, task } }: Connection,
  memberId: string,
): Promise<AnyDecision | undefined> {
  const rows = await orm
    .select({
      id: skip.id,
      campaignId: skip.campaignId,
      purpose: skip.purpose,
      comparisonId: task.comparisonId,
      promptId: task.promptId,
      taskId: task.id,
      at: skip.at,
    })
    .from(skip)
    .innerJoin(task, eq(task.id, skip.taskId))
    .where(and(eq(skip.memberId, memberId), isNull(skip.withdrawnAt), ne(task.purpose, "practice")))
    .orderBy(desc(skip.id))
    .limit(1);
  return rows[0];
}
