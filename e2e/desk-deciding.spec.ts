import { devices, type Locator, type Page } from "@playwright/test";
import type { CampaignSettingsInput } from "@/server/campaign/schemas";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { decision, expectJudged, judge, openDesk, pane, shown } from "./judge-steps";
import { demoRows, prepareCampaign } from "./prepare-campaign";

const asked = {
  strength: "required",
  criteria: [{ id: "correct", name: "Correctness", hint: "Are the facts right?", required: true }],
  reasons: { choices: ["Wrong", "Too long"], text: true, required: false },
  evidenceSpans: true,
} satisfies Partial<CampaignSettingsInput>;

test("fifty comparisons are judged by the keyboard alone", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, { rows: demoRows({ languages: ["en"], prompts: 60 }) });
  await openDesk(page, await campaign.invite("Amina"));
  const keys = ["ArrowLeft", "ArrowRight", "w", "s", "a", "d"];
  for (let judged = 0; judged < 50; judged++)
    await judge(page, keys[judged % keys.length] as string, judged + 1);
  await page.keyboard.press("z");
  await expectJudged(page, 49);
  await judge(page, "d", 50);
  await expect
    .poll(async () => (await campaign.judgments()).filter(({ withdrawn }) => !withdrawn).length)
    .toBe(50);
});

test("what is asked beside a decision is answered by keyboard, and stored of the models", async ({
  page,
  app,
}) => {
  const campaign = await prepareCampaign(app, asked);
  await openDesk(page, await campaign.invite("Amina"));
  await page.keyboard.press("ArrowLeft");
  const panel = page.getByRole("form", { name: "Your decision: Left" });
  await expect(panel.getByRole("status")).toHaveText("Say how clear it is.");
  await expect(panel.getByRole("button", { name: /Save/ })).toBeDisabled();
  await expectAccessible(page, "the panel of details");
  await page.keyboard.press("Space");
  await expect(panel.getByRole("status")).toHaveText("Say which is better: Correctness.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await panel.getByRole("checkbox", { name: "Too long" }).focus();
  await page.keyboard.press("Space");
  await panel.getByRole("textbox").fill("It repeats itself.");
  await page.keyboard.press("Control+Enter");
  await expectJudged(page, 1);
  await expect.poll(() => campaign.judgments()).toHaveLength(1);
  const [judgment] = await campaign.judgments();
  const { outcome, ...said } = judgment as unknown as Record<string, string>;
  const isA = outcome === "model_a";
  expect(JSON.parse(said.criteria ?? "")).toEqual({ correct: "tie" });
  expect([isA || outcome === "model_b", Number(said.strength), said.reasons, said.comment]).toEqual([
    true,
    1,
    '["Too long"]',
    "It repeats itself.",
  ]);
});

test("words that are selected are marked as evidence and kept with the decision", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, { evidenceSpans: true });
  const { left } = await openDesk(page, await campaign.invite("Amina"));
  await pane(page, "Left")
    .locator("[data-completion] :is(p, li)")
    .first()
    .evaluate((element) => document.getSelection()?.selectAllChildren(element));
  await expect(page.getByRole("toolbar", { name: "Mark what you selected" })).toBeVisible();
  await page.keyboard.press("-");
  const marks = page.getByRole("list", { name: "What you marked" });
  await expect(marks.getByRole("listitem")).toHaveCount(1);
  await judge(page, "ArrowRight", 1);
  await expect(marks).toHaveCount(0);
  await expect.poll(() => campaign.judgments()).toHaveLength(1);
  const [judgment] = (await campaign.judgments()) as unknown as { spans: string }[];
  const [span] = JSON.parse(judgment?.spans ?? "[]") as { start: number; end: number; speaks: string }[];
  expect(span).toMatchObject({ start: expect.any(Number), speaks: "against" });
  expect((span?.end ?? 0) - (span?.start ?? 0)).toBeGreaterThan(1);
  expect(left.length).toBeGreaterThan(0);
});

