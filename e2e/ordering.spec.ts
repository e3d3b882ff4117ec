import type { Page } from "@playwright/test";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { launch, openAsLead, rank } from "./lead-steps";
import { type CompletionRow, demoRows, prepareCampaign } from "./prepare-campaign";

const models = ["atlas-2", "birch-mini", "cedar-instruct", "dogwood-1"];

/** The demo's three models and a fourth that says the first one's sentences in another order. */
function fourModels(): CompletionRow[] {
  const rows = demoRows({ languages: ["en", "es"], prompts: 5 });
  const fourth = rows
    .filter(({ model }) => model === models[0])
    .map((row) => ({
      ...row,
      model: models[3] as string,
      completion: row.completion.split(". ").reverse().join(". "),
    }));
  return [...rows, ...fourth];
}

test("one press ranks with settings that nobody touched", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, { rows: fourModels(), upTo: "data" });
  await openAsLead(page, app, `/campaigns/${campaign.id}/order`);
  await expect(page.getByText("60 comparisons of 6 model pairs")).toBeVisible();
  await expect(page.getByRole("button", { name: "Discard changes" })).toHaveCount(0);
  await rank(page);
  await expect(page.getByRole("heading", { name: "60 comparisons ranked by 1 − chrF" })).toBeVisible();
  await expect(page.getByText("The ranking has these settings.")).toBeVisible();
});

test("several metrics, one baseline and a slice minimum make the order that is launched", async ({
  page,
  app,
}) => {
  const campaign = await prepareCampaign(app, { rows: fourModels(), upTo: "data" });
  await openAsLead(page, app, `/campaigns/${campaign.id}/order`);

  await page.getByRole("radio", { name: "Combine metrics" }).check();
  await page.getByRole("searchbox", { name: "Search the metrics" }).fill("compression");
  await page.getByRole("checkbox", { name: /ncd/ }).check();
  await page.getByLabel("Combined by").selectOption("weighted-z");
  await page.getByRole("spinbutton", { name: /^Compression distance/ }).fill("-0.5");
  await expect(page.getByText("ncd, turned round")).toBeVisible();

  await part(page, "Model pairs").click();
  await page.getByRole("radio", { name: "One baseline against the rest" }).check();
  await page.getByLabel("Baseline", { exact: true }).selectOption("birch-mini");
  await expect(page.getByText("3 pairs, 30 comparisons")).toBeVisible();

  await part(page, "Slice minimums").click();
  await page.getByLabel("Add a slice").selectOption({ label: "Spanish · español, 50\u202f% of the pool" });
  const share = page.getByRole("spinbutton", { name: "Spanish · español" });
  await expect(share).toHaveValue("50");
  await share.fill("95");
  await expect(page.getByText("The minimums may take 90 % of the draws together at most.")).toBeVisible();
  await share.fill("30");
  await expect(page.getByText("the metric alone decides 70")).toBeVisible();

  await rank(page);
  const result = page.getByRole("region", { name: /^30 comparisons ranked by/ });
  await expect(result).toContainText("weighted z-scores of 1 − chrF and −0.5 × compression distance");
  await expect(result).toContainText("birch-mini against each other model");
  const languages = page.getByRole("table", { name: "Share of the pool and of the top fifth by language" });
  await expect(languages.getByRole("columnheader", { name: "Planned" })).toBeVisible();
  await expect(languages.getByRole("row").filter({ hasText: "English" })).not.toContainText("–");
  await page.reload();
  await expect(page.getByText("The ranking has these settings.")).toBeVisible();

  await page.getByRole("button", { name: "Launch…" }).click();
  await expect(page.getByRole("dialog")).toContainText("Slice minimums: language es 30");
  await page.keyboard.press("Escape");
  await launch(page);
  await page.goto(`/campaigns/${campaign.id}/order`);
  await expect(page.getByRole("region", { name: "Settings" })).toContainText("Fixed at launch");
  await expect(page.getByRole("region", { name: "Settings" })).toContainText("language es 30");
});

test("chosen pairs are ticked, changes are discarded, an address asks for a metric", async ({
  page,
  app,
}) => {
  const campaign = await prepareCampaign(app, { rows: fourModels(), upTo: "data" });
  await openAsLead(page, app, `/campaigns/${campaign.id}/order?metric=tfidf#pairs`);
  await expect(page.getByRole("button", { name: "Discard changes" })).toBeVisible();
  await page.getByRole("radio", { name: "Chosen pairs" }).check();
  await page.getByRole("button", { name: "Tick none" }).click();
  await page.getByRole("button", { name: "Rank", exact: true }).click();
  await expect(page.getByText("Choose one pair or more.")).toBeVisible();
  await page.getByRole("checkbox", { name: /^atlas-2 and dogwood-1/ }).check();
  await page.getByRole("button", { name: "Tick all pairs of birch-mini" }).click();
  await expect(page.getByText("3 pairs, 30 comparisons")).toBeVisible();

  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(page.getByText("60 comparisons of 6 model pairs")).toBeVisible();
  await expect(page.getByRole("button", { name: "Discard changes" })).toHaveCount(0);
});

test("an order is set by keyboard alone, of whole prompts", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, { rows: fourModels(), upTo: "data" });
  await openAsLead(page, app, `/campaigns/${campaign.id}/order`);
  await expect(page.getByText("60 comparisons of 6 model pairs")).toBeVisible();
  await part(page, "Order by").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("radio", { name: "Each pair's own disagreement" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "The prompt's maximum" })).toBeChecked();
  await page.getByRole("button", { name: "Rank", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("the largest of the prompt's pairs")).toBeVisible({ timeout: 30_000 });
});

test("the settings of an order are accessible, in light and dark, wide and narrow", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, {
    rows: fourModels(),
    upTo: "ranking",
    metric: "weighted-z",
    members: [
      { metric: "chrf", weight: 1 },
      { metric: "ncd", weight: -1 },
    ],
    pairChoice: { kind: "chosen", pairs: [["atlas-2", "dogwood-1"]] },
    sliceMinimums: [{ by: "language", value: "es", share: 0.2 }],
  });
  await openAsLead(page, app, `/campaigns/${campaign.id}/order`);
  await expect(page.getByRole("heading", { name: "What the order does" })).toBeVisible();
  for (const title of ["Add or remove metrics", "Draws", "Model pairs", "Order by", "Slice minimums"])
    await part(page, title).click();
  await expectAccessible(page, "settings of an order");
});

function part(page: Page, title: string) {
  return page
    .getByRole("region", { name: "Settings" })
    .locator("summary")
    .filter({ hasText: new RegExp(`^${title}`) });
}
