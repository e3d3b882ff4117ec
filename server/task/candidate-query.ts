import { type SQL, sql } from "drizzle-orm";
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
  return firstOf(
    connection,
    sql`${status}.state = 'open' and ${inMyLanguages} and ${status.fullUntil} <= ${sql.placeholder("now")} and ${notMet}
      and ${status.judgmentCount} + ${inOtherHands} < ${sql.placeholder("cap")}`,
  );
}

/**
 * The highest-numbered open comparison that a member may judge if what others hold only ahead is not counted: one that they
 * have in sight is.
 */
export function heldAheadQuery(connection: Connection, options: MemberOptions) {
  const { comparisonStatus: status } = connection.tables;
  const { inMyLanguages, notMet, inOthersSight } = memberConditions(connection, options);
  return lastOf(
    connection,
    sql`${status}.state = 'open' and ${inMyLanguages} and ${notMet}
      and ${status.judgmentCount} + ${inOthersSight} < ${sql.placeholder("cap")}`,
  );
}

/** The first comparison of the campaign's openings for which a condition holds. */
export function firstOf(connection: Connection, condition: SQL) {
  return inCampaign(connection, condition).orderBy(connection.tables.comparisonStatus.openingNumber).limit(1);
}

/** The last of them. */
export function lastOf(connection: Connection, condition: SQL) {
  const { openingNumber } = connection.tables.comparisonStatus;
  return inCampaign(connection, condition).orderBy(sql`${openingNumber} desc`).limit(1);
}

function inCampaign({ orm, tables: { comparisonStatus: status } }: Connection, condition: SQL) {
  return orm
    .select({ comparisonId: status.comparisonId, promptId: status.promptId })
    .from(status)
    .where(sql`${status.campaignId} = ${sql.placeholder("campaignId")} and ${condition}`);
}
