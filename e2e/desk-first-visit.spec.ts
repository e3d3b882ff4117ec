import { devices, type Locator } from "@playwright/test";
import { expect, test } from "./app";
import { decision, expectJudged, judge, pane, shown } from "./judge-steps";
import { openAsLead } from "./lead-steps";
import { demoRows, prepareCampaign } from "./prepare-campaign";

test("guidelines are shown once, and again when they have changed", async ({ page, app, openPage }) => {
  const campaign = await prepareCampaign(app, { guidelines: "Prefer what **helps**." });
  await page.goto(await campaign.invite("Amina"));
  await expect(page.getByText("Prefer what helps.")).toBeVisible();
  await expect(pane(page, "Left")).toBeHidden();
  await page.getByRole("button", { name: "Start judging" }).press("Enter");
  await shown(page);
  await page.reload();
  await shown(page);
  await expect(page.getByRole("heading", { name: "Before you start" })).toHaveCount(0);

  const lead = await openPage();
  await openAsLead(lead, app, `/campaigns/${campaign.id}`);
  await lead.getByRole("region", { name: "Protocol" }).getByRole("button", { name: "Edit…" }).click();
  const dialog = lead.getByRole("dialog", { name: "Protocol" });
  await expect(dialog.getByLabel("Budget, in comparisons")).toBeDisabled();
  await dialog.getByLabel("Guidelines for annotators").fill("Prefer what is *correct*.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(page.getByRole("heading", { name: "The guidelines have changed" })).toBeVisible();
  await expect(page.locator("ins").first()).toBeVisible();
  await page.getByText("The whole text").click();
  await expect(page.getByText("Prefer what is correct.")).toBeVisible();
  await page.getByRole("button", { name: "I have read them" }).press("Enter");
  await shown(page);
});

test("languages come first in a campaign routed by them, and can change later", async ({ page, app }) => {
  const rows = demoRows({ languages: ["en", "es", "ar"], prompts: 3 });
  const campaign = await prepareCampaign(app, { rows, routing: "language" });
  await page.goto(await campaign.invite("Amina"));
  await expect(page.getByRole("heading", { name: "Which languages do you read well?" })).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(3);
  await expect(page.getByRole("button", { name: "Continue" })).toBeDisabled();
  await page.getByRole("checkbox", { name: "Arabic" }).press("Space");
  await page.getByRole("button", { name: "Continue" }).press("Enter");
  await shown(page);
  await expect(page.getByRole("region", { name: "Prompt" })).toContainText(/\p{Script=Arabic}/u);

  await page.reload();
  await shown(page);
  await page.keyboard.press("g");
  await page.getByRole("button", { name: "My languages" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "My languages" });
  await dialog.getByRole("checkbox", { name: "Arabic" }).press("Space");
  await dialog.getByRole("checkbox", { name: "Spanish" }).press("Space");
  await dialog.getByRole("button", { name: "Continue" }).press("Enter");
  await expect(page.getByRole("region", { name: "Prompt" })).not.toContainText(/\p{Script=Arabic}/u);
  await shown(page);
  await page.keyboard.press("ArrowLeft");
  await expectJudged(page, 1);
  const spanish = rows.filter(({ language }) => language === "es").map(({ prompt_id }) => prompt_id);
  expect(spanish).toContain((await campaign.judgments())[0]?.prompt_id);
});

test("an Arabic completion runs from right to left, its code from left to right", async ({ page, app }) => {
  const code = "```python\nprint(1)\n```";
  const rows = demoRows({ languages: ["ar"], prompts: 4 }).map((row) => ({
    ...row,
    completion: `${row.completion}\n\n- نقطة أولى\n- نقطة ثانية\n\n${code}\n\nThat is all.`,
  }));
  const campaign = await prepareCampaign(app, { rows });
  await page.goto(await campaign.invite("Amina"));
  await shown(page);
  for (const side of ["Left", "Right"] as const) {
    const arabic = pane(page, side).getByRole("paragraph").first();
    await expect(arabic).toContainText(/\p{Script=Arabic}/u);
    await expect(arabic).toHaveCSS("direction", "rtl");
    expect(await startsAt(arabic)).toBe("right");
    await expect(pane(page, side).getByRole("list").last()).toHaveCSS("direction", "rtl");
    await expect(pane(page, side).getByText("print(1)")).toHaveCSS("direction", "ltr");
    await expect(pane(page, side).getByText("That is all.")).toHaveCSS("direction", "ltr");
  }
  await expect(page.getByRole("region", { name: "Prompt" }).getByRole("paragraph").first()).toHaveCSS(
    "direction",
    "rtl",
  );
  // What is left and right on the screen does not change with the language.
  const left = await pane(page, "Left").boundingBox();
  const right = await pane(page, "Right").boundingBox();
  expect(left?.x).toBeLessThan(right?.x ?? 0);
});

test.describe("on a phone", () => {
  const { defaultBrowserType: _, ...phone } = devices["iPhone 14"];
  test.use(phone);

  test("comparisons are judged by touch", async ({ page, app }) => {
    const campaign = await prepareCampaign(app, { guidelines: "Prefer what **helps**." });
    await page.goto(await campaign.invite("Amina"));
    await page.getByRole("button", { name: "Start judging" }).tap();
    for (const [judged, name] of (["Left", "Right", "Both good", "Both bad"] as const).entries()) {
      await expect(decision(page, name)).toBeEnabled();
      await expect(decision(page, name)).toBeInViewport({ ratio: 1 });
      const { height } = (await decision(page, name).boundingBox()) ?? { height: 0 };
      expect(height).toBeGreaterThanOrEqual(44);
      await decision(page, name).tap();
      await expectJudged(page, judged + 1);
    }
    await shown(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole("button", { name: "Flag" }).tap();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("I cannot judge this").tap();
    await dialog.getByRole("button", { name: "Flag and go on" }).tap();
    await expect(page.getByText("Flagged. Next comparison.")).toBeAttached();
    await shown(page);
    await page.getByRole("button", { name: "Undo" }).tap();
    await expect(page.getByText("Taken back.")).toBeAttached();
    await judge(page, "ArrowLeft", 5);
  });

  test("a double tap judges one comparison", async ({ page, app }) => {
    const campaign = await prepareCampaign(app);
    await page.goto(await campaign.invite("Amina"));
    await shown(page);
    await decision(page, "Left").dblclick();
    await expectJudged(page, 1);
    await shown(page);
    expect(await campaign.judgments()).toHaveLength(1);
  });
});

/** On which side of its box the first line of a text begins. */
async function startsAt(text: Locator): Promise<"left" | "right"> {
  return text.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(element);
    const line = range.getClientRects()[0];
    if (!line) throw new Error("there is no text");
    return Math.abs(box.right - line.right) < Math.abs(line.left - box.left) ? "right" : "left";
  });
}
