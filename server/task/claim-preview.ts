import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { listGoldFor } from "../gold/gold-for-member";
import { randomBit } from "../ids";
import type { Member } from "../member/require-member";
import type { VerbContext } from "../verb-context";
import type { LeasedTask } from "./claim-next";
import { leaseCheck } from "./lease-check";
import { listChecks } from "./list-checks";
import type { QueueCampaign } from "./queue-campaign";

/**
 * What a lead is shown in preview, as an annotator would see it: practice first, then what is open in the queue's order,
 * before the launch any comparisons of the pool. It takes no place of anyone and counts to nothing.
 */
export async function claimPreview(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
  leasedAt = now,
): Promise<LeasedTask | undefined> {
  const met = (await listChecks(tx, member.id, ["preview"])).filter(({ state }) => state !== "released");
  const golds = new Set(met.map(({ goldId }) => goldId));
  const practice = (await listGoldFor(tx, campaign, member, "practice")).find(({ id }) => !golds.has(id));
  const shownComparisonId = practice ? undefined : await findComparison(tx, campaign, member.id);
  if (!practice && shownComparisonId === undefined) return undefined;
  const presentedSide = randomBit() === 0 ? "a_left" : "b_left";
  const entry = { purpose: "preview", presentedSide, goldId: practice?.id, shownComparisonId } as const;
  return leaseCheck(tx, campaign, member, entry, now, leasedAt);
}

async function findComparison(
  { orm, tables: { comparisonStatus: status, comparison, task } }: Transaction,
  campaign: QueueCampaign,
  memberId: string,
): Promise<number | undefined> {
  const notMet = (comparisonId: typeof status.comparisonId | typeof comparison.id) =>
    sql`not exists (select 1 from ${task} where ${task.memberId} = ${memberId} and ${task.comparisonId} is null
      and ${task.purpose} = 'preview' and ${task.state} <> 'released' and ${task.shownComparisonId} = ${comparisonId})`;
  const rows =
    campaign.state === "draft"
      ? await orm
          .select({ id: comparison.id })
          .from(comparison)
          .where(and(eq(comparison.campaignId, campaign.id), notMet(comparison.id)))
          .orderBy(asc(comparison.id))
          .limit(1)
      : await orm
          .select({ id: status.comparisonId })
          .from(status)
          .where(
            and(
              eq(status.campaignId, campaign.id),
              sql`${status}.state = 'open'`,
              notMet(status.comparisonId),
            ),
          )
          .orderBy(asc(status.openingNumber))
          .limit(1);
  return rows[0]?.id;
}

/** Lets a lead see the preview from its beginning again; what they judged in it stays stored. */
export async function restartPreview({ database }: VerbContext, { id }: Pick<Member, "id">): Promise<void> {
  await database.transaction(async ({ orm, tables: { task } }) => {
    await orm
      .update(task)
      .set({ state: "released" })
      .where(and(eq(task.memberId, id), eq(task.purpose, "preview")));
  }, "normal");
}
