import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "./app";
import { judge, judgeAll, openDesk, shown } from "./judge-steps";
import { createCampaign, importFile, invite, leadLink, openAsLead, rank, tab } from "./lead-steps";
import { demoRows, parseLines, prepareCampaign, run } from "./prepare-campaign";

const draft = { name: "By hand", guidelines: "", budget: 4, judgmentsPerComparison: 1, seed: "by-hand" };

test("a draft names its next step and what stands before its launch", async ({ page, app }) => {
  const rows = demoRows({ languages: ["en"], prompts: 3 });
  await createCampaign(page, app, draft);
  await tab(page, "Overview").click();
  const step = (name: string) =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
  await expect(step("Launch")).toContainText("Import completions first.");
  await expect(page.getByRole("button", { name: "Launch…" })).toHaveCount(0);
  await tab(page, "Order").click();
  await expect(page.getByText("There is nothing to order yet")).toBeVisible();
  await page.getByRole("link", { name: "Import data" }).click();
  await importFile(page, jsonl("three.jsonl", rows));
  await tab(page, "Overview").click();
  await expect(step("Data")).toContainText("3 models, 3 prompts");
  await expect(step("Launch")).toContainText("Rank the comparisons first.");
  await step("Order").getByRole("link", { name: "Choose the order" }).click();
  await rank(page);
  await tab(page, "Overview").click();
  await expect(step("Order (done)")).toContainText("9 comparisons ranked by 1 − chrF, measure mode");

  // More data makes the ranking stale, and a stale ranking cannot be launched.
  await tab(page, "Data").click();
  await importFile(page, jsonl("more.jsonl", demoRows({ languages: ["es"], prompts: 1 })));
  await tab(page, "Overview").click();
  await expect(step("Launch")).toContainText("Rank again.");
  await expect(page.getByRole("button", { name: "Launch…" })).toHaveCount(0);
});

