import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { findDetector } from "@/server/core/noise/registry";
import type { ComparisonTexts } from "./comparison-texts";
import type { FindingView } from "./schemas";

/** What the newest inspection found in a comparison: in its prompt, in its completions or between them. */
export async function listComparisonFindings(
  connection: Connection,
  campaignId: string,
  comparisonId: number,
  { promptId, completionAId, completionBId }: ComparisonTexts,
): Promise<FindingView[]> {
  const { orm, tables } = connection;
  const { inspection, finding, exclusion } = tables;
  const inspections = await orm
    .select({ id: inspection.id, counts: inspection.counts })
    .from(inspection)
    .where(eq(inspection.campaignId, campaignId))
    .orderBy(desc(inspection.createdAt), desc(inspection.id))
    .limit(1);
  const newest = inspections[0];
  if (!newest) return [];
  const detectors = newest.counts.map(({ detector }) => detector);
  const subjects = {
    prompt: promptId,
    completion_a: completionAId,
    completion_b: completionBId,
    comparison: comparisonId,
  };
  // By detector and subject, as the key has them: an inspection may have found something in every text.
  const rows = await orm
    .select()
    .from(finding)
    .where(
      and(
        eq(finding.inspectionId, newest.id),
        inArray(finding.detector, detectors),
        inArray(finding.subjectId, Object.values(subjects)),
      ),
    );
  const excluded = await orm
    .select({ detector: exclusion.detector })
    .from(exclusion)
    .where(and(eq(exclusion.campaignId, campaignId), isNull(exclusion.withdrawnAt)));
  const isExcluded = new Set(excluded.map(({ detector }) => detector));
  return rows.flatMap(({ detector, subjectId, detail }): FindingView[] => {
    const known = findDetector(detector);
    if (!known) return [];
    // An id may be that of a prompt and of a completion; the detector says which it looked at.
    const about = (Object.keys(subjects) as FindingView["about"][]).find(
      (key) => subjects[key] === subjectId && key.startsWith(known.looksAt),
    );
    if (!about) return [];
    return [{ detector, title: known.title, detail, about, isExcluded: isExcluded.has(detector) }];
  });
}
