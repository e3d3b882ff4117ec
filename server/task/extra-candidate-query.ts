import { sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { type MemberOptions, memberConditions } from "./member-conditions";

/**
 * The first closed comparison that wants an extra judgment, beyond r, and that a member may give one: one that they have
 * not judged or skipped, whose prompt they have not met, with an extra judgment left beyond those in other hands.
 */
export function extraCandidateQuery(connection: Connection, options: MemberOptions) {
  const { comparisonStatus: status } = connection.tables;
  const { inMyLanguages, notMet, inOtherHands } = memberConditions(connection, options);
  return connection.orm
    .select({ comparisonId: status.comparisonId, promptId: status.promptId })
    .from(status)
    .where(
      sql`${status.campaignId} = ${sql.placeholder("campaignId")} and ${status.extraWanted} > ${status.extraCount}
        and ${status}.state = 'closed' and ${inMyLanguages} and ${notMet}
        and ${status.extraCount} + ${inOtherHands} < ${status.extraWanted}`,
    )
    .orderBy(status.openingNumber)
    .limit(1);
}

/** The same, last of all, if what others hold only ahead is not counted. */
export function extraHeldAheadQuery(connection: Connection, options: MemberOptions) {
  const { comparisonStatus: status } = connection.tables;
  const { inMyLanguages, notMet, inOthersSight } = memberConditions(connection, options);
  return connection.orm
    .select({ comparisonId: status.comparisonId, promptId: status.promptId })
    .from(status)
    .where(
      sql`${status.campaignId} = ${sql.placeholder("campaignId")} and ${status.extraWanted} > ${status.extraCount}
        and ${status}.state = 'closed' and ${inMyLanguages} and ${notMet}
        and ${status.extraCount} + ${inOthersSight} < ${status.extraWanted}`,
    )
    .orderBy(sql`${status.openingNumber} desc`)
    .limit(1);
}
