import { sql } from "drizzle-orm";
import type { Connection } from "@/db/client";

export interface Candidate {
  comparisonId: number;
  promptId: number;
}

/**
 * The lowest-numbered open comparison that a member may judge. It must walk the open comparisons alone, however many
 * are settled: a test asks the planner.
 *
 * @param options.once whether one prompt is met once. @param options.languages how many languages the member chose; null: all.
 */
export function candidateQuery(
  { orm, tables }: Connection,
  { once, languages }: { once: boolean; languages: number | null },
) {
  const { comparisonStatus: status, task } = tables;
  const [me, now] = [sql.placeholder("memberId"), sql.placeholder("now")];
  const groups = ["sharedGroup", ...Array.from({ length: languages ?? 0 }, (_, i) => `language${i}`)];
  const inMyLanguages =
    languages === null
      ? sql`true`
      : sql`${status.routingGroup} in (${sql.join(
          groups.map((group) => sql`${sql.placeholder(group)}`),
          sql`, `,
        )})`;
  const met = once
    ? sql`${task.promptId} = ${status.promptId}`
    : sql`${task.comparisonId} = ${status.comparisonId}`;
  const inOtherHands = sql`(select count(*) from ${task} where ${task.comparisonId} = ${status.comparisonId}
    and ${task.state} = 'leased' and ${task.leaseExpiresAt} > ${now} and ${task.memberId} <> ${me})`;
  return orm
    .select({ comparisonId: status.comparisonId, promptId: status.promptId })
    .from(status)
    .where(
      sql`${status.campaignId} = ${sql.placeholder("campaignId")} and ${status}.state = 'open' and ${inMyLanguages}
        and ${status.fullUntil} <= ${now}
        and not exists (select 1 from ${task} where ${task.memberId} = ${me} and ${met} and ${task.state} in ('judged', 'skipped'))
        and ${status.judgmentCount} + ${inOtherHands} < ${sql.placeholder("cap")}`,
    )
    .orderBy(status.openingNumber)
    .limit(1);
}
