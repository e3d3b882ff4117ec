import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { AnnotatorPlaces } from "./judgment-columns";
import type { ReportInput } from "./report-input";

/** How many comparisons each annotator skipped; those who only skipped join the annotators. */
export async function loadSkips(
  { orm, tables: { skip } }: Database,
  campaignId: string,
  people: AnnotatorPlaces,
): Promise<Pick<ReportInput, "annotators" | "skips">> {
  const rows = await orm
    .select({ memberId: skip.memberId, n: sql<number>`count(*)`.mapWith(Number) })
    .from(skip)
    .where(and(eq(skip.campaignId, campaignId), isNull(skip.withdrawnAt)))
    .groupBy(skip.memberId)
    .orderBy(asc(skip.memberId));
  const counted = rows.map(({ memberId, n }) => ({ place: people.placeOf(memberId, false), n }));
  const skips = new Int32Array(people.annotators.length);
  for (const { place, n } of counted) skips[place] = n;
  return { annotators: people.annotators, skips };
}
