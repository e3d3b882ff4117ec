import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type ExportedDraw, type ExportedJudgment, recomputeFromExports } from "@/server/report/recompute";
import type { ReportContent } from "@/server/report/schemas";
import type { VerifiedReport } from "@/server/report/verify-report";
import { expect, test } from "./app";
import { demoFile } from "./demo-file";
import { judgeAll, type Shown, startJudging } from "./judge-steps";
import { createCampaign, importFile, invite, launch, rank, tab } from "./lead-steps";
import { parseLines } from "./prepare-campaign";
import type { App } from "./start-app";
import { winRateByHand } from "./win-rate-by-hand";

test("a campaign from import to a report that anyone can recompute", async ({ page, app, openPage }) => {
  await createCampaign(page, app, {
    name: "Journey",
    guidelines: "Prefer what **helps**.",
    budget: 9,
    judgmentsPerComparison: 2,
    seed: "journey",
  });
  await importFile(page, demoFile);
  await expect(
    page.getByRole("status").getByText("60 prompts, 3 models, 180 completions added"),
  ).toBeVisible();
  await rank(page);
  await launch(page);
  const links = [await invite(page, "Amina"), await invite(page, "Bruno")];

  const desks = await Promise.all(
    links.map(async (link) => {
      const desk = await openPage();
      await startJudging(desk, link);
      return desk;
    }),
  );
  const judged = await Promise.all(
    desks.map((desk, i) => judgeAll(desk, i === 0 ? preferLongWords : preferTies)),
  );
  expect(judged).toEqual([9, 9]);

  await tab(page, "Report").click();
  await page.getByRole("button", { name: "Make the report" }).click();
  await expect(page.getByRole("heading", { name: "Win rates" })).toBeVisible({ timeout: 30_000 });
  const exported = await download(page, "JSON");
  const { content: report } = JSON.parse(exported) as { content: ReportContent; hash: string };
  const draws = parseLines<ExportedDraw>(await fetchText(page, "draws.jsonl"));
  const judgments = parseLines<ExportedJudgment>(await download(page, "Judgments, JSON Lines"));
  expect(report.counts).toMatchObject({ judgments: 18, closed: 9, open: 0, annotators: 2 });

  const again = recomputeFromExports(draws, judgments, report.configuration);
  expect(again.pairs).toEqual(report.pairs);
  expect(again.ledgerHash).toBe(report.ledger.hash);
  for (const { modelA, modelB, winRate } of report.pairs) {
    expect(winRate.interval?.kind).toBe("fixed-n");
    expect(winRate.value).toBeCloseTo(winRateByHand(draws, judgments, modelA, modelB), 12);
  }

  // The file alone is enough, and no number in it can be another one.
  expect(await verify(app, exported)).toMatchObject({ exitCode: 0, verified: { holds: true } });
  const { pairs } = report;
  const changed = { ...JSON.parse(exported), content: { ...report, pairs: pairs.toReversed() } };
  expect(await verify(app, JSON.stringify(changed))).toMatchObject({
    exitCode: 1,
    verified: { holds: false },
  });
});

/** What the command says of a downloaded report, which needs no database. */
async function verify(app: App, text: string): Promise<{ exitCode: number; verified: VerifiedReport }> {
  const file = join(app.folder, "report.json");
  await writeFile(file, text);
  const { stdout, exitCode } = await app.cli(["report", "verify", file, "--json"]);
  return { exitCode, verified: JSON.parse(stdout) as VerifiedReport };
}

/** Decides by something on the page alone, as a person would: by how long its words are. */
function preferLongWords({ left, right }: Shown): string {
  return meanWord(left) >= meanWord(right) ? "ArrowLeft" : "ArrowRight";
}

function meanWord(text: string): number {
  const words = text.split(/\s+/);
  return words.reduce((sum, word) => sum + word.length, 0) / words.length;
}

function preferTies({ left, right }: Shown): string {
  if (Math.abs(left.length - right.length) < 200) return left.length > 300 ? "w" : "s";
  return left.length > right.length ? "ArrowLeft" : "ArrowRight";
}

async function download(page: Page, label: string): Promise<string> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: label, exact: true }).click();
  return readFile(await (await started).path(), "utf8");
}

/** What the signed-in lead gets at an address that no link on the page names. */
async function fetchText(page: Page, name: string): Promise<string> {
  const campaignId = /cmp_\w+/.exec(page.url())?.[0];
  const answer = await page.request.get(`/api/campaigns/${campaignId}/${name}`);
  expect(answer.status()).toBe(200);
  return answer.text();
}
