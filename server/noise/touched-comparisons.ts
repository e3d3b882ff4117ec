import { and, eq, inArray, or, type SQL } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { findDetector } from "@/server/core/noise/registry";

/**
 * Ids of the comparisons that one detector's findings touch, in one inspection: the finding is on the comparison, on
 * either completion or on the prompt. Comparisons of pairs that are not compared may be among them.
 */
export async function listTouched(
  connection: Connection,
  { campaignId, inspectionId }: { campaignId: string; inspectionId: string },
  detector: string,
): Promise<number[]> {
  const { orm, tables } = connection;
  const { finding, comparison, completion } = tables;
  const looksAt = findDetector(detector)?.looksAt;
  const isFound = and(eq(finding.inspectionId, inspectionId), eq(finding.detector, detector));
  const isOwn = (match: SQL | undefined) => and(eq(comparison.campaignId, campaignId), match);
  const id = { id: comparison.id };
  if (looksAt === "completion") {
    // By way of the prompt, which has an index; completions b have none.
    const rows = await orm
      .select(id)
      .from(finding)
      .innerJoin(completion, eq(completion.id, finding.subjectId))
      .innerJoin(
        comparison,
        isOwn(
          and(
            eq(comparison.promptId, completion.promptId),
            or(eq(comparison.completionAId, completion.id), eq(comparison.completionBId, completion.id)),
          ),
        ),
      )
      .where(isFound);
    return [...new Set(rows.map((row) => row.id))];
  }
  const subject = looksAt === "prompt" ? comparison.promptId : comparison.id;
  const rows = await orm
    .select(id)
    .from(finding)
    .innerJoin(comparison, isOwn(eq(subject, finding.subjectId)))
    .where(isFound);
  return rows.map((row) => row.id);
}

/** The detectors whose findings a lead leaves out at present, oldest decision first. */
export async function listActiveExclusions(connection: Connection, campaignId: string) {
  const { exclusion } = connection.tables;
  const rows = await connection.orm
    .select()
    .from(exclusion)
    .where(inArray(exclusion.campaignId, [campaignId]))
    .orderBy(exclusion.createdAt, exclusion.id);
  return rows.filter(({ withdrawnAt }) => withdrawnAt === null);
}
