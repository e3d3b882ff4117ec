import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { decision, expectJudged, judgeAll, openDesk, pane, shown } from "./judge-steps";
import { openAsLead } from "./lead-steps";
import { demoRows, prepareCampaign, run } from "./prepare-campaign";
import type { App } from "./start-app";

interface Known {
  prompt: string;
  use?: "gold" | "practice";
  explanation?: string;
}

/** Adds comparisons of which the first text is right, by command. */
async function addKnown(app: App, campaignId: string, known: Known[]): Promise<void> {
  const file = join(app.folder, `gold-${campaignId}.jsonl`);
  const rows = known.map((row) => ({
    completion_a: `The right text. ${row.prompt}`,
    completion_b: `The wrong text. ${row.prompt}`,
    accepted: "a",
    language: "en",
    ...row,
  }));
  await writeFile(file, rows.map((row) => JSON.stringify(row)).join("\n"));
  await run(app, ["gold", campaignId, file, "--json"]);
}

const rightKey = ({ right }: { right: string }) =>
  right.startsWith("The right text") ? "ArrowRight" : "ArrowLeft";
const wrongKey = (texts: { right: string }) => (rightKey(texts) === "ArrowLeft" ? "ArrowRight" : "ArrowLeft");

const heading = (page: Page, name: string) => page.getByRole("heading", { name });

test("practice comes first, tells what was right, and starts over until enough is", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, { practicePass: 2 });
  await addKnown(app, campaign.id, [
    { prompt: "First practice", use: "practice", explanation: "The first one **answers** the question." },
    { prompt: "Second practice", use: "practice" },
  ]);
  await page.goto(await campaign.invite("Amina"));
  await expect(heading(page, "First some practice")).toBeVisible();
  await expect(page.getByText("2 of 2 must be right to begin.")).toBeVisible();
  await expectAccessible(page, "practice begins");
  await page.getByRole("button", { name: "Start the practice" }).click();

  await expect(page.getByText("Practice 1 of 2")).toBeVisible();
  await expect(page.getByText("First practice").first()).toBeVisible();
  await page.keyboard.press(wrongKey(await shown(page)));
  const told = page.getByRole("region", { name: "What was right" });
  await expect(told.getByText("That was not right.")).toBeVisible();
  await expect(told.getByText(/Right would have been: (left|right) is better\./)).toBeVisible();
  await expect(told.getByText("The first one answers the question.")).toBeVisible();
  // What was judged is still there to be looked at, and cannot be judged again.
  await expect(pane(page, "Left")).toBeVisible();
  await expect(decision(page, "Left")).toHaveCount(0);
  await expectAccessible(page, "what was right");
  // It is read out with the button that has the focus, and of the next comparison nothing is said before it is there.
  await expect(told.getByRole("button", { name: "Next" })).toBeFocused();
  await expect(told.getByRole("button", { name: "Next" })).toHaveAccessibleDescription(
    /^That was not right\./,
  );
  await expect(page.locator("p[aria-live]")).toHaveText("");
  await page.keyboard.press("Enter");
  await expect(page.locator("p[aria-live]")).toHaveText(/^Next comparison\./);

  await expect(page.getByText("Practice 2 of 2")).toBeVisible();
  await page.keyboard.press(rightKey(await shown(page)));
  await expect(told.getByText("That was right.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(heading(page, "Practice once more")).toBeVisible();
  await page.getByRole("button", { name: "Start the practice" }).click();
  for (let i = 0; i < 2; i++) {
    await page.keyboard.press(rightKey(await shown(page)));
    await expect(told.getByText("That was right.")).toBeVisible();
    await page.keyboard.press("Enter");
  }

  await shown(page);
  await expect(page.getByText(/^Practice \d/)).toHaveCount(0);
  await expectJudged(page, 0);
  await page.keyboard.press("ArrowLeft");
  await expectJudged(page, 1);
  const judged = await campaign.judgments();
  expect(judged.map(({ purpose }) => purpose)).toEqual([...Array<string>(4).fill("practice"), "main"]);
});

test("who misses gold too often is stopped, and goes on when a lead lets them", async ({
  page,
  app,
  openPage,
}) => {
  const campaign = await prepareCampaign(app, {
    rows: demoRows({ languages: ["en"], prompts: 20 }),
    goldShare: 0.5,
    goldRule: { after: 2, accuracy: 1, action: "stop" },
  });
  await addKnown(
    app,
    campaign.id,
    Array.from({ length: 20 }, (_, i) => ({ prompt: `Gold ${i}` })),
  );
  await openDesk(page, await campaign.invite("Amina"));
  const stopped = heading(page, "You were stopped");
  for (let judged = 1; !(await stopped.isVisible()); judged++) {
    await page.keyboard.press(wrongKey(await shown(page)));
    await expectJudged(page, judged);
    await expect(decision(page, "Left").and(page.locator(":enabled")).or(stopped)).toBeVisible();
    expect(judged).toBeLessThan(60);
  }
  await expectAccessible(page, "stopped");

  const lead = await openPage();
  await openAsLead(lead, app, `/campaigns/${campaign.id}/gold`);
  const row = lead.getByRole("row", { name: /Amina/ });
  await expect(row.getByText("Stopped by the rule")).toBeVisible();
  await expect(row.getByText("0 of 2")).toBeVisible();
  await expectAccessible(lead, "gold");
  await row.getByRole("button", { name: "Let go on" }).click();
  await expect(row.getByText("Stopped by the rule")).toHaveCount(0);

  await page.reload();
  await shown(page);
  expect((await campaign.judgments()).filter(({ purpose }) => purpose === "gold")).toHaveLength(2);
});

