import { parse } from "csv-parse/sync";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeCampaignState } from "../campaign/change-state";
import { launchCampaign } from "../campaign/launch-campaign";
import { markUnjudgeable } from "../flag/resolve-flag";
import { sha256 } from "../ids";
import { printOnThread } from "../jobs/print-on-thread";
import { undoLast } from "../judgment/undo-last";
import { startRanking } from "../ranking/start-ranking";
import { nextTask } from "../task/next-task";
import type { TaskView } from "../task/schemas";
import { skipTask } from "../task/skip-task";
import {
  addAnnotator,
  draftCampaign,
  finish,
  judge,
  launchedCampaign,
  somePrompts,
} from "../testing/campaign-factory";
import { notFinite } from "../testing/not-finite";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import type { VerbContext } from "../verb-context";
import { canonicalJson } from "./canonical-json";
import { computeReport } from "./compute-report";
import { exportPdf } from "./export-pdf";
import { exportReport } from "./export-report";
import { type ExportedRows, exportDraws, exportJudgments, exportRanking } from "./export-rows";
import { getReport } from "./get-report";
import { loadReportInput } from "./load-report-input";
import { drawPlots } from "./plots/draw-plots";
import { recomputeFromExports } from "./recompute";
import type { ReportContent } from "./schemas";
import { startReport } from "./start-report";
import { storeReport } from "./store-report";
import { verifyReport } from "./verify-report";

/** The model whose words are in the completions of model 0 wins; equal texts are tied. */
const preferFirst = (task: TaskView) => {
  if (task.left === task.right) return "both_good" as const;
  if (task.left.includes("own0")) return "left" as const;
  return task.right.includes("own0") ? ("right" as const) : ("both_bad" as const);
};

