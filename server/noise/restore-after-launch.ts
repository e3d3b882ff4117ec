import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { QueueCampaign } from "../task/queue-campaign";
import { skipsToUnjudgeable } from "../task/skip-task";
import { noteExtraWanted } from "../task/want-extra";
import { inParts } from "./exclude-after-launch";

/**
 * Undoes an exclusion of a launched campaign: drawn comparisons are closed again when they have all their judgments, else
 * open. Those that another rule excludes, or that skips or a lead gave up, stay unjudgeable. Returns how many it took out.
 */
export async function restoreAfterLaunch(
  tx: Transaction,
  campaign: QueueCampaign,
  exclusionId: string,
  now: number,
): Promise<number> {
  const { excludedComparison, comparisonStatus: status } = tx.tables;
  const rows = await tx.orm
    .delete(excludedComparison)
    .where(eq(excludedComparison.exclusionId, exclusionId))
    .returning({ id: excludedComparison.comparisonId });
  const isFull = sql`${status.judgmentCount} >= ${campaign.judgmentsPerComparison}`;
  for (const ids of inParts(rows.map(({ id }) => id))) {
    const given = await listGivenUp(tx, campaign.id, ids);
    const back = ids.filter((id) => !given.has(id));
    if (back.length === 0) continue;
    const restored = await tx.orm
      .update(status)
      .set({
        state: sql`case when ${isFull} then 'closed' else 'open' end`,
        settledAt: sql`case when ${isFull} then cast(${now} as bigint) end`,
        fullUntil: 0,
      })
      .where(and(inArray(status.comparisonId, back), eq(status.state, "unjudgeable")))
      .returning({ id: status.comparisonId, state: status.state });
    // One that was opened under the rule was never looked at for it.
    for (const { id, state } of restored) if (state === "closed") await noteExtraWanted(tx, campaign, id);
  }
  return rows.length;
}

/** Those of the comparisons that stay unjudgeable without the rule. */
async function listGivenUp(
  { orm, tables }: Transaction,
  campaignId: string,
  ids: number[],
): Promise<Set<number>> {
  const { excludedComparison, comparisonStatus: status, flag, audit } = tables;
  const others = await orm
    .select({ id: excludedComparison.comparisonId })
    .from(excludedComparison)
    .where(inArray(excludedComparison.comparisonId, ids));
  const skipped = await orm
    .select({ id: status.comparisonId })
    .from(status)
    .where(and(inArray(status.comparisonId, ids), sql`${status.skipCount} >= ${skipsToUnjudgeable}`));
  const flagged = await orm
    .select({ id: sql<number>`${flag.comparisonId}` })
    .from(flag)
    .where(and(inArray(flag.comparisonId, ids), eq(flag.state, "unjudgeable")));
  // A lead's ruling without a flag is told by the trail alone.
  const ruled = await orm
    .select({ subject: audit.subject })
    .from(audit)
    .where(
      and(
        eq(audit.campaignId, campaignId),
        eq(audit.action, "comparison.unjudgeable"),
        inArray(audit.subject, ids.map(String)),
      ),
    );
  return new Set(
    [...others, ...skipped, ...flagged].map(({ id }) => id).concat(ruled.map((row) => Number(row.subject))),
  );
}
