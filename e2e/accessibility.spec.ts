import type { Decision } from "@/server/judgment/schemas";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { judgeByRequest } from "./judge-by-request";
import { judge, shown } from "./judge-steps";
import { openAsLead } from "./lead-steps";
import { demoRows, prepareCampaign, run } from "./prepare-campaign";

test("signing in, in light and dark, wide and narrow", async ({ page }) => {
  for (const path of ["/sign-in", "/sign-in?problem=expired"]) {
    await page.goto(path);
    await expectAccessible(page, path);
  }
});

test("the pages of a lead before launch", async ({ page, app }) => {
  const empty = await run(app, ["campaign", "create", "--name", "Nothing in it yet", "--json"]);
  const { campaignId } = JSON.parse(empty) as { campaignId: string };
  await openAsLead(page, app, "/campaigns");
  await expect(page.getByRole("link", { name: "Nothing in it yet" }).first()).toBeVisible();
  await expectAccessible(page, "campaigns");

  await page.goto("/campaigns/new");
  await page.getByText("Advanced settings").click();
  await page.getByText("Fill in from a campaign file").click();
  await expectAccessible(page, "new campaign");
  await page.getByRole("button", { name: "Create and add data" }).click();
  await expect(page.getByLabel("Name")).toBeFocused();
  await expectAccessible(page, "new campaign with a problem");

  for (const path of ["", "/data", "/noise", "/order", "/report"]) {
    await page.goto(`/campaigns/${campaignId}${path}`);
    await expect(page.getByRole("heading", { name: "Nothing in it yet" })).toBeVisible();
    await expectAccessible(page, `empty${path}`);
  }
});

test("an import, a ranking and what comes before launch", async ({ page, app }) => {
  const rows = demoRows({ languages: ["en", "es", "ar"], prompts: 3 });
  const ranked = await prepareCampaign(app, { rows, upTo: "ranking", routing: "language" });
  await openAsLead(page, app, `/campaigns/${ranked.id}/data`);
  const buffer = Buffer.from(`${JSON.stringify(rows[0])}\n{"prompt_id": "x"}`);
  await page.locator("input[type=file]").setInputFiles({ name: "bad.jsonl", mimeType: "text/plain", buffer });
  await expect(page.getByRole("table", { name: "The first rows as they are read" })).toBeVisible();
  await expectAccessible(page, "preview of a file");
  await page.getByRole("button", { name: "Check the whole file" }).click();
  await expect(page.getByText("Nothing was imported")).toBeVisible();
  await expectAccessible(page, "problems of a file");

  await page.goto(`/campaigns/${ranked.id}`);
  await page.getByRole("button", { name: "Launch…" }).click();
  await expectAccessible(page, "launching", "dialog[open]");
  await page.goto(`/campaigns/${ranked.id}/order`);
  await expect(page.getByRole("heading", { name: "What the order does" })).toBeVisible();
  await page.getByText("Routing and seed").click();
  await page.getByRole("region", { name: "First by this metric" }).locator("summary").first().click();
  await expectAccessible(page, "order");
});

test("a live campaign and its dialogs", async ({ page, app, openPage }) => {
  const campaign = await prepareCampaign(app, { budget: 9, guidelines: "Prefer what **helps**." });
  const desk = await openPage();
  await desk.goto(await campaign.invite("Amina"));
  await desk.getByRole("button", { name: "Start judging" }).click();
  await judge(desk, "ArrowLeft", 1);
  await shown(desk);
  await desk.keyboard.press("x");
  await expect(desk.getByText("Skipped. Next comparison.")).toBeAttached();
  await shown(desk);
  await desk.keyboard.press("f");
  await desk.getByText("The prompt is broken").click();
  await desk.getByRole("button", { name: "Flag and go on" }).click();
  await expect(desk.getByText("Flagged. Next comparison.")).toBeAttached();

  await openAsLead(page, app, `/campaigns/${campaign.id}`);
  await expect(page.getByRole("region", { name: "Flags to rule on" })).toBeVisible();
  for (const summary of await page.locator("summary").all()) await summary.click();
  await expectAccessible(page, "live");
  const dialogs = ["Invite…", "Manage Amina", "Extend…", "Close…", "Unjudgeable…", "Edit…"];
  for (const name of dialogs) {
    await page.getByRole("button", { name, exact: true }).first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page, name, "dialog[open]");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await page.getByRole("button", { name: "Invite…" }).click();
  await page.getByLabel("Name").fill("Bruno");
  await page.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("img", { name: "QR code of the link of Bruno" })).toBeVisible();
  await expectAccessible(page, "link and code", "dialog[open]");
});