test("a bad file names line, field and reason, and its good rows can be had", async ({ page, app }) => {
  const [good, other, ...rest] = demoRows({ languages: ["en"], prompts: 1 });
  await createCampaign(page, app, draft);
  const bad = [
    JSON.stringify(good),
    JSON.stringify({ ...other, completion: undefined }),
    "{ not JSON",
    ...rest.map((row) => JSON.stringify(row)),
  ].join("\n");
  const upload = { name: "bad.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(bad) };
  await page.locator("input[type=file]").setInputFiles(upload);
  await expect(page.getByRole("table", { name: "The first rows as they are read" })).toBeVisible();
  await page.getByRole("button", { name: "Check the whole file" }).click();
  await expect(page.getByText("Nothing was imported")).toBeVisible();
  const problems = page.getByRole("table", { name: "2 problems" });
  await expect(problems.getByRole("row", { name: /^2 completion is missing/ })).toBeVisible();
  await expect(problems.getByRole("row", { name: /^3 expected a key in double quotes/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Imports" })).toHaveCount(0);

  await page.getByRole("button", { name: "Import the good rows only" }).click();
  await expect(page.getByText("bad.jsonl was imported")).toBeVisible();
  await expect(page.getByText("1 prompt, 2 models, 2 completions added").first()).toBeVisible();
  await page.getByRole("region", { name: "Imports" }).getByText("2 rows that were left out").click();
  await expect(page.getByRole("table", { name: "Left out", exact: true })).toBeVisible();
});

test("the same file again changes nothing, and one that is no data is refused", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, { upTo: "data" });
  await openAsLead(page, app, `/campaigns/${campaign.id}/data`);
  const again = jsonl("again.jsonl", campaign.rows);
  await page.locator("input[type=file]").setInputFiles(again);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText("again.jsonl added nothing")).toBeVisible();
  await expect(page.getByRole("region", { name: "3 models, 8 prompts" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Imports" }).getByRole("listitem")).toHaveCount(1);

  const buffer = Buffer.from("colour,size\nred,3\n");
  await page.locator("input[type=file]").setInputFiles({ name: "no.csv", mimeType: "text/csv", buffer });
  await expect(page.getByRole("table", { name: "This file cannot be read" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Import", exact: true })).toHaveCount(0);
});

test("explore mode says what it cannot say, from the form to the report", async ({ page, app, openPage }) => {
  const campaign = await prepareCampaign(app, { upTo: "data", budget: 3 });
  await openAsLead(page, app, `/campaigns/${campaign.id}/order`);
  await page.getByRole("radio", { name: "Explore" }).check();
  await expect(page.getByText("Explore mode can say nothing about the comparisons")).toBeVisible();
  await expect(page.getByLabel("Preset")).toHaveCount(0);
  await rank(page);
  await expect(page.getByText("Nothing can be said about comparisons that are not judged.")).toBeVisible();
  await tab(page, "Overview").click();
  await page.getByRole("button", { name: "Launch…" }).click();
  await expect(page.getByRole("dialog")).toContainText("The report speaks of the judged comparisons only.");
  await page.getByRole("dialog").getByRole("button", { name: "Launch", exact: true }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });

  const desk = await openPage();
  await openDesk(desk, await campaign.invite("Amina"));
  expect(await judgeAll(desk, () => "ArrowLeft")).toBe(3);
  await makeReport(page);
  await expect(page.getByRole("region", { name: "Verdict" }).getByText("Judged only").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "The whole set, estimated" })).toHaveCount(0);
  await expect(page.getByText("they say nothing about comparisons that were not judged")).toBeVisible();
});

test.describe("a live campaign", () => {
  test.use({ expectedConsoleErrors: /status of 400 / });

  test("is paused, resumed, extended and closed, the last only after a warning", async ({ page, app }) => {
    const campaign = await prepareCampaign(app, { budget: 4 });
    await openAsLead(page, app, `/campaigns/${campaign.id}`);
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByText("Annotators are given nothing new until you resume.")).toBeVisible();
    await page.getByRole("button", { name: "Resume" }).click();
    await expect(page.getByText("Live", { exact: true })).toBeVisible();

    await page.getByRole("button", { name: "Extend…" }).click();
    const extend = page.getByRole("dialog", { name: "Extend the budget" });
    await expect(extend).toContainText("Now 4 of a pool of 24.");
    await extend.getByLabel("New total of comparisons").fill("3");
    await extend.getByRole("button", { name: "Extend", exact: true }).click();
    await expect(extend.getByRole("alert")).toBeVisible();
    await extend.getByLabel("New total of comparisons").fill("7");
    await extend.getByRole("button", { name: "Extend", exact: true }).click();
    await expect(extend).toBeHidden();
    await expect(page.getByText("of 7 planned")).toBeVisible();
    await expect(page.getByText("7 comparisons, 4 at launch")).toBeVisible();

    await page.getByRole("button", { name: "Close…" }).click();
    const close = page.getByRole("dialog", { name: "Close this campaign?" });
    await expect(close).toContainText("7 comparisons are open.");
    await close.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Close…" }).click();
    await close.getByRole("button", { name: "Close for good" }).click();
    await expect(page.getByText("Closed", { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("button", { name: /^(Pause|Resume|Extend…|Close…)$/ })).toHaveCount(0);
  });
});

test("a new sign-in link ends the old one and what it opened", async ({ page, app, openPage }) => {
  const campaign = await prepareCampaign(app);
  await openAsLead(page, app, `/campaigns/${campaign.id}`);
  const first = await invite(page, "Amina");
  const desk = await openPage();
  await openDesk(desk, first);
  await page.getByRole("button", { name: "Manage Amina" }).click();
  const dialog = page.getByRole("dialog", { name: "Amina" });
  await dialog.getByRole("button", { name: "New sign-in link" }).click();
  const second = await dialog.getByText(/^http\S+\/l\/\w+$/).innerText();
  expect(second).not.toBe(first);
  await dialog.getByRole("button", { name: "Close" }).click();

  await desk.reload();
  await expect(desk).toHaveURL(/\/sign-in/);
  await desk.goto(first);
  await expect(desk.getByText("This link has been replaced.")).toBeVisible();
  await openDesk(desk, second);
  await judge(desk, "ArrowLeft", 1);
  await desk.goto(first.replace(/\w{6}$/, "abcdef"));
  await expect(desk.getByText("This link is not known here.")).toBeVisible();
});

test("a removed person's comparison and withdrawn judgments go to others, and they can come back", async ({
  page,
  app,
  openPage,
}) => {
  const campaign = await prepareCampaign(app, { prefetch: 1 });
  const desk = await openPage();
  await openDesk(desk, await campaign.invite("Amina"));
  await judge(desk, "ArrowLeft", 1);
  await shown(desk);
  await openAsLead(page, app, `/campaigns/${campaign.id}`);
  const person = page.getByRole("row", { name: /^Amina/ });
  await expect(person.getByRole("cell").nth(1)).toHaveText("1");
  await page.getByRole("button", { name: "Manage Amina" }).click();
  const dialog = page.getByRole("dialog", { name: "Amina" });
  await dialog.getByRole("button", { name: "Remove from the campaign…" }).click();
  await expect(dialog).toContainText("1 comparison that they hold will be offered to others.");
  await dialog.getByLabel("Also withdraw their 1 judgment").check();
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(dialog.getByRole("button", { name: "Restore" })).toBeVisible();
  await expect(person).toContainText("Removed");
  expect((await campaign.judgments()).map(({ withdrawn }) => withdrawn)).toEqual([true]);

  await dialog.getByRole("button", { name: "Restore" }).click();
  await dialog.getByRole("button", { name: "New sign-in link" }).click();
  const link = await dialog.getByText(/^http\S+\/l\/\w+$/).innerText();
  await openDesk(desk, link);
  await judge(desk, "ArrowRight", 1);
});

test("a report before any judgment says so, and later offers everything as a file", async ({
  page,
  app,
  openPage,
}) => {
  const campaign = await prepareCampaign(app, { budget: 3 });
  await openAsLead(page, app, `/campaigns/${campaign.id}/report`);
  await page.getByRole("button", { name: "Make the report" }).click();
  await expect(page.getByText("Nothing was judged when this report was made")).toBeVisible({
    timeout: 30_000,
  });
  const desk = await openPage();
  await openDesk(desk, await campaign.invite("Amina"));
  await judgeAll(desk, () => "ArrowLeft");
  await page.reload();
  await expect(page.getByText("3 new judgments since.")).toBeVisible();
  await page.getByRole("button", { name: "Update the report" }).click();
  await expect(page.getByRole("heading", { name: "Win rates" })).toBeVisible({ timeout: 30_000 });

  const downloads = page.getByRole("region", { name: "Downloads" });
  await expect(downloads.getByRole("link")).toHaveCount(15);
  for (const link of await downloads.getByRole("link").all()) {
    const started = page.waitForEvent("download");
    await link.click();
    const file = await started;
    const text = await readFile(await file.path(), "utf8");
    expect(text.length, file.suggestedFilename()).toBeGreaterThan(200);
    if (file.suggestedFilename().endsWith("judgments.jsonl")) expect(parseLines(text)).toHaveLength(3);
    if (file.suggestedFilename().endsWith(".html")) {
      const path = join(app.folder, basename(file.suggestedFilename()));
      await file.saveAs(path);
      await openStandalone(await openPage(), path);
    }
  }
});

test.describe("what is not one's own", () => {
  test.use({ expectedConsoleErrors: /status of 40[134] / });

  test("is not found: another lead's campaign, and all of it for an annotator", async ({
    page,
    app,
    openPage,
  }) => {
    const mine = await prepareCampaign(app);
    const theirs = await prepareCampaign(app, { upTo: "data" });
    const invited = await run(app, [
      "invite",
      theirs.id,
      "--name=Other lead",
      "--role=lead",
      `--url=${app.url}`,
      "--json",
    ]);
    const { link } = JSON.parse(invited) as { link: string };
    await page.goto(link);
    await expect(page.getByRole("heading", { name: theirs.name })).toBeVisible();
    await page.goto("/campaigns");
    await expect(page.getByRole("link", { name: theirs.name })).toBeVisible();
    await expect(page.getByRole("link", { name: mine.name })).toHaveCount(0);
    for (const path of ["", "/data", "/order", "/report"]) {
      const response = await page.goto(`/campaigns/${mine.id}${path}`);
      expect(response?.status(), path).toBe(404);
      await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    }
    for (const name of ["report.json", "judgments.csv", "ranking.csv"])
      expect((await page.request.get(`/api/campaigns/${mine.id}/${name}`)).ok(), name).toBe(false);
    await page.goto(`/judge/${mine.id}`);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();

    const annotator = await openPage();
    await openDesk(annotator, await mine.invite("Amina"));
    for (const path of ["/campaigns", `/campaigns/${mine.id}`, "/campaigns/new"]) {
      await annotator.goto(path);
      await expect(annotator, path).toHaveURL(/\/judge/);
    }
    for (const name of ["report.json", "judgments.csv", "ranking.csv"])
      expect((await annotator.request.get(`/api/campaigns/${mine.id}/${name}`)).status(), name).toBe(403);

    const stranger = await openPage();
    for (const path of ["/campaigns", `/judge/${mine.id}`, "/"]) {
      await stranger.goto(path);
      await expect(stranger, path).toHaveURL(/\/sign-in/);
    }
  });
});

test("signing out ends the session in this browser", async ({ page, app }) => {
  await page.goto(leadLink(app));
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/campaigns");
  await expect(page).toHaveURL(/\/sign-in$/);
});

async function makeReport(page: Page): Promise<void> {
  await tab(page, "Report").click();
  await page.getByRole("button", { name: "Make the report" }).click();
  await expect(page.getByRole("heading", { name: "Win rates" })).toBeVisible({ timeout: 30_000 });
}

/** Opens a report as a file from a disk, where nothing else can be reached. */
async function openStandalone(page: Page, path: string): Promise<void> {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  const address = pathToFileURL(path).href;
  await page.goto(address);
  await expect(page.getByRole("heading").first()).toBeVisible();
  await expect(page.getByRole("table").first()).toBeVisible();
  expect(requests.filter((url) => url !== address && !url.startsWith("data:"))).toEqual([]);
}

function jsonl(name: string, rows: readonly object[]) {
  const buffer = Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"));
  return { name, mimeType: "application/jsonl", buffer };
}
