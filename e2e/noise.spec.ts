import type { Page } from "@playwright/test";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { createCampaign, importFile, launch, rank, tab } from "./lead-steps";
import { demoRows } from "./prepare-campaign";

const draft = { name: "Noisy", guidelines: "", budget: 9, judgmentsPerComparison: 1, seed: "noise" };

/** Four prompts of three models; the first model lost its first completion. */
function noisyRows(): object[] {
  return demoRows({ languages: ["en"], prompts: 4 }).map((row, i) =>
    i === 0 ? { ...row, completion: " " } : row,
  );
}

test("noise is found, read, left out of the pool, and after launch closed and given back", async ({
  page,
  app,
}) => {
  await createCampaign(page, app, draft);
  await tab(page, "Noise").click();
  await expect(page.getByText("There are no texts yet")).toBeVisible();
  const lines = noisyRows().map((row) => JSON.stringify(row));
  await tab(page, "Data").click();
  await importFile(page, {
    name: "noisy.jsonl",
    mimeType: "application/jsonl",
    buffer: Buffer.from(lines.join("\n")),
  });

  await tab(page, "Noise").click();
  await page.getByRole("button", { name: "Look for noise" }).click();
  const empty = page.getByRole("region", { name: "Empty" });
  await expect(empty).toContainText("1 completion found, in 2 comparisons (16.7", { timeout: 30_000 });
  await expect(empty).toContainText("Takes out 2 comparisons: 10 of 12 would remain.");
  await expect(page.getByText(/^Not found: .*, wrong language/i)).toBeVisible();
  await expectAccessible(page, "noise");
  await empty.getByRole("button", { name: "Read what was found" }).click();
  await empty.getByText("Only white space.").click();
  await expect(empty.getByText("White space only, 1 character.")).toBeVisible();

  await tab(page, "Overview").click();
  await expect(step(page, "Noise")).toContainText("1 kind of noise found, none left out.");
  await rank(page);
  await tab(page, "Noise").click();
  const rule = empty.getByLabel("Leave out of the pool");
  await rule.click();
  await expect(rule).toBeChecked();
  await expect(empty).toContainText("2 comparisons left out.");
  await tab(page, "Overview").click();
  await expect(step(page, "Launch")).toContainText("Rank again.");
  await tab(page, "Noise").click();
  await rule.click();
  await expect(rule).not.toBeChecked();
  await expect(empty).toContainText("Takes out 2 comparisons");

  // The ranking fits again as soon as the rule is taken back.
  await launch(page);
  await tab(page, "Noise").click();
  await empty.getByLabel("Close as unjudgeable").click();
  const dialog = page.getByRole("dialog", { name: "Close what “Empty” touches?" });
  await expect(dialog).toContainText("2 comparisons of the pool are given up, judged or not");
  await dialog.getByRole("button", { name: "Close as unjudgeable" }).click();
  await expect(empty).toContainText("2 comparisons closed.");
  await empty.getByLabel("Close as unjudgeable").click();
  await expect(empty).toContainText("Would close 2 comparisons.");
});

function step(page: Page, name: string) {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
}