test("one's own comparisons come again with sides swapped, and are told from nothing", async ({
  page,
  app,
}) => {
  const campaign = await prepareCampaign(app, {
    rows: demoRows({ languages: ["en"], prompts: 4 }),
    repeatShare: 0.5,
    prefetch: 1,
  });
  await openDesk(page, await campaign.invite("Amina"));
  const sides = new Map<string, string[]>();
  const all = await judgeAll(page, ({ left, right }) => {
    const pair = [left, right].sort((a, b) => (a < b ? -1 : 1)).join("\n");
    sides.set(pair, [...(sides.get(pair) ?? []), left]);
    return "ArrowLeft";
  });
  const twice = [...sides.values()].filter((lefts) => lefts.length === 2);
  expect(twice.length).toBeGreaterThan(0);
  for (const [first, second] of twice) expect(second).not.toBe(first);
  const judged = await campaign.judgments();
  const repeats = judged.filter(({ purpose }) => purpose === "repeat");
  expect(repeats).toHaveLength(twice.length);
  expect(judged).toHaveLength(all);
});

test("changed guidelines are read before the next comparison, with what is new marked", async ({
  page,
  app,
  openPage,
}) => {
  // More than one is held: the next one is on the screen before the server tells of the change.
  const campaign = await prepareCampaign(app, { guidelines: "Choose the kinder text.", prefetch: 3 });
  await page.clock.install();
  await page.goto(await campaign.invite("Amina"));
  await page.getByRole("button", { name: "Start judging" }).click();
  const before = await shown(page);

  const lead = await openPage();
  await openAsLead(lead, app, `/campaigns/${campaign.id}`);
  await lead.getByRole("region", { name: "Protocol" }).getByRole("button", { name: "Edit…" }).click();
  await lead.getByLabel("Guidelines for annotators").fill("Choose the kinder and shorter text.");
  await lead.getByRole("button", { name: "Save" }).click();
  await expect(lead.getByText("Version 2; earlier wordings of the guidelines")).toBeVisible();

  // Not over the comparison that is being read.
  expect(await shown(page)).toEqual(before);
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.keyboard.press("ArrowLeft");
  await expect(heading(page, "The guidelines have changed")).toBeFocused();
  await expect(page.locator("p[aria-live]")).toHaveText("");
  await page.clock.resume();
  await expect(page.locator("ins")).toHaveText("and shorter ");
  await expectAccessible(page, "changed guidelines");
  await page.getByRole("button", { name: "I have read them" }).click();
  await shown(page);
  await expect(page.locator("p[aria-live]")).toHaveText(/^Next comparison\./);
  await page.keyboard.press("ArrowLeft");
  await expectJudged(page, 2);
  const versions = (await campaign.judgments()).map((row) => Number(row.guidelines_version));
  expect(versions).toEqual([1, 2]);
  await page.reload();
  await shown(page);
});

test("a lead writes gold, uses a comparison as practice, and sees the desk in preview", async ({
  page,
  app,
}) => {
  const campaign = await prepareCampaign(app);
  await openAsLead(page, app, `/campaigns/${campaign.id}/gold`);
  await page.getByRole("region", { name: "Gold" }).getByRole("button", { name: "Add…" }).click();
  const dialog = page.getByRole("dialog", { name: "Add gold" });
  await dialog.getByLabel("Prompt").fill("What is two and two?");
  await dialog.getByLabel("First completion").fill("**Four.**");
  await dialog.getByLabel("Second completion").fill("Five.");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.locator("strong", { hasText: "Four." })).toBeVisible();
  await dialog.getByRole("button", { name: "Edit" }).click();
  await dialog.getByLabel("The first is better").check();
  await expect(dialog.getByRole("button", { name: "Add", exact: true })).toBeDisabled();
  await dialog.getByLabel("Language").selectOption("en");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const row = page.getByRole("row", { name: /What is two and two/ });
  await expect(row.getByText("The first is better")).toBeVisible();
  await expect(page.getByText("The gold below is given to nobody")).toBeVisible();
  await row.getByRole("button", { name: /^Change/ }).click();
  const change = page.getByRole("dialog", { name: "Change a known comparison" });
  await expect(change.getByLabel("Second completion")).toHaveValue("Five.");
  await change.getByLabel("Second completion").fill("Six.");
  await change.getByLabel("Both are good").check();
  await expectAccessible(page, "changing gold");
  await change.getByRole("button", { name: "Save" }).click();
  await expect(row.getByText(/both are good/)).toBeVisible();
  await row.getByRole("button", { name: /^Retire/ }).click();
  await expect(row.getByText("Retired")).toBeVisible();
  await row.getByRole("button", { name: /^Use again/ }).click();

  await page.goto(`/campaigns/${campaign.id}/comparisons`);
  await page.getByRole("row").getByRole("link").first().click();
  await page.getByRole("button", { name: "Use as gold…" }).click();
  const copy = page.getByRole("dialog", { name: "Use as gold" });
  await copy.getByLabel("Practice").check();
  await copy.getByLabel("The second is better").check();
  await copy.getByRole("button", { name: "Add a copy" }).click();
  await copy.getByRole("link", { name: "practice of the campaign" }).click();

  await page.getByRole("link", { name: "Preview the desk" }).click();
  await expect(page.getByText("What you decide here counts to nothing")).toBeVisible();
  await page.getByRole("button", { name: "Start the practice" }).or(decision(page, "Left")).first().waitFor();
  await shown(page);
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("region", { name: "What was right" }).getByRole("button", { name: "Next" }).click();
  await shown(page);
  await page.keyboard.press("ArrowLeft");
  await shown(page);
  await expectJudged(page, 0);
  await page.getByRole("button", { name: "Start over" }).click();
  await shown(page);
  const stored = await campaign.judgments();
  expect(new Set(stored.map(({ purpose }) => purpose))).toEqual(new Set(["preview"]));
});
