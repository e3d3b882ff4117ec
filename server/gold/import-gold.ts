import { detectFormat } from "@/server/readers/detect-format";
import { type GoldRow, goldColumns, parseGoldRow } from "@/server/readers/parse-gold-row";
import { peekSource } from "@/server/readers/peek-source";
import { readRows } from "@/server/readers/read-rows";
import { isRowProblem, type RawRow, type RowProblem } from "@/server/readers/rows";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { listProblems } from "../import/problem-list";
import { refuseFile } from "../import/refuse-file";
import type { VerbContext } from "../verb-context";
import { insertGold } from "./add-gold";
import { type PoolFields, readPoolFields, unlikePool } from "./pool-fields";

/** More than a person could ever be given. */
const mostRows = 5_000;

/**
 * Adds the comparisons of a file with known outcomes, JSON Lines or CSV, all of them or none: with a bad row the file is
 * refused as an import is (`invalid_input`, with `detail.problems`), and with gold that annotators could tell from the pool.
 */
export async function importGold(
  context: VerbContext,
  input: { campaignId: string; fileName: string; source: AsyncIterable<Uint8Array> },
): Promise<{ gold: number; practice: number }> {
  const { campaignId, fileName } = input;
  const rows = await readFile(input, await readPoolFields(context.database, campaignId));
  return context.database.transaction(async (tx) => {
    await getCampaignRow(tx, campaignId);
    for (const { line: _, ...texts } of rows) await insertGold(tx, context, campaignId, texts);
    const practice = rows.filter(({ use }) => use === "practice").length;
    const counts = { gold: rows.length - practice, practice };
    await recordAudit(tx, context, { campaignId, action: "gold.import", detail: { fileName, ...counts } });
    return counts;
  });
}

async function readFile(
  { fileName, source }: { fileName: string; source: AsyncIterable<Uint8Array> },
  pool: PoolFields | null,
): Promise<GoldRow[]> {
  const problems = listProblems();
  const peeked = await peekSource(source);
  const detected = detectFormat(fileName, peeked.head);
  if ("reason" in detected) problems.add({ line: 1, reason: detected.reason, wholeFile: true });
  const rows: GoldRow[] = [];
  if (!("reason" in detected)) {
    for await (const batch of readRows(peeked.source, { format: detected.format, checkHeader })) {
      for (const raw of batch) takeRow(raw, pool, rows, (problem) => problems.add(problem));
      if (rows.length > mostRows)
        throw new TiebreakError("too_large", `${fileName} has more than ${mostRows} rows of gold.`);
    }
  }
  if (problems.count() > 0 || rows.length === 0) throw refuseFile(fileName, problems);
  return rows;
}

function takeRow(
  raw: RawRow | RowProblem,
  pool: PoolFields | null,
  rows: GoldRow[],
  addProblem: (problem: RowProblem) => void,
): void {
  if (isRowProblem(raw)) return addProblem(raw);
  const parsed = parseGoldRow(raw);
  if (Array.isArray(parsed)) for (const problem of parsed) addProblem(problem);
  else {
    for (const problem of unlikePool(parsed, pool)) addProblem({ line: parsed.line, ...problem });
    rows.push(parsed);
  }
}

function checkHeader(record: readonly string[], line: number): { columns: string[] } | RowProblem {
  const columns = record.map((name) => name.trim());
  const missing = goldColumns.find(
    ({ name, aliases, required }) => required && ![name, ...aliases].some((one) => columns.includes(one)),
  );
  if (!missing) return { columns };
  return { line, field: missing.name, reason: `the header lacks ${missing.name}`, wholeFile: true };
}