test("words are marked as evidence however they are read, and stay marked", async ({ page, app }) => {
  const intro = [1, 2, 3]
    .map((at) => `**Part ${at}** ${"is what both of them say. ".repeat(6)}`)
    .join("\n\n");
  const texts = { atlas: `${intro}\n\nA *red* fox runs.`, birch: `${intro}\n\nA *big* fox runs.` };
  const rows = Object.entries(texts).map(([model, completion]) => ({
    prompt_id: "p",
    prompt: "Say something.",
    model,
    completion,
  }));
  const campaign = await prepareCampaign(app, { rows, evidenceSpans: true });
  await openDesk(page, await campaign.invite("Amina"));
  const marks = page.getByRole("list", { name: "What you marked" });
  const words = /Left [+−]A [*]?(red|big)[*]? fox/;
  const highlighted = (speaks: "for" | "against") =>
    page.evaluate(
      (name) => [...(CSS.highlights.get(name) ?? [])].map((range) => (range as Range).toString()).join(),
      `evidence-${speaks}`,
    );

  await page.keyboard.press("v");
  await expect(page.locator("mark")).toHaveCount(2);
  await selectFromTo(pane(page, "Left").locator("[data-completion]"), "A *", " fox");
  await page.keyboard.press("+");
  await expect(marks.getByRole("listitem")).toHaveText(words);
  await expect.poll(() => highlighted("for")).toMatch(/^A \*.* fox$/s);
  await page.keyboard.press("v");
  await expect.poll(() => highlighted("for")).toMatch(/^A (red|big) fox$/);

  await page.getByRole("button", { name: "Fold 3 identical paragraphs" }).click();
  await expect(page.getByText("3 identical paragraphs", { exact: true })).toHaveCount(2);
  await expect.poll(() => highlighted("for")).toMatch(/^A (red|big) fox$/);
  await selectFromTo(pane(page, "Left").locator("[data-completion]"), "A ", " fox");
  await page.keyboard.press("-");
  // The same words, so the mark is changed and there is none beside it.
  await expect(marks.getByRole("listitem")).toHaveText(words);
  await expect.poll(() => highlighted("against")).toMatch(/^A (red|big) fox$/);
  await judge(page, "ArrowRight", 1);
  const [judgment] = (await campaign.judgments()) as unknown as { spans: string }[];
  const [span] = JSON.parse(judgment?.spans ?? "[]") as { start: number; end: number; speaks: string }[];
  expect(span?.speaks).toBe("against");
  expect(texts.atlas.slice(span?.start, span?.end)).toBe("A *red* fox");
});

/** Selects from the beginning of some words to the end of others, each within one run of text. */
async function selectFromTo(text: Locator, from: string, to: string): Promise<void> {
  await text.evaluate(
    (root, [first, last]) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const words = node.nodeValue ?? "";
        const start = words.lastIndexOf(first);
        if (start >= 0) range.setStart(node, start);
        if (words.startsWith(last) || words.includes(`*${last}`))
          range.setEnd(node, words.indexOf(last) + last.length);
      }
      document.getSelection()?.removeAllRanges();
      document.getSelection()?.addRange(range);
    },
    [from, to] as const,
  );
}

test("a key of one's own decides from then on, and on the next visit", async ({ page, app }) => {
  const campaign = await prepareCampaign(app);
  const link = await campaign.invite("Amina");
  await openDesk(page, link);
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await dialog.getByRole("button", { name: "Change the key of: Left is better" }).click();
  await page.keyboard.press("x");
  await expect(dialog.getByRole("status")).toContainText("Skip");
  await page.keyboard.press("j");
  await expect(dialog.getByText("J", { exact: true })).toBeVisible();
  await expectAccessible(page, "changing a key");
  await page.keyboard.press("Escape");
  await expect(decision(page, "Left")).toContainText("J");
  await judge(page, "j", 1);
  await page.reload();
  await shown(page);
  await page.keyboard.press("a");
  await judge(page, "j", 2);
});

