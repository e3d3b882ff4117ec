import { type SQL, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { isInSight } from "./in-sight";

export interface MemberOptions {
  /** Whether one prompt is met once. */
  once: boolean;
  /** How many languages the member chose; null: all. */
  languages: number | null;
}

/**
 * What must hold of a comparison for a member to be given it, as conditions of a query over statuses; and how many others
 * hold it, or have it in sight.
 */
export function memberConditions(
  connection: Connection,
  { once, languages }: MemberOptions,
): { inMyLanguages: SQL; notMet: SQL; inOtherHands: SQL; inOthersSight: SQL } {
  const { comparisonStatus: status, task } = connection.tables;
  const [me, now] = [sql.placeholder("memberId"), sql.placeholder("now")];
  const groups = ["sharedGroup", ...Array.from({ length: languages ?? 0 }, (_, i) => `language${i}`)];
  const met = once
    ? sql`${task.promptId} = ${status.promptId}`
    : sql`${task.comparisonId} = ${status.comparisonId}`;
  const held = sql`from ${task} where ${task.comparisonId} = ${status.comparisonId}
    and ${task.state} = 'leased' and ${task.leaseExpiresAt} > ${now} and ${task.memberId} <> ${me}`;
  return {
    inMyLanguages:
      languages === null
        ? sql`true`
        : sql`${status.routingGroup} in (${sql.join(
            groups.map((group) => sql`${sql.placeholder(group)}`),
            sql`, `,
          )})`,
    // What is in hand is met too: several comparisons are held at once.
    notMet: sql`not exists (select 1 from ${task} where ${task.memberId} = ${me} and ${met}
      and (${task.state} in ('judged', 'skipped') or (${task.state} = 'leased' and ${task.leaseExpiresAt} > ${now})))`,
    inOtherHands: sql`(select count(*) ${held})`,
    inOthersSight: sql`(select count(*) ${held} and ${isInSight(connection, sql`${now}`)})`,
  };
}
