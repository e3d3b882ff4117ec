import { and, asc, eq, isNull, lt, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { createRandom, type Random } from "@/server/core/sampling/random";
import { listGoldFor } from "../gold/gold-for-member";
import { randomBit } from "../ids";
import type { Member } from "../member/require-member";
import type { Candidate } from "./candidate-query";
import type { LeasedTask } from "./claim-next";
import { leaseCheck, leaseCheckAgain } from "./lease-check";
import { type Check, isUnfinished, listChecks } from "./list-checks";
import { claimPractice } from "./practice-round";
import type { QueueCampaign } from "./queue-campaign";

/** Own judgments between a comparison and its repeat; fewer where the queue has ended. */
const apart = 20;
const apartAtTheEnd = 5;

/**
 * What is due before the queue: practice, then by chance gold or one's own earlier judgment with its sides swapped. The
 * chance is drawn from the campaign's seed, the person and the number of tasks they were given, so that asking again asks
 * the same. "hold": nothing at all may be given now. Undefined: the queue is next.
 *
 * One that was begun comes again in its place: behind what the queue has next, where the person was given that before it.
 *
 * A campaign without gold and repeats costs no statement here once a person has practised.
 */
export async function claimCheck(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
  leasedAt = now,
  findQueued: () => Promise<Candidate | undefined> = async () => undefined,
): Promise<LeasedTask | "hold" | undefined> {
  if (member.practicedAt === null) {
    const practice = await claimPractice(tx, campaign, member, now);
    if (practice !== undefined) return practice;
  }
  const { goldShare, repeatShare } = campaign;
  if (goldShare === 0 && repeatShare === 0) return undefined;
  const checks = await listChecks(tx, member.id, ["gold", "repeat"]);
  const begun = await findBegun(tx, campaign, member, checks, now);
  /** Whether the queue has something next that the person was given before then. */
  const isQueueFirst = async (then: number) => {
    const queued = await findQueued();
    return queued !== undefined && (await wasGivenBefore(tx, member.id, queued.comparisonId, then));
  };
  if (begun) {
    if (await isQueueFirst(begun.leasedAt)) return undefined;
    return leaseCheckAgain(tx, campaign, begun.id, now, leasedAt);
  }
  const random = createRandom(`${campaign.seed}/check/${member.id}/${await countTasks(tx, member.id)}`);
  const chance = random.next();
  // What was given back comes before what is new: the chance is the same afterwards.
  if (chance < goldShare + repeatShare && (await isQueueFirst(leasedAt + 1))) return undefined;
  if (chance < goldShare) return claimGold(tx, campaign, member, { checks, random, now, leasedAt });
  if (chance < goldShare + repeatShare)
    return claimRepeat(tx, campaign, member, { checks, random, now, leasedAt, apart });
  return undefined;
}

/** The first of the checks that were begun and not decided, of those that the person may still be given. */
async function findBegun(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  checks: readonly Check[],
  now: number,
): Promise<Check | undefined> {
  const begun = checks
    .filter((check) => isUnfinished(check, now) && !check.isRetired)
    .sort((one, other) => one.leasedAt - other.leasedAt);
  if (!begun.some(({ purpose }) => purpose === "gold")) return begun[0];
  // They may have chosen other languages since.
  const readable = new Set((await listGoldFor(tx, campaign, member, "gold")).map(({ id }) => id));
  return begun.find(({ goldId }) => goldId === null || readable.has(goldId));
}

async function wasGivenBefore(
  { orm, tables: { task } }: Transaction,
  memberId: string,
  comparisonId: number,
  leasedAt: number,
): Promise<boolean> {
  const rows = await orm
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.memberId, memberId), eq(task.comparisonId, comparisonId), lt(task.leasedAt, leasedAt)))
    .limit(1);
  return rows.length > 0;
}

/**
 * A repeat that chance asked for when too little was judged to be shown again, once there is nothing else to judge.
 */
export async function claimRepeatAtTheEnd(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
  leasedAt = now,
): Promise<LeasedTask | undefined> {
  const expected = Math.floor(campaign.repeatShare * member.judgmentCount);
  if (expected === 0) return undefined;
  const checks = await listChecks(tx, member.id, ["gold", "repeat"]);
  if (checks.filter(({ purpose }) => purpose === "repeat").length >= expected) return undefined;
  const random = createRandom(`${campaign.seed}/repeat/${member.id}/${checks.length}`);
  return claimRepeat(tx, campaign, member, { checks, random, now, leasedAt, apart: apartAtTheEnd });
}

/** Tasks that the person was given since they practised. */
async function countTasks(tx: Transaction, memberId: string): Promise<number> {
  const rows = await tx
    .prepared("count-tasks", ({ orm, tables: { task } }) =>
      orm
        .select({ n: sql<number>`count(*)`.mapWith(Number) })
        .from(task)
        .where(sql`${task.memberId} = ${sql.placeholder("memberId")}`),
    )
    .execute({ memberId });
  return rows[0]?.n ?? 0;
}

interface Due {
  checks: readonly Check[];
  random: Random;
  now: number;
  leasedAt: number;
}

async function claimGold(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  { checks, random, now, leasedAt }: Due,
): Promise<LeasedTask | undefined> {
  const met = new Set(checks.map(({ goldId }) => goldId));
  const left = (await listGoldFor(tx, campaign, member, "gold")).filter(({ id }) => !met.has(id));
  const chosen = left[random.below(Math.max(1, left.length))];
  if (!chosen) return undefined;
  const presentedSide = randomBit() === 0 ? "a_left" : "b_left";
  return leaseCheck(
    tx,
    campaign,
    member,
    { purpose: "gold", goldId: chosen.id, presentedSide },
    now,
    leasedAt,
  );
}

async function claimRepeat(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  { checks, random, now, leasedAt, apart: least }: Due & { apart: number },
): Promise<LeasedTask | undefined> {
  // By comparison: a judgment that was revised has another id.
  const repeated = new Set(checks.map(({ shownComparisonId }) => shownComparisonId));
  const mine = await listOwnJudgments(tx, member.id);
  const old = mine
    .slice(0, Math.max(0, mine.length - least))
    .filter(({ comparisonId }) => !repeated.has(comparisonId));
  const chosen = old[random.below(Math.max(1, old.length))];
  if (chosen?.comparisonId == null) return undefined;
  const presentedSide = chosen.presentedSide === "a_left" ? "b_left" : "a_left";
  const entry = { purpose: "repeat", shownComparisonId: chosen.comparisonId, repeatOf: chosen.id } as const;
  return leaseCheck(tx, campaign, member, { ...entry, presentedSide }, now, leasedAt);
}

/** A person's standing main judgments of comparisons that were not given up, the first of them first. */
function listOwnJudgments({ orm, tables }: Transaction, memberId: string) {
  const { judgment, withdrawal, comparisonStatus: status } = tables;
  return orm
    .select({
      id: judgment.id,
      comparisonId: judgment.comparisonId,
      presentedSide: judgment.presentedSide,
    })
    .from(judgment)
    .innerJoin(status, eq(status.comparisonId, judgment.comparisonId))
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .where(
      and(
        eq(judgment.memberId, memberId),
        eq(judgment.purpose, "main"),
        ne(status.state, "unjudgeable"),
        isNull(withdrawal.judgmentId),
      ),
    )
    .orderBy(asc(judgment.id));
}
