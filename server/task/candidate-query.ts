import { sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { type MemberOptions, memberConditions } from "./member-conditions";

export interface Candidate {
  comparisonId: number;
  promptId: number;
}

/**
 * The lowest-numbered open comparison that a member may judge. It must walk the open comparisons alone, however many
 * are settled: a test asks the planner.
 */
export function candidateQuery(connection: Connection, options: MemberOptions) {
  const { comparisonStatus: status } = connection.tables;
  const { inMyLanguages, notMet, inOtherHands } = memberConditions(connection, options);
  return connection.orm
    .select({ comparisonId: status.comparisonId, promptId: status.promptId })
    .from(status)
    .where(
      sql`${status.campaignId} = ${sql.placeholder("campaignId")} and ${status}.state = 'open' and ${inMyLanguages}
        and ${status.fullUntil} <= ${sql.placeholder("now")} and ${notMet}
        and ${status.judgmentCount} + ${inOtherHands} < ${sql.placeholder("cap")}`,
    )
    .orderBy(status.openingNumber)
    .limit(1);
}

/**
 * The highest-numbered open comparison that a member may judge if what others hold only ahead is not counted: one that they
 * have in sight is.
 */
export function heldAheadQuery(connection: Connection, options: MemberOptions) {
  const { comparisonStatus: status } = connection.tables;
  const { inMyLanguages, notMet, inOthersSight } = memberConditions(connection, options);
  return connection.orm
    .select({ comparisonId: status.comparisonId, promptId: status.promptId })
    .from(status)
    .where(
      sql`${status.campaignId} = ${sql.placeholder("campaignId")} and ${status}.state = 'open' and ${inMyLanguages} and ${notMet}
        and ${status.judgmentCount} + ${inOthersSight} < ${sql.placeholder("cap")}`,
    )
    .orderBy(sql`${status.openingNumber} desc`)
    .limit(1);
}
