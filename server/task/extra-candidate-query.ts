import { sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { firstOf, lastOf } from "./candidate-query";
import { type MemberOptions, memberConditions } from "./member-conditions";

/**
 * The first closed comparison that wants an extra judgment, beyond r, and that a member may give one: one that they have
 * not judged or skipped, whose prompt they have not met, with an extra judgment left beyond those in other hands.
 */
export function extraCandidateQuery(connection: Connection, options: MemberOptions) {
  return firstOf(connection, wantsExtra(connection, options, "inOtherHands"));
}

/** The same, last of all, if what others hold only ahead is not counted. */
export function extraHeldAheadQuery(connection: Connection, options: MemberOptions) {
  return lastOf(connection, wantsExtra(connection, options, "inOthersSight"));
}

function wantsExtra(connection: Connection, options: MemberOptions, taken: "inOtherHands" | "inOthersSight") {
  const { comparisonStatus: status } = connection.tables;
  const { inMyLanguages, notMet, [taken]: inTheirs } = memberConditions(connection, options);
  return sql`${status.extraWanted} > ${status.extraCount} and ${status}.state = 'closed' and ${inMyLanguages} and ${notMet}
    and ${status.extraCount} + ${inTheirs} < ${status.extraWanted}`;
}
