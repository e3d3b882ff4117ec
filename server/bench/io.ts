import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { openDatabase } from "@/db/client";
import { createCampaign } from "../campaign/create-campaign";
import { systemClock } from "../clock";
import { importFile } from "../import/import-file";
import { readImportRows } from "../readers/read-import-rows";
import { type BenchRow, benchRow, measure } from "./bench-row";
import { completionsFile, type ImportFile, inChunks, pairsFile } from "./import-files";
import { benchJudgingMeanwhile } from "./judging-meanwhile";

const runs = 5;

/**
 * Reading and importing files, in rows per second, the readers beside what Node's own line reader and `JSON.parse` take;
 * and how long a judgment takes through the built app while a lead uploads a file to it.
 */
export async function benchIo(report: (row: BenchRow) => void): Promise<void> {
  const files = {
    "completions-jsonl": completionsFile(1_500, 4, "jsonl"),
    "completions-csv": completionsFile(1_500, 4, "csv"),
    "pairs-jsonl": pairsFile(2_500),
  };
  for (const [name, file] of Object.entries(files)) {
    const timing = await measure(`read-${name}`, runs, () => readAll(name, file));
    const peer = name.endsWith("jsonl")
      ? {
          name: "readline and JSON.parse",
          n: file.rows,
          timing: await measure("readline", runs, () => readLines(file)),
        }
      : undefined;
    report(benchRow("io", `read-${name}`, file.rows, timing, peer));
  }
  for (const [name, file] of Object.entries(files)) {
    const timing = await measure(`import-${name}`, runs, () => importOnce(name, file));
    report(benchRow("io", `import-${name}`, file.rows, timing));
  }
  await benchJudgingMeanwhile(report);
}

async function readAll(name: string, { rows, content }: ImportFile): Promise<void> {
  let read = 0;
  for await (const batch of readImportRows(inChunks(content), { fileName: name })) read += batch.rows.length;
  if (read !== rows) throw new Error(`${name}: read ${read} rows of ${rows}`);
}

async function readLines({ rows, content }: ImportFile): Promise<void> {
  let read = 0;
  for await (const line of createInterface({ input: Readable.from(inChunks(content)) })) {
    if (typeof JSON.parse(line) === "object") read++;
  }
  if (read !== rows) throw new Error(`readline: read ${read} rows of ${rows}`);
}

/** Into a new database each time: what is measured includes making it, some milliseconds. */
async function importOnce(fileName: string, { rows, content }: ImportFile): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tiebreak-bench-"));
  const migrations = join(process.cwd(), "db", "migrations");
  const database = await openDatabase(join(folder, "import.db"), { migrations });
  try {
    const context = { database, clock: systemClock, actor: "operator" };
    const { campaignId } = await createCampaign(context, { name: "Import bench" });
    const { counts } = await importFile(context, { campaignId, source: inChunks(content), fileName });
    if (counts.rows !== rows || counts.unchanged > 0) throw new Error(`imported ${JSON.stringify(counts)}`);
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
