import { setImmediate as nextTurn } from "node:timers/promises";
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

/** Judgments by ascending id as columns of one length. */
export interface ReadJudgments {
  id: Int32Array;
  comparisonId: Int32Array;
  /** Place in `labels`; −1 where it is not known who judged. */
  annotator: Int32Array;
  /** −1 where they are not known. */
  durationMs: Int32Array;
  /** What `decode` reads. */
  codes: Int32Array;
  labels: string[];
}

/** With fewer judgments a thread would take longer to start than it saves. */
const worthThread = 100_000;

/** Reads a query of a SQLite file elsewhere, while the caller does something else. */
export type ScanElsewhere = (path: string, query: ColumnsQuery) => Promise<ScannedColumns>;

/**
 * Reads the campaign's judgments, withdrawn ones and published imports' included.
 *
 * @param expected about how many there are: very many are read elsewhere at once, where the caller has such a place, while it
 * reads something else; otherwise they are read when they are asked for.
 */
export function startReadingJudgments(
  database: Database,
  campaignId: string,
  expected: number,
  scanElsewhere?: ScanElsewhere,
): () => Promise<ReadJudgments> {
  if (!scanElsewhere || database.dialect !== "sqlite" || expected < worthThread)
    return () => readInPages(database, campaignId);
  const { sql: text, params } = judgmentsAfter(database, campaignId, 0).toSQL();
  const columns = ["number", "number", "text", "number", "number"] as const;
  const reading = scanElsewhere(database.url, { sql: text, params, columns });
  // Heard by whoever asks for it; nobody does where something else went wrong before.
  reading.catch(() => {});
  return async () => {
    const { columns: read, texts } = await reading;
    const [id, comparisonId, annotator, durationMs, codes] = read as [
      Int32Array,
      Int32Array,
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    return { id, comparisonId, annotator, durationMs, codes, labels: texts };
  };
}

async function readInPages(database: Database, campaignId: string): Promise<ReadJudgments> {
  const places = new Map<string, number>();
  const columns: number[][] = [[], [], [], [], []];
  const [id, comparisonId, annotator, durationMs, codes] = columns as [
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  const take = (...row: JudgmentRow) => {
    const [rowId, comparison, label, duration, code] = row;
    id.push(rowId);
    comparisonId.push(comparison);
    const place = label === null ? -1 : (places.get(label) ?? places.size);
    if (label !== null) places.set(label, place);
    annotator.push(place);
    durationMs.push(duration);
    codes.push(code);
  };
  for (let rows = rowsPerPage; rows === rowsPerPage; ) {
    const query = judgmentsAfter(database, campaignId, id.at(-1) ?? 0).limit(rowsPerPage);
    rows = await database.scanRows(query, take);
    await nextTurn();
  }
  return {
    id: Int32Array.from(id),
    comparisonId: Int32Array.from(comparisonId),
    annotator: Int32Array.from(annotator),
    durationMs: Int32Array.from(durationMs),
    codes: Int32Array.from(codes),
    labels: [...places.keys()],
  };
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
