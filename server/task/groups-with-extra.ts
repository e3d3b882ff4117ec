import { sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { QueueCampaign } from "./queue-campaign";

/**
 * Routing groups in which a closed comparison wants an extra judgment that this member could give, were it not in other hands:
 * one of a comparison that they judged or skipped, or whose prompt they met, never comes to them, however long they wait.
 */
export async function listGroupsWithExtra(
  { orm, tables: { comparisonStatus: status, task } }: Connection,
  { id, promptOncePerAnnotator }: Pick<QueueCampaign, "id" | "promptOncePerAnnotator">,
  memberId: string,
): Promise<{ routingGroup: string }[]> {
  const met = promptOncePerAnnotator
    ? sql`${task.promptId} = ${status.promptId}`
    : sql`${task.comparisonId} = ${status.comparisonId}`;
  return orm
    .selectDistinct({ routingGroup: status.routingGroup })
    .from(status)
    .where(
      sql`${status.campaignId} = ${id} and ${status.extraWanted} > ${status.extraCount} and ${status}.state = 'closed'
        and not exists (select 1 from ${task} where ${task.memberId} = ${memberId} and ${met} and ${task.state} in ('judged', 'skipped'))`,
    );
}
