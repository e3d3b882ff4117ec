import { and, asc, eq, gt, inArray, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { ColumnsQuery, ScannedColumns } from "@/db/scan-columns";
import { outcomeOrder } from "./report-input";

const rowsPerPage = 10_000;

/** The purposes that are read, in the order of their codes. */
export const readPurposes = ["main", "extra", "repeat"] as const;
const sides = ["a_left", "b_left"] as const;

/** Id, comparison, who judged (null: not known), milliseconds (−1: not known), and the rest as one number. */
type JudgmentRow = [
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

/** A stretch of the judgments, by ascending id, as columns of one length. */
export interface ReadJudgments {
  id: Int32Array;
  comparisonId: Int32Array;
  /** Number of a label; −1 where it is not known who judged. */
  annotator: Int32Array;
  /** −1 where they are not known. */
  durationMs: Int32Array;
  /** What `decode` reads. */
  codes: Int32Array;
  /** Labels that are met first in this stretch; they are numbered in the order in which they are met, over all stretches. */
  labels: string[];
}

/** With fewer judgments a thread would take longer to start than it saves. */
const worthThread = 100_000;

/** Starts to read a query of a SQLite file elsewhere, while the caller does something else. */
export type ScanElsewhere = (path: string, query: ColumnsQuery) => AsyncIterable<ScannedColumns>;

/**
 * Reads the campaign's judgments, withdrawn ones and published imports' included, in stretches.
 *
 * @param expected about how many there are: very many are read elsewhere at once, where the caller has such a place, while it
 * reads something else; otherwise they are read when they are asked for.
 */
export function startReadingJudgments(
  database: Database,
  campaignId: string,
  expected: number,
  scanElsewhere?: ScanElsewhere,
): () => AsyncIterable<ReadJudgments> {
  if (!scanElsewhere || database.dialect !== "sqlite" || expected < worthThread)
    return () => readInPages(database, campaignId);
  const { sql: text, params } = judgmentsAfter(database, campaignId, 0).toSQL();
  const columns = ["number", "number", "text", "number", "number"] as const;
  const reading = scanElsewhere(database.url, { sql: text, params, columns });
  return () => named(reading);
}

async function* named(stretches: AsyncIterable<ScannedColumns>): AsyncGenerator<ReadJudgments> {
  for await (const { columns, texts: labels } of stretches) {
    const [id, comparisonId, annotator, durationMs, codes] = columns as [
      Int32Array,
      Int32Array,
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    yield { id, comparisonId, annotator, durationMs, codes, labels };
  }
}

async function* readInPages(database: Database, campaignId: string): AsyncGenerator<ReadJudgments> {
  const numbers = new Map<string, number>();
  let after = 0;
  for (let rows = rowsPerPage; rows === rowsPerPage; ) {
    const page = {
      id: new Int32Array(rowsPerPage),
      comparisonId: new Int32Array(rowsPerPage),
      annotator: new Int32Array(rowsPerPage),
      durationMs: new Int32Array(rowsPerPage),
      codes: new Int32Array(rowsPerPage),
    };
    const labels: string[] = [];
    let row = 0;
    const take = (...[rowId, comparison, label, duration, code]: JudgmentRow) => {
      page.id[row] = rowId;
      page.comparisonId[row] = comparison;
      if (label !== null && !numbers.has(label)) {
        numbers.set(label, numbers.size);
        labels.push(label);
      }
      page.annotator[row] = label === null ? -1 : numbers.get(label)!;
      page.durationMs[row] = duration;
      page.codes[row++] = code;
    };
    rows = await database.scanRows(judgmentsAfter(database, campaignId, after).limit(rowsPerPage), take);
    if (rows === 0) return;
    after = page.id[rows - 1]!;
    yield {
      id: page.id.subarray(0, rows),
      comparisonId: page.comparisonId.subarray(0, rows),
      annotator: page.annotator.subarray(0, rows),
      durationMs: page.durationMs.subarray(0, rows),
      codes: page.codes.subarray(0, rows),
      labels,
    };
  }
}

/** The judgments with greater ids, by ascending id. */
function judgmentsAfter(database: Database, campaignId: string, after: number) {
  const { judgment, withdrawal, dataImport } = database.tables;
  // Reading takes as long as there are values, above all strings: what is one of a few is written as a digit of one number.
  const codes = sql<number>`
    case ${judgment.outcome} ${whens(outcomeOrder, 0)} else 7 end
    + 8 * case ${judgment.purpose} ${whens(readPurposes, 0)} end
    + 32 * case ${judgment.presentedSide} ${whens(sides, 1)} else 0 end
    + case when ${judgment.source} = 'imported' then 128 else 0 end
    + case when ${withdrawal.at} is null then 0 else 256 end`;
  return database.orm
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
        gt(judgment.id, after),
        inArray(judgment.purpose, [...readPurposes]),
        or(eq(judgment.source, "live"), eq(dataImport.state, "published")),
      ),
    )
    .orderBy(asc(judgment.id));
}

function whens(names: readonly string[], first: number) {
  return sql.raw(names.map((name, i) => `when '${name}' then ${first + i}`).join(" "));
}
