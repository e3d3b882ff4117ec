import { type SQL, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";

export interface MemberOptions {
  /** Whether one prompt is met once. */
  once: boolean;
  /** How many languages the member chose; null: all. */
  languages: number | null;
}

/** What must hold of a comparison for a member to be given it, as conditions of a query over statuses. */
export function memberConditions(
  { tables }: Connection,
  { once, languages }: MemberOptions,
): { inMyLanguages: SQL; notMet: SQL; inOtherHands: SQL } {
  const { comparisonStatus: status, task } = tables;
  const [me, now] = [sql.placeholder("memberId"), sql.placeholder("now")];
  const groups = ["sharedGroup", ...Array.from({ length: languages ?? 0 }, (_, i) => `language${i}`)];
  const met = once
    ? sql`${task.promptId} = ${status.promptId}`
    : sql`${task.comparisonId} = ${status.comparisonId}`;
  return {
    inMyLanguages:
      languages === null
        ? sql`true`
        : sql`${status.routingGroup} in (${sql.join(
            groups.map((group) => sql`${sql.placeholder(group)}`),
            sql`, `,
          )})`,
    notMet: sql`not exists (select 1 from ${task} where ${task.memberId} = ${me} and ${met} and ${task.state} in ('judged', 'skipped'))`,
    inOtherHands: sql`(select count(*) from ${task} where ${task.comparisonId} = ${status.comparisonId}
    and ${task.state} = 'leased' and ${task.leaseExpiresAt} > ${now} and ${task.memberId} <> ${me})`,
  };
}
