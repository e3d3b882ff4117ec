import { and, eq, isNull, lt, min, or, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { judgmentsNeeded, promptsNeeded } from "./schemas";

export interface Learnable {
  judgments: number;
  prompts: number;
  /** Why nothing can be learned from them, and when it can. */
  blocker: string | null;
}

/** What there is to learn from: the first r judgments of the closed draws before the first open one of each stratum. */
export async function countLearnable(
  { orm, tables: { comparisonStatus: status } }: Connection,
  campaign: Pick<CampaignRow, "id" | "rankingId" | "judgmentsPerComparison">,
): Promise<Learnable> {
  if (campaign.rankingId === null)
    return { judgments: 0, prompts: 0, blocker: "Launch the campaign first: it learns from judgments." };
  const firstOpen = orm
    .select({ stratumId: status.stratumId, number: min(status.drawNumber).as("number") })
    .from(status)
    .where(and(eq(status.campaignId, campaign.id), eq(status.state, "open")))
    .groupBy(status.stratumId)
    .as("first_open");
  const most = campaign.judgmentsPerComparison;
  const counted = sql<number>`coalesce(sum(case when ${status.judgmentCount} > ${most} then ${most} else ${status.judgmentCount} end), 0)`;
  const rows = await orm
    .select({
      judgments: counted.mapWith(Number),
      prompts: sql<number>`count(distinct ${status.promptId})`.mapWith(Number),
    })
    .from(status)
    .leftJoin(firstOpen, eq(firstOpen.stratumId, status.stratumId))
    .where(
      and(
        eq(status.campaignId, campaign.id),
        eq(status.state, "closed"),
        or(isNull(firstOpen.number), lt(status.drawNumber, firstOpen.number)),
      ),
    );
  const { judgments = 0, prompts = 0 } = rows[0] ?? {};
  return { judgments, prompts, blocker: findBlocker(judgments, prompts) };
}

/** Why that many are too few; null when they are enough. */
export function findBlocker(judgments: number, prompts: number): string | null {
  if (judgments < judgmentsNeeded) {
    const missing = judgmentsNeeded - judgments;
    return `Learning starts at ${judgmentsNeeded} judgments of closed draws; there are ${judgments}, so ${missing} more ${missing === 1 ? "is" : "are"} needed.`;
  }
  if (prompts < promptsNeeded)
    return `Learning needs judgments of ${promptsNeeded} prompts or more; there are ${prompts}.`;
  return null;
}
