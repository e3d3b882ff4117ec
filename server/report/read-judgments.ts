import { setImmediate as nextTurn } from "node:timers/promises";
import { and, asc, eq, gt, inArray, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { outcomeOrder } from "./report-input";

const rowsPerPage = 10_000;

/** The purposes that are read, in the order of their codes. */
export const readPurposes = ["main", "extra", "repeat"] as const;
const sides = ["a_left", "b_left"] as const;

/** Id, comparison, who judged (null: not known), milliseconds (−1: not known), and the rest as one number. */
export type JudgmentRow = [
  id: number,
  comparisonId: number,
  annotator: string | null,
  durationMs: number,
  codes: number,
];

/** What the rest of a row says, as the columns of a report have it; a purpose as its place in `readPurposes`. */
export function decode(codes: number) {
  const outcome = codes & 7;
  if (outcome >= outcomeOrder.length) throw new RangeError("a judgment has an unknown outcome");
  return {
    outcome,
    purpose: (codes >> 3) & 3,
    side: (codes >> 5) & 3,
    isImported: (codes >> 7) & 1,
    isWithdrawn: (codes >> 8) & 1,
  };
}

/** Visits the campaign's judgments by ascending id, withdrawn ones and published imports' included, page by page. */
export async function readJudgments(
  database: Database,
  campaignId: string,
  visit: (...row: JudgmentRow) => void,
): Promise<void> {
  const { judgment, withdrawal, dataImport } = database.tables;
  // Reading takes as long as there are values, above all strings: what is one of a few is written as a digit of one number.
  const codes = sql<number>`
    case ${judgment.outcome} ${whens(outcomeOrder, 0)} else 7 end
    + 8 * case ${judgment.purpose} ${whens(readPurposes, 0)} end
    + 32 * case ${judgment.presentedSide} ${whens(sides, 1)} else 0 end
    + case when ${judgment.source} = 'imported' then 128 else 0 end
    + case when ${withdrawal.at} is null then 0 else 256 end`;
  let last = 0;
  const follow = (...row: JudgmentRow) => {
    last = row[0];
    visit(...row);
  };
  for (let rows = rowsPerPage; rows === rowsPerPage; ) {
    rows = await database.scanRows(
      database.orm
        .select({
          id: judgment.id,
          comparisonId: judgment.comparisonId,
          annotator: sql<string | null>`coalesce(${judgment.memberId}, ${judgment.importedAnnotator})`,
          durationMs: sql<number>`coalesce(${judgment.durationMs}, -1)`,
          codes,
        })
        .from(judgment)
        .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
        .leftJoin(dataImport, eq(dataImport.id, judgment.importId))
        .where(
          and(
            eq(judgment.campaignId, campaignId),
            gt(judgment.id, last),
            inArray(judgment.purpose, [...readPurposes]),
            or(eq(judgment.source, "live"), eq(dataImport.state, "published")),
          ),
        )
        .orderBy(asc(judgment.id))
        .limit(rowsPerPage),
      follow,
    );
    await nextTurn();
  }
}

function whens(names: readonly string[], first: number) {
  return sql.raw(names.map((name, i) => `when '${name}' then ${first + i}`).join(" "));
}
