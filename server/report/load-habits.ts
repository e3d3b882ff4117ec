import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { readGoldAnswers } from "../gold/gold-answers";
import { isOfQueue } from "../judgment/is-of-queue";
import type { AnnotatorPlaces } from "./judgment-columns";
import type { ReportInput } from "./report-input";

/**
 * How many comparisons each annotator skipped, and how many of known outcome they judged, and judged right. Those who did
 * nothing else join the annotators.
 */
export async function loadHabits(
  database: Database,
  campaignId: string,
  people: AnnotatorPlaces,
): Promise<Pick<ReportInput, "annotators" | "skips" | "gold">> {
  const skipped = await countSkips(database, campaignId);
  const answers = await readGoldAnswers(database, { campaignId, purpose: "gold" });
  const placed = skipped.map(({ memberId, n }) => ({ place: people.placeOf(memberId, false), n }));
  const answered = answers.map(({ memberId, isRight }) => ({
    place: people.placeOf(memberId, false),
    isRight,
  }));
  const perPerson = () => new Int32Array(people.annotators.length);
  const [skips, judged, right] = [perPerson(), perPerson(), perPerson()];
  for (const { place, n } of placed) skips[place] = n;
  for (const { place, isRight } of answered) {
    judged[place]!++;
    if (isRight) right[place]!++;
  }
  const gold = answered.length > 0 ? { gold: { judged, right } } : {};
  return { annotators: people.annotators, skips, ...gold };
}

function countSkips({ orm, tables: { skip } }: Database, campaignId: string) {
  return orm
    .select({ memberId: skip.memberId, n: sql<number>`count(*)`.mapWith(Number) })
    .from(skip)
    .where(and(eq(skip.campaignId, campaignId), isNull(skip.withdrawnAt), isOfQueue(skip)))
    .groupBy(skip.memberId)
    .orderBy(asc(skip.memberId));
}