describe.each(dialects)("a report on %s", { timeout: 30_000 }, (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  /** As the job does it, without the second that a thread takes to start. */
  async function generate(lead: VerbContext, campaignId: string) {
    test.advance(1_000);
    const content = computeReport(await loadReportInput(test.database, campaignId));
    const reportId = await storeReport(lead, { content, plots: drawPlots(content) });
    const view = await getReport(lead, campaignId);
    expect(view.reportId).toBe(reportId);
    return view as typeof view & { report: ReportContent };
  }

  it("is refused before launch", async () => {
    const { campaignId, lead } = await draftCampaign(test, { prompts: somePrompts(3, ["a", "b"]) });
    await expect(startReport(lead, campaignId)).rejects.toMatchObject({ code: "wrong_state" });
    await expect(exportDraws(lead, { campaignId, format: "csv" })).rejects.toMatchObject({
      code: "wrong_state",
    });
    await expect(exportReport(lead, { campaignId, format: "json" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await getReport(lead, campaignId)).report).toBeNull();
  });

  it("counts what was judged, stands while nothing changes, and is superseded when something does", async () => {
    const { campaignId, lead } = await launchedCampaign(test, {
      prompts: somePrompts(30, ["a", "b"]),
      budget: 12,
    });
    const empty = await generate(lead, campaignId);
    expect(empty.report.counts).toMatchObject({
      prompts: 30,
      comparisons: 30,
      planned: 12,
      drawn: 12,
      open: 12,
      judgments: 0,
    });
    expect(empty.report.pairs[0]?.verdict.kind).toBe("not-enough");
    expect(notFinite(empty.report)).toEqual([]);

    const annotator = await addAnnotator(lead, campaignId);
    expect(await judge(annotator, preferFirst)).toBe(12);
    expect((await getReport(lead, campaignId)).newJudgments).toBe(12);
    const full = await generate(lead, campaignId);
    expect(full.newJudgments).toBe(0);
    expect(full.report.counts).toMatchObject({
      closed: 12,
      closedPrefix: 12,
      open: 0,
      judgments: 12,
      judgmentsCounted: 12,
      annotators: 1,
    });
    const pair = full.report.pairs[0];
    expect(pair?.winRate.interval?.kind).toBe("fixed-n");
    expect(full.hash).toBe(sha256(canonicalJson(full.report)));

    const { resultId } = await finish(lead, await startReport(lead, campaignId));
    expect(resultId).toBe(full.reportId);
    const file = await exportReport(lead, { campaignId, format: "json" });
    expect(verifyReport(JSON.parse(file.body)).checks.filter(({ holds }) => !holds)).toEqual([]);

    const again = await generate(lead, campaignId);
    expect([again.reportId, again.hash, again.createdAt]).toEqual([full.reportId, full.hash, full.createdAt]);

    await undoLast(annotator.context, annotator.member);
    const undone = await generate(lead, campaignId);
    expect(undone.report.counts).toMatchObject({ judgments: 11, withdrawn: 1, open: 1 });
    expect(undone.hash).not.toBe(full.hash);
    expect(undone.report.ledger.hash).not.toBe(full.report.ledger.hash);
    const { report } = test.database.tables;
    const rows = await test.database.orm.select().from(report).where(eq(report.campaignId, campaignId));
    expect(rows).toHaveLength(3);
  });

  it("can be computed again from its exported draws and judgments", async () => {
    const { campaignId, lead } = await launchedCampaign(test, {
      prompts: somePrompts(24, ["a", "b", "c"], (i) => (i % 3 === 0 ? "ar" : "en")),
      routing: "language",
      judgmentsPerComparison: 2,
      promptOncePerAnnotator: false,
      budget: 40,
    });
    const [one, two] = [await addAnnotator(lead, campaignId), await addAnnotator(lead, campaignId)];
    await skipTask(one.context, one.member, { campaignId, taskId: await taskOf(one) });
    await judge(one, preferFirst, 30);
    await undoLast(one.context, one.member);
    await judge(two, (task) => (preferFirst(task) === "left" ? "right" : "both_good"), 25);
    const { comparisonStatus } = test.database.tables;
    const drawn = await test.database.orm
      .select()
      .from(comparisonStatus)
      .where(eq(comparisonStatus.drawNumber, 2));
    await markUnjudgeable(lead, { campaignId, comparisonId: drawn[0]?.comparisonId as number });
    await changeCampaignState(lead, { campaignId, state: "closed" });
    const { report } = await generate(lead, campaignId);
    expect(report.counts).toMatchObject({ withdrawn: 1, unjudgeable: 1, skips: 1, annotators: 2 });
    expect(report.pairs).toHaveLength(3);
    expect(report.pairs[0]?.groups.map(({ routingGroup }) => routingGroup).sort()).toEqual(["ar", "en"]);

    for (const format of ["csv", "jsonl"] as const) {
      const draws = readRows(format, await textOf(await exportDraws(lead, { campaignId, format })));
      const judgments = readRows(format, await textOf(await exportJudgments(lead, { campaignId, format })));
      expect(draws).toHaveLength(72);
      const again = recomputeFromExports(draws as never, judgments as never, report.configuration);
      expect(again.pairs).toEqual(report.pairs);
      expect(again.ledgerHash).toBe(report.ledger.hash);
      const changed = judgments.map((row) => ({ ...row, outcome: "model_a" }));
      expect(recomputeFromExports(draws as never, changed as never, report.configuration)).not.toEqual(again);
    }
  });

  it("has the win rate that the written formula gives on the exported rows", async () => {
    const { campaignId, lead } = await launchedCampaign(test, {
      prompts: somePrompts(30, ["a", "b"]),
      budget: 12,
    });
    await judge(await addAnnotator(lead, campaignId), preferFirst);
    const { report } = await generate(lead, campaignId);
    const draws = readRows("csv", await textOf(await exportDraws(lead, { campaignId, format: "csv" })));
    const judgments = readRows(
      "csv",
      await textOf(await exportJudgments(lead, { campaignId, format: "csv" })),
    );
    const [N, M] = [30, 12];
    let sum = 0;
    for (const { draw_number: m, q, state } of draws) {
      if (state === "undrawn") continue;
      const outcome = judgments.find(({ draw_number: number }) => number === m)?.outcome;
      const s = outcome === "model_a" ? 1 : outcome === "model_b" ? -1 : 0;
      const v = 1 + ((N - M) / (N - Number(m))) * (1 / ((N - Number(m) + 1) * Number(q)) - 1);
      sum += v * s;
    }
    expect(judgments).toHaveLength(M);
    expect(report.pairs[0]?.winRate.value).toBeCloseTo((1 + sum / M) / 2, 12);
  });

  it("counts adopted judgments, marked as imported", async () => {
    const { campaignId, lead } = await draftCampaign(test, {
      prompts: somePrompts(6, ["a", "b"]),
      adoptImported: true,
    });
    await finish(lead, await startRanking(lead, campaignId));
    const { comparison, dataImport, judgment } = test.database.tables;
    await test.database.transaction(async ({ orm }) => {
      const imports = await orm.select().from(dataImport);
      const comparisons = await orm.select().from(comparison).where(eq(comparison.campaignId, campaignId));
      const imported = (importedAnnotator: string, outcome: "model_a" | "model_b") =>
        comparisons.map(({ id: comparisonId }) => ({
          campaignId,
          comparisonId,
          outcome,
          source: "imported" as const,
          purpose: "main" as const,
          importId: imports[0]?.id as string,
          importedAnnotator,
          createdAt: 0,
        }));
      // The first judgment of each comparison counts, the second does not.
      await orm.insert(judgment).values([...imported("w1", "model_b"), ...imported("w2", "model_a")]);
    });
    await finish(lead, await launchCampaign(lead, campaignId));
    const { report } = await generate(lead, campaignId);
    expect(report.counts).toMatchObject({
      closed: 6,
      judgments: 12,
      judgmentsImported: 12,
      judgmentsCounted: 6,
      annotators: 2,
    });
    expect(report.pairs[0]?.winRate.value).toBe(0);
    expect(report.pairs[0]?.judged.outcomes).toMatchObject({ model_a: 0, model_b: 6 });
    expect(report.notes.join(" ")).toContain("came with an import");
  });

  it("in explore mode keeps to the judged", async () => {
    const { campaignId, lead } = await launchedCampaign(test, {
      prompts: somePrompts(20, ["a", "b"]),
      mode: "explore",
    });
    await judge(await addAnnotator(lead, campaignId), preferFirst, 8);
    const { report, plots } = await generate(lead, campaignId);
    expect(report.scope).toBe("judged-subset");
    expect(report.pairs[0]?.winRate.value).toBeNull();
    expect(report.pairs[0]?.judged.comparisons).toBeGreaterThan(0);
    expect(plots?.winRates).toContain("of the judged");
    expect(plots?.rankedAgainstControl).toBeNull();
    const html = await exportReport(lead, { campaignId, format: "html" });
    expect(html.body).not.toContain("Estimates for the whole set");
  });

  it("leaves as JSON, CSV, HTML, LaTeX and PDF, harmless whatever models are called", async () => {
    const hostile = ['</svg><script>alert("x")</script>', "=cmd|' /C calc'!A0"];
    const { campaignId, lead } = await launchedCampaign(test, {
      name: "Ünsafe & <b>",
      prompts: somePrompts(12, hostile),
    });
    await judge(await addAnnotator(lead, campaignId), preferFirst);
    const { report, hash, plots, reportId } = await generate(lead, campaignId);
    const svgs = Object.values(plots!).flatMap((plot) =>
      Array.isArray(plot) ? plot.map(({ svg }) => svg) : (plot ?? []),
    );
    expect(svgs.length).toBeGreaterThan(3);
    for (const svg of svgs) expect(svg).not.toMatch(/<script|<style|on\w+=/i);

    const json = await exportReport(lead, { campaignId, format: "json" });
    expect(JSON.parse(json.body)).toMatchObject({ reportId, hash });
    expect(sha256(canonicalJson(JSON.parse(json.body).content))).toBe(hash);

    const html = await exportReport(lead, { campaignId, format: "html" });
    expect(html.fileName).toBe("unsafe-b-report.html");
    expect(html.body).not.toMatch(/<script|<b>/);
    expect(html.body).toContain("&lt;script&gt;");
    expect(html.body).toContain(hash);
    expect(html.body).toContain(report.ledger.hash);

    const tex = await exportReport(lead, { campaignId, format: "tex" });
    expect(tex.body).toContain("\\textless{}/svg\\textgreater{}");
    const bib = await exportReport(lead, { campaignId, format: "bib" });
    expect(bib.body).toBe((await getReport(lead, campaignId)).bibtex);
    expect(bib.body).toContain("@inproceedings{farquhar2021,");
    const pdf = await exportPdf(lead, { campaignId }, printOnThread);
    expect(pdf).toMatchObject({ fileName: "unsafe-b-report.pdf", contentType: "application/pdf" });
    expect(Buffer.from(pdf.body).subarray(0, 5).toString()).toBe("%PDF-");

    const csv = await exportReport(lead, { campaignId, format: "csv" });
    const rows = readRows("csv", csv.body);
    const winRate = rows.find(({ quantity, scope }) => quantity === "win_rate" && scope === "whole set");
    expect(Number(winRate?.value)).toBe(report.pairs[0]?.winRate.value);
    expect(
      rows.every(({ model_a: a, model_b: b }) => [a, b].every((name) => !String(name).startsWith("="))),
    ).toBe(true);
  });

  it("exports the ranking with the highest first, in draft already", async () => {
    const { campaignId, lead } = await draftCampaign(test, { prompts: somePrompts(10, ["a", "b"]) });
    await expect(exportRanking(lead, { campaignId, format: "csv" })).rejects.toMatchObject({
      code: "wrong_state",
    });
    await finish(lead, await startRanking(lead, campaignId));
    const rows = readRows("csv", await textOf(await exportRanking(lead, { campaignId, format: "csv" })));
    expect(rows.map(({ prompt_id: id }) => id)).toEqual([
      "p10",
      "p9",
      "p8",
      "p7",
      "p6",
      "p5",
      "p4",
      "p3",
      "p2",
      "p1",
    ]);
    expect(rows.reduce((sum, { weight }) => sum + Number(weight), 0)).toBeCloseTo(1, 12);
  });
});

async function taskOf({ context, member }: Awaited<ReturnType<typeof addAnnotator>>): Promise<string> {
  const next = await nextTask(context, member);
  if (next.kind !== "task") throw new Error("nothing to judge");
  return next.tasks[0]!.taskId;
}

async function textOf({ chunks }: ExportedRows): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}

function readRows(format: "csv" | "jsonl", text: string): Record<string, unknown>[] {
  if (format === "csv") return parse(text, { columns: true });
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
