import type { Locator, Page, Route } from "@playwright/test";
import { expect, test } from "./app";
import { decision, expectJudged, judge, openDesk, type Shown, shown } from "./judge-steps";
import { openAsLead } from "./lead-steps";
import { type CompletionRow, prepareCampaign } from "./prepare-campaign";

test("each key records a judgment for the model whose text stood on that side", async ({ page, app }) => {
  const campaign = await prepareCampaign(app);
  await openDesk(page, await campaign.invite("Amina"));
  const expected: unknown[] = [];
  const keys = [
    ["ArrowLeft", "left"],
    ["ArrowRight", "right"],
    ["a", "left"],
    ["d", "right"],
    ["w", "both_good"],
    ["s", "both_bad"],
    ["W", "both_good"],
    ["A", "left"],
  ] as const;
  for (const [i, [key, meaning]] of keys.entries()) {
    const { left, right } = await shown(page);
    const winner = { left: modelOf(campaign.rows, left), right: modelOf(campaign.rows, right) };
    expected.push(meaning === "left" || meaning === "right" ? winner[meaning] : meaning);
    await judge(page, key, i + 1);
  }
  const recorded = (await campaign.judgments()).map(({ outcome, ...row }) =>
    outcome === "model_a" || outcome === "model_b" ? row[outcome] : outcome,
  );
  expect(recorded).toEqual(expected);
});

test("a held key and a double press record one judgment", async ({ page, app }) => {
  const campaign = await prepareCampaign(app);
  await page.clock.install();
  await openDesk(page, await campaign.invite("Amina"));

  await page.keyboard.down("ArrowLeft");
  for (let repeats = 0; repeats < 20; repeats++) await page.keyboard.down("ArrowLeft");
  await expectJudged(page, 1);
  await shown(page);
  await page.keyboard.down("ArrowLeft");
  await page.keyboard.up("ArrowLeft");
  await judge(page, "ArrowRight", 2);

  // The answer came between the two presses: the second would decide a comparison that nobody has read.
  await shown(page);
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.keyboard.press("s");
  await expectJudged(page, 3);
  await page.keyboard.press("s");
  await expect(decision(page, "Both bad")).toBeDisabled();
  await page.clock.runFor(1_000);
  await judge(page, "w", 4);
  expect((await campaign.judgments()).map(({ outcome }) => outcome).slice(2)).toEqual([
    "both_bad",
    "both_good",
  ]);
});

test("presses while a judgment is on its way are not taken", async ({ page, app }) => {
  const campaign = await prepareCampaign(app);
  await openDesk(page, await campaign.invite("Amina"));
  const held: Route[] = [];
  await page.route(/judgment\.submit/, (route) => held.push(route));
  for (const key of ["ArrowLeft", "ArrowLeft", "s", "x"]) await page.keyboard.press(key);
  await expect(page.getByText("Saving…")).toBeVisible();
  expect(held).toHaveLength(1);
  await held[0]?.continue();
  await expectJudged(page, 1);
  await shown(page);
  expect(await campaign.judgments()).toHaveLength(1);
});

test("a skipped comparison goes to someone else, and the lead sees it", async ({ page, app, openPage }) => {
  const campaign = await prepareCampaign(app);
  const first = await openDesk(page, await campaign.invite("Amina"));
  await page.keyboard.press("x");
  await expect(page.getByText("Skipped. Next comparison.")).toBeAttached();
  expect(texts(await shown(page))).not.toEqual(texts(first));
  await expectJudged(page, 0);

  const other = await openPage();
  expect(texts(await openDesk(other, await campaign.invite("Bruno")))).toEqual(texts(first));
  const lead = await openPage();
  await openAsLead(lead, app, `/campaigns/${campaign.id}`);
  const skipped = lead.getByRole("region", { name: "Skipped comparisons" });
  await expect(skipped.getByRole("listitem")).toHaveCount(1);
  await expect(skipped.getByText("1 skip", { exact: true })).toBeVisible();
});

test("undo brings the same comparison back with the same sides, step by step", async ({ page, app }) => {
  const campaign = await prepareCampaign(app);
  const seen = [await openDesk(page, await campaign.invite("Amina"))];
  for (const key of ["ArrowLeft", "s"]) {
    await judge(page, key, seen.length);
    seen.push(await shown(page));
  }
  await page.keyboard.press("x");
  await expect(page.getByText("Skipped. Next comparison.")).toBeAttached();
  await shown(page);

  await page.keyboard.press("z");
  await expect(page.getByText("Taken back. Your last comparison is open again.")).toBeAttached();
  expect(await shown(page)).toEqual(seen[2]);
  await page.keyboard.press("z");
  await expectJudged(page, 1);
  expect(await shown(page)).toEqual(seen[1]);
  await page.keyboard.press("Backspace");
  await expectJudged(page, 0);
  expect(await shown(page)).toEqual(seen[0]);
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();

  await judge(page, "ArrowRight", 1);
  const standing = (await campaign.judgments()).filter(({ withdrawn }) => !withdrawn);
  expect(standing).toHaveLength(1);
  expect(await campaign.judgments()).toHaveLength(3);
});

