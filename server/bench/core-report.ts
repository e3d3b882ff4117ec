import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "@/db/client";
import { scanOnThread } from "@/server/jobs/scan-on-thread";
import { systemClock } from "../clock";
import { computeReport } from "../report/compute-report";
import { getReport } from "../report/get-report";
import { loadReportInput } from "../report/load-report-input";
import { drawPlots } from "../report/plots/draw-plots";
import { storeReport } from "../report/store-report";
import { extendSequences } from "../stop/extend-sequences";
import { type BenchRow, benchRow, measure, type Timing, timingOf } from "./bench-row";
import { createReportDatabase, judgedForReport } from "./report-database";

const runs = 5;
const visits = 50;

/**
 * The report of a campaign of 1,000,000 judgments from the database: reading, computing and storing, and the whole of
 * them; then what a later visit reads. What is made after a report is not in it.
 */
export async function benchCoreReport(report: (row: BenchRow) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tiebreak-bench-"));
  try {
    const { database, campaignId } = await createReportDatabase(join(folder, "report.db"));
    const context = { database, clock: systemClock, actor: "operator" };
    // As judging leaves it: the sequences were extended whenever a comparison was closed.
    await extendSequences(context, campaignId, { all: true });
    const parts: Record<"read" | "compute" | "plots" | "store" | "whole", number[]> = {
      read: [],
      compute: [],
      plots: [],
      store: [],
      whole: [],
    };
    for (let run = -1; run < runs; run++) {
      await forgetReports(database);
      const at = [performance.now()];
      const input = await loadReportInput(database, campaignId, scanOnThread);
      at.push(performance.now());
      const content = computeReport(input);
      at.push(performance.now());
      const plots = drawPlots(content);
      at.push(performance.now());
      await storeReport(context, { content, plots });
      at.push(performance.now());
      if (run < 0) continue;
      for (const [i, name] of (["read", "compute", "plots", "store"] as const).entries())
        parts[name].push(at[i + 1]! - at[i]!);
      parts.whole.push(at.at(-1)! - at[0]!);
    }
    const row = (name: string, timing: Timing) =>
      report(benchRow("statistics", name, judgedForReport, timing));
    for (const name of ["read", "compute", "plots", "store"] as const)
      row(`core-report-${name}`, timingOf(parts[name]));
    row("core-report", timingOf(parts.whole));
    const visit = await measure("core-report-next-visit", visits, async () => {
      const { report: shown } = await getReport(context, campaignId);
      if (!shown) throw new Error("no report is stored");
    });
    report(benchRow("statistics", "core-report-next-visit", 1, visit));
    await database.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function forgetReports(database: Database): Promise<void> {
  await database.transaction(async ({ orm, tables: { report } }) => {
    await orm.delete(report);
  });
}