test("what one judged is found again, changed, and stored as a revision", async ({ page, app }) => {
  const campaign = await prepareCampaign(app);
  const first = await openDesk(page, await campaign.invite("Amina"));
  await judge(page, "ArrowLeft", 1);
  await judge(page, "s", 2);
  await expect.poll(() => campaign.judgments()).toHaveLength(2);
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "What you judged" });
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await expectAccessible(page, "what one judged");
  await dialog.getByRole("listitem").last().getByRole("button").click();
  await expect(pane(page, "Left")).toContainText(first.left.slice(0, 30));
  await expect(page.getByText("You decided: Left. Decide again to change it.")).toBeVisible();
  await expect(decision(page, "Right")).toBeEnabled();
  await page.keyboard.press("ArrowRight");
  await shown(page);
  await expect(page.locator("p[aria-live]")).toHaveText("Your judgment was changed.");
  await expect.poll(async () => (await campaign.judgments()).length).toBe(3);
  const [old, , revised] = (await campaign.judgments()) as unknown as Record<string, unknown>[];
  expect(old?.withdrawn).toBe(true);
  expect(revised).toMatchObject({ revises: old?.judgment_id, withdrawn: false });
  expect(revised?.outcome).not.toBe(old?.outcome);
  await expectJudged(page, 2);
});

test("a broken prompt is flagged with what is wrong with its text", async ({ page, app }) => {
  const campaign = await prepareCampaign(app);
  await openDesk(page, await campaign.invite("Amina"));
  await page.keyboard.press("f");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("The prompt is broken").click();
  await dialog.getByText("Boilerplate").click();
  await dialog.getByRole("button", { name: "Flag and go on" }).click();
  await expect(page.getByText("Flagged.")).toBeAttached();
});

test.describe("on a phone", () => {
  const { defaultBrowserType: _, ...phone } = devices["Pixel 7"];
  test.use(phone);

  test("the other completion is a swipe away, and all that decides is under the thumb", async ({
    page,
    app,
  }) => {
    const campaign = await prepareCampaign(app);
    await openDesk(page, await campaign.invite("Amina"));
    const sides = page.getByRole("group", { name: "Which completion is in sight" });
    const hint = page.getByText("Swipe for the other completion.");
    const half = (page.viewportSize()?.height ?? 0) / 2;
    for (const button of await page.getByRole("region", { name: "Decision" }).getByRole("button").all())
      if (await button.isVisible()) expect((await button.boundingBox())?.y).toBeGreaterThan(half);
    await expect(hint).toBeVisible();
    await expect(sides.getByRole("button", { name: "Left", pressed: true })).toBeVisible();
    await swipe(page, { x: 350, y: half + 40 }, -280);
    await expect(sides.getByRole("button", { name: "Right", pressed: true })).toBeVisible();
    await expect.poll(async () => (await pane(page, "Right").boundingBox())?.x).toBeLessThan(60);
    await expect(hint).toHaveCount(0);
    await expectAccessible(page, "the other completion", "main");
    await page.setViewportSize(phone.viewport);
    await decision(page, "Both good").tap();
    await expectJudged(page, 1);
    await expect(page.getByText(unseen)).toHaveCount(0);

    await expect(sides.getByRole("button", { name: "Left", pressed: true })).toBeVisible();
    await page.getByRole("button", { name: "Show the other completion" }).tap();
    await expect(sides.getByRole("button", { name: "Right", pressed: true })).toBeVisible();
    await sides.getByRole("button", { name: "Left" }).tap();
    await expect(sides.getByRole("button", { name: "Left", pressed: true })).toBeVisible();
    await decision(page, "Left").tap();
    await expectJudged(page, 2);
    await expect(page.getByText(unseen)).toHaveCount(0);
  });

  test("who decides before the other completion was in sight is told, and may take it back", async ({
    page,
    app,
  }) => {
    const campaign = await prepareCampaign(app);
    const first = await openDesk(page, await campaign.invite("Amina"));
    await decision(page, "Left").tap();
    await expectJudged(page, 1);
    const note = page.getByRole("status").filter({ hasText: unseen });
    await note.getByRole("button", { name: "Undo" }).tap();
    await expectJudged(page, 0);
    expect(await shown(page)).toEqual(first);
    await expect(note).toHaveCount(0);
  });
});

const unseen = "You decided before the other completion was in sight.";

/** A finger that moves sideways, beginning at a point of the screen. */
async function swipe(page: Page, { x, y }: { x: number; y: number }, distance: number): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) =>
    browser.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", [{ x, y }]);
  for (let step = 1; step <= 10; step++) await touch("touchMove", [{ x: x + (distance * step) / 10, y }]);
  await touch("touchEnd", []);
}