test("a flag with its note reaches the lead, who rules on it", async ({ page, app, openPage }) => {
  const campaign = await prepareCampaign(app);
  await openDesk(page, await campaign.invite("Amina"));
  const flags = [
    { reason: "A completion is cut off or garbled", steps: 1, note: "left: add words (a, s, d, w, x, z?)" },
    { reason: "Harmful or private content", steps: 3, note: "It names a person." },
  ] as const;
  for (const { reason, steps, note } of flags) {
    await shown(page);
    await page.keyboard.press("f");
    const dialog = page.getByRole("dialog", { name: "What is wrong with this comparison?" });
    await expect(dialog.getByRole("radio", { name: "The prompt is broken" })).toBeFocused();
    for (let step = 0; step < steps; step++) await page.keyboard.press("ArrowRight");
    await expect(dialog.getByRole("radio", { name: reason })).toBeChecked();
    await page.keyboard.press("Tab");
    await page.keyboard.type(note);
    await expect(dialog.getByLabel("Note")).toHaveValue(note);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Flagged. Next comparison.")).toBeAttached();
    await expect(dialog).toBeHidden();
  }
  await expectJudged(page, 0);
  expect(await campaign.judgments()).toEqual([]);

  const lead = await openPage();
  await openAsLead(lead, app, `/campaigns/${campaign.id}`);
  const waiting = lead.getByRole("region", { name: "Flags to rule on" });
  const flag = (reason: string) => waiting.getByRole("listitem").filter({ hasText: reason });
  const garbled = flag("A completion is cut off or garbled");
  const harmful = flag("Harmful or private content");
  await expect(garbled.getByText("flagged by Amina")).toBeVisible();
  await expect(garbled.getByText(`“${flags[0].note}”`)).toBeVisible();
  await harmful.getByRole("button", { name: "Dismiss" }).click();
  await expect(harmful).toHaveCount(0);
  await garbled.getByRole("button", { name: "Unjudgeable…" }).click();
  await lead.getByRole("dialog").getByRole("button", { name: "Mark unjudgeable" }).click();
  await expect(waiting).toBeHidden();
  const given = lead.getByRole("region", { name: "Skipped comparisons" });
  await expect(given.getByText("unjudgeable", { exact: true })).toHaveCount(1);
});

test("everything that can be opened opens and closes by keyboard", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, { guidelines: "Prefer what **helps**." });
  await page.goto(await campaign.invite("Amina"));
  await expect(page.getByRole("heading", { name: "Before you start" })).toBeVisible();
  await tabTo(page, "Start judging");
  await page.keyboard.press("Enter");
  const first = await shown(page);

  for (const [key, title] of [
    ["?", "Keys"],
    ["g", "Guidelines"],
    ["f", "What is wrong with this comparison?"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole("dialog", { name: title })).toBeVisible();
    // Behind a dialog no key decides.
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(atTheComparison(page)).toBeFocused();
  }
  expect(await shown(page)).toEqual(first);
  await page.keyboard.press("t");
  await expect(page.getByRole("dialog", { name: "Reading" })).toBeFocused();
  await page.keyboard.press("t");
  await expect(atTheComparison(page)).toBeFocused();
  await tabTo(page, "Both good");
  await page.keyboard.press("Enter");
  await expectJudged(page, 1);
  expect((await campaign.judgments()).map(({ outcome }) => outcome)).toEqual(["both_good"]);
});

test("the keyboard goes on at what opened a panel, or at the comparison", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, { strength: "required" });
  await openDesk(page, await campaign.invite("Amina"));
  for (const [name, title] of [
    ["Guidelines G", "Guidelines"],
    ["Flag F", "What is wrong with this comparison?"],
    ["What you judged", "What you judged"],
    ["Reading", "Reading"],
  ] as const) {
    await page.getByRole("button", { name }).press("Enter");
    await expect(page.getByRole("dialog", { name: title })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: title })).toBeHidden();
    await expect(page.getByRole("button", { name })).toBeFocused();
  }
  // What was opened is taken from the page with the focus in it.
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("form").getByRole("button", { name: "Back" }).press("Enter");
  await expect(page.getByRole("form")).toHaveCount(0);
  await expect(atTheComparison(page)).toBeFocused();

  await page.keyboard.press("s");
  await expectJudged(page, 1);
  await page.getByRole("button", { name: "What you judged" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Look again" }).press("Enter");
  await expect(page.getByText("You decided: Both bad.")).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
  await page.getByRole("button", { name: "Leave it as it is" }).press("Enter");
  await shown(page);
  await expect(atTheComparison(page)).toBeFocused();
});

/** What has the focus while one reads. */
function atTheComparison(page: Page): Locator {
  return page.locator('main > [tabindex="-1"]');
}

/** Moves the focus forward until it stands on a button. */
async function tabTo(page: Page, name: string): Promise<void> {
  const button = page.getByRole("button", { name });
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press("Tab");
    if (await button.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the keyboard does not reach "${name}"`);
}

/** Both texts, whichever side they stand on: sides are drawn per person. */
function texts({ left, right }: Shown): string[] {
  return [left, right].map(letters).sort();
}

/** Whose text stands in a pane. */
function modelOf(rows: CompletionRow[], text: string): string | undefined {
  const found = rows.filter(({ completion }) => letters(completion) === letters(text));
  expect(found, `models that wrote ${text}`).toHaveLength(1);
  return found[0]?.model;
}

/** Only the letters: what Markdown leaves alone. */
function letters(text: string): string {
  return text.replace(/\P{L}/gu, "");
}
