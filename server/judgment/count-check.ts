import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { recordAudit } from "../audit";
import { found } from "../errors";
import { countForRule, fallsShort } from "../gold/gold-rule";
import type { Member } from "../member/require-member";
import type { QueueCampaign } from "../task/queue-campaign";
import { releaseHeld } from "../task/release-held";
import type { VerbContext } from "../verb-context";

/**
 * Counts an answer that is of no comparison of the queue. Gold and repeats are counted with the judgments where the person
 * sees them; after gold, the campaign's rule may stop them: what they hold goes back to the queue.
 */
export async function countCheck(
  tx: Transaction,
  context: VerbContext,
  campaign: QueueCampaign,
  member: Member,
  purpose: "gold" | "practice" | "repeat" | "preview",
): Promise<Member> {
  const { member: people } = tx.tables;
  const now = context.clock();
  const isCounted = purpose === "gold" || purpose === "repeat";
  const rows = await tx.orm
    .update(people)
    .set({ ...(isCounted ? { checkCount: sql`${people.checkCount} + 1` } : {}), lastSeenAt: now })
    .where(and(eq(people.id, member.id), isNull(people.removedAt)))
    .returning();
  const { judgmentCount, checkCount, practicedAt, stoppedAt, goneOnAt } = found(
    rows[0],
    "membership",
    member.id,
  );
  const after = { ...member, judgmentCount, checkCount, practicedAt, stoppedAt };
  const rule = campaign.goldRule;
  if (purpose !== "gold" || rule?.action !== "stop" || stoppedAt !== null) return after;
  const counted = await countForRule(tx, { ...member, goneOnAt });
  if (!fallsShort(rule, counted)) return after;
  await tx.orm.update(people).set({ stoppedAt: now }).where(eq(people.id, member.id));
  await releaseHeld(tx, member.id);
  await recordAudit(tx, context, {
    campaignId: campaign.id,
    action: "member.stopped-by-gold",
    subject: member.id,
    detail: { ...counted, rule },
  });
  return { ...after, stoppedAt: now };
}
