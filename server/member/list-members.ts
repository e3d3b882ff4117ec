import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { readGoldAnswers } from "../gold/gold-answers";
import { standingOf } from "../gold/gold-rule";
import { isOfQueue } from "../judgment/is-of-queue";
import type { VerbContext } from "../verb-context";
import type { MemberView } from "./schemas";

/** The people of a campaign with what a lead needs to see of each. */
export async function listMembers(
  { database, clock }: VerbContext,
  campaignId: string,
): Promise<MemberView[]> {
  const { orm, tables } = database;
  const { member, user, task, skip, signInLink } = tables;
  const now = clock();
  const people = await orm
    .select({
      id: member.id,
      userId: member.userId,
      name: user.name,
      role: member.role,
      languages: member.languages,
      judgments: member.judgmentCount,
      lastSeenAt: member.lastSeenAt,
      removedAt: member.removedAt,
      stoppedAt: member.stoppedAt,
      goneOnAt: member.goneOnAt,
    })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(eq(member.campaignId, campaignId))
    .orderBy(asc(member.createdAt), asc(member.id));
  const holding = await orm
    .select({ memberId: task.memberId, n: sql<number>`count(*)` })
    .from(task)
    .where(and(eq(task.campaignId, campaignId), sql`${task.state} = 'leased'`, gt(task.leaseExpiresAt, now)))
    .groupBy(task.memberId);
  const skips = await orm
    .select({ memberId: skip.memberId, n: sql<number>`count(*)` })
    .from(skip)
    .where(and(eq(skip.campaignId, campaignId), isNull(skip.withdrawnAt), isOfQueue(skip)))
    .groupBy(skip.memberId);
  const links = await orm
    .select({ userId: signInLink.userId, expiresAt: signInLink.expiresAt, lastUsedAt: signInLink.lastUsedAt })
    .from(signInLink)
    .innerJoin(member, and(eq(member.userId, signInLink.userId), eq(member.campaignId, campaignId)))
    .where(and(isNull(signInLink.revokedAt), gt(signInLink.expiresAt, now)))
    .orderBy(asc(signInLink.createdAt));
  const count = (rows: { memberId: string; n: number }[], id: string) =>
    Number(rows.find((row) => row.memberId === id)?.n ?? 0);
  const { goldRule } = await getCampaignRow(database, campaignId);
  const answers = await readGoldAnswers(database, { campaignId, purpose: "gold" });
  return people.map(({ userId, goneOnAt, ...person }) => {
    const own = answers.filter(({ memberId }) => memberId === person.id);
    const link = links.findLast((row) => row.userId === userId);
    return {
      ...person,
      holding: count(holding, person.id),
      skips: count(skips, person.id),
      gold: standingOf(own, goldRule, goneOnAt),
      link: link ? { expiresAt: link.expiresAt, lastUsedAt: link.lastUsedAt } : null,
    };
  });
}