test("a report with all its sections", async ({ page, app, openPage }) => {
  const rows = demoRows({ languages: ["en", "es"], prompts: 6 }).map((row) => ({
    ...row,
    score: row.completion.length,
  }));
  const campaign = await prepareCampaign(app, {
    rows,
    budget: 24,
    judgmentsPerComparison: 2,
    extraUpTo: 3,
    controlVariate: "score:score",
    stopRule: { winner: true, equivalence: 0.2, width: null },
  });
  for (const name of ["Amina", "Bruno", "Chioma"]) {
    const desk = await openPage();
    await desk.goto(await campaign.invite(name));
    await judgeByRequest(desk, campaign.id, (left, right) => decideBy(name, left, right));
  }
  await openAsLead(page, app, `/campaigns/${campaign.id}`);
  await expect(page.getByRole("region", { name: "Where the pairs stand" })).toBeVisible({ timeout: 40_000 });
  await expectAccessible(page, "overview while judging");

  await page.goto(`/campaigns/${campaign.id}/report`);
  await expectAccessible(page, "no report yet");
  await page.getByRole("button", { name: "Make the report" }).click();
  await expect(page.getByRole("heading", { name: "Win rates" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("table", { name: "Profile of each model" })).toBeVisible({ timeout: 60_000 });
  for (const title of reportSections) await expect(page.getByRole("region", { name: title })).toBeVisible();
  for (const link of await page.getByRole("navigation", { name: "In this report" }).getByRole("link").all()) {
    const part = await link.getAttribute("href");
    await expect(page.locator(part ?? ""), part ?? "a link without an address").toBeVisible();
  }
  await expectAccessible(page, "report");
  const folded = page.locator("main details:not([open]) > summary");
  while ((await folded.count()) > 0) await folded.first().click();
  await expectAccessible(page, "report, unfolded");
  await page.getByLabel("Slices").selectOption("Categories");
  await expectAccessible(page, "slices by category", "#slices");

  await page.goto(`/campaigns/${campaign.id}/order`);
  await expect(page.getByRole("heading", { name: "What the order does" })).toBeVisible();
  await expectAccessible(page, "order after launch");
});

const reportSections = [
  /^Verdicts: /,
  "The whole set, estimated",
  "While judging went on",
  "With a judge taking out variance",
  "Prompts and annotators like these",
  "By slice",
  "Ratings",
  "Profile of the models",
  "With length and style held equal",
  "Of the judged",
  "People",
  "What the order was worth",
  "Downloads",
  "Methods and configuration",
];

/** One likes what is longer, one what is shorter, one does not mind: they agree and disagree. */
function decideBy(name: string, left: string, right: string): Decision {
  if (name === "Chioma") return left.length % 2 === 0 ? "both_good" : "left";
  const isLeft = left.length >= right.length === (name === "Amina" || left.length % 3 > 0);
  return isLeft ? "left" : "right";
}

test("each step of the desk", async ({ page, app }) => {
  const rows = demoRows({ languages: ["en", "ar"], prompts: 4 });
  const campaign = await prepareCampaign(app, {
    rows,
    routing: "language",
    guidelines: "# What is good\n\n- a\n- b",
  });
  await page.goto(await campaign.invite("Amina"));
  await expect(page.getByRole("heading", { name: "Which languages do you read well?" })).toBeVisible();
  await expectAccessible(page, "languages");
  await page.getByRole("checkbox", { name: "English" }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Before you start" })).toBeVisible();
  await expectAccessible(page, "first guidelines");
  await page.getByRole("button", { name: "Start judging" }).click();
  await shown(page);
  await expectAccessible(page, "comparison");
  for (const key of ["g", "?", "f"]) {
    await page.keyboard.press(key);
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page, `dialog of ${key}`, "dialog[open]");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await page.getByRole("button", { name: "Menu" }).click();
  await expectAccessible(page, "menu");
  await page.keyboard.press("Escape");
  await run(app, ["campaign", "pause", campaign.id]);
  await judge(page, "w", 1);
  await expect(page.getByRole("heading", { name: "Taking a break" })).toBeVisible();
  await expectAccessible(page, "paused");
});

test("what someone sees who judges nothing, or looks for what is not there", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, { upTo: "ranking" });
  await page.goto(await campaign.invite("Amina"));
  await expect(page.getByRole("heading", { name: "Not started yet" })).toBeVisible();
  await expectAccessible(page, "not started");
});
