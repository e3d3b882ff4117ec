import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";
import { isAccepted } from "../gold/accepted-outcomes";
import { listGoldFor } from "../gold/gold-for-member";
import { randomBit } from "../ids";
import type { Member } from "../member/require-member";
import type { LeasedTask } from "./claim-next";
import { leaseCheck, leaseCheckAgain } from "./lease-check";
import type { QueueCampaign } from "./queue-campaign";
import type { PracticeView } from "./schemas";

interface PracticeRound extends PracticeView {
  isPassed: boolean;
  /** When the next task is given: after all others, however the clock stands. */
  leasedAt: number;
  /** What comes next in the round, and its task where it was begun. */
  next: { goldId: number; taskId: string | undefined };
  isHeld: boolean;
}

/**
 * What a person who has not practised yet is given: the next comparison of the round, or "hold" while they hold one, for
 * nothing else comes before it is answered. Undefined once the round is passed, or where there is none.
 */
export async function claimPractice(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
): Promise<LeasedTask | "hold" | undefined> {
  const hasBegun = member.judgmentCount + member.checkCount > 0;
  const round = hasBegun ? undefined : await readRound(tx, campaign, member, now);
  if (!round || round.isPassed) {
    await notePractised(tx, member.id, now);
    return undefined;
  }
  if (round.isHeld) return "hold";
  const { leasedAt, next } = round;
  const { goldId, taskId } = next;
  if (taskId !== undefined) return leaseCheckAgain(tx, campaign, taskId, now, leasedAt);
  const presentedSide = randomBit() === 0 ? "a_left" : "b_left";
  return leaseCheck(tx, campaign, member, { purpose: "practice", goldId, presentedSide }, now, leasedAt);
}

async function notePractised(tx: Transaction, memberId: string, now: number): Promise<void> {
  await tx
    .prepared("note-practised", ({ orm, tables: { member } }) =>
      orm
        .update(member)
        .set({ practicedAt: sql`${sql.placeholder("now")}` })
        .where(sql`${member.id} = ${sql.placeholder("memberId")}`),
    )
    .execute({ memberId, now });
}

/** How far someone is in the round. */
export async function viewPractice(
  connection: Connection,
  campaign: QueueCampaign,
  member: Member,
  now: number,
): Promise<PracticeView | null> {
  const read = await readRound(connection, campaign, member, now);
  if (!read) return null;
  const { done, of, needed, round } = read;
  return { done, of, needed, round };
}

async function readRound(
  connection: Connection,
  campaign: QueueCampaign,
  member: Member,
  now: number,
): Promise<PracticeRound | undefined> {
  const golds = await listGoldFor(connection, campaign, member, "practice");
  if (golds.length === 0) return undefined;
  const tasks = await listPracticed(connection, member.id);
  const of = golds.length;
  const standings = golds.map(({ id, accepted }) => {
    const own = tasks.filter(({ goldId }) => goldId === id);
    const decided = own.filter(({ state }) => state === "judged" || state === "skipped");
    const outcome = decided.at(-1)?.outcome ?? null;
    const unfinished = own.find(({ state }) => state === "leased" || state === "released");
    return {
      id,
      times: decided.length,
      isRight: outcome !== null && isAccepted(outcome, accepted),
      unfinished,
    };
  });
  // Every comparison was met `earlier` times at least: so many rounds are complete.
  const earlier = Math.min(...standings.map(({ times }) => times));
  const done = standings.filter(({ times }) => times > earlier).length;
  const needed = campaign.practicePass === null ? null : Math.min(campaign.practicePass, of);
  const right = standings.filter(({ isRight }) => isRight).length;
  const next = standings.find(({ times }) => times === earlier) as (typeof standings)[number];
  return {
    done,
    of,
    needed,
    round: earlier + 1,
    isPassed: earlier > 0 && done === 0 && right >= (needed ?? 0),
    leasedAt: Math.max(now, ...tasks.map(({ leasedAt }) => leasedAt + 1)),
    next: { goldId: next.id, taskId: next.unfinished?.id },
    isHeld: standings.some(
      ({ unfinished }) => unfinished?.state === "leased" && unfinished.leaseExpiresAt > now,
    ),
  };
}

/** A person's practice tasks in the order in which they were given, with what was answered. */
function listPracticed({ orm, tables: { task, judgment, withdrawal } }: Connection, memberId: string) {
  return orm
    .select({
      id: task.id,
      goldId: task.goldId,
      state: task.state,
      leasedAt: task.leasedAt,
      leaseExpiresAt: task.leaseExpiresAt,
      outcome: judgment.outcome,
    })
    .from(task)
    .leftJoin(judgment, and(eq(judgment.memberId, task.memberId), eq(judgment.taskId, task.id)))
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .where(
      and(
        eq(task.memberId, memberId),
        isNull(task.comparisonId),
        eq(task.purpose, "practice"),
        isNull(withdrawal.judgmentId),
      ),
    )
    .orderBy(asc(task.leasedAt), asc(sql`coalesce(${judgment.id}, 9007199254740991)`));
}
