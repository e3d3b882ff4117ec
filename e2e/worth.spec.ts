import { randomUUID } from "node:crypto";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { importFile, openAsLead } from "./lead-steps";
import { run } from "./prepare-campaign";

/** Pairs with judgments: the more the second completion says beyond the first, the surer it is preferred. */
const judged = Array.from({ length: 60 }, (_, i) => ({
  prompt_id: `p${i}`,
  prompt: `Say something about ${i}.`,
  model_a: "atlas-2",
  model_b: "birch-mini",
  completion_a: "A plain answer.",
  completion_b: `A plain answer${" and more of it".repeat(i % 10)}.`,
  judgments: [{ annotator: "x", outcome: i % 10 < 6 ? "both_good" : "model_b" }],
}));

test("imported judgments say what each metric is worth, and a draft takes one of them", async ({
  page,
  app,
}) => {
  const created = await run(app, ["campaign", "create", "--name", `Worth ${randomUUID()}`, "--json"]);
  const { campaignId } = JSON.parse(created) as { campaignId: string };
  await openAsLead(page, app, `/campaigns/${campaignId}/data`);
  const buffer = Buffer.from(judged.map((row) => `${JSON.stringify(row)}\n`).join(""));
  await importFile(page, { name: "judged.jsonl", mimeType: "application/jsonl", buffer });

  await page.goto(`/campaigns/${campaignId}/order`);
  const worth = page.getByRole("region", { name: "What the order is worth" });
  await worth.getByRole("button", { name: "Compare metrics" }).click();
  // The second text is longer wherever it differs: whatever sees the difference sees the length.
  await expect(worth).toContainText("No metric beats the length control on this campaign.", {
    timeout: 60_000,
  });
  await expect(worth).toContainText("60 judgments on 60 comparisons.");
  const table = worth.getByRole("table");
  await expect(table.getByRole("row").filter({ hasText: "length-gap" }).first()).toContainText(
    "not beyond length",
  );
  await expect(table.getByRole("row").last()).toContainText("random");
  await worth.getByRole("button", { name: "Order by" }).click();
  await expect(table.getByRole("row").nth(1)).toContainText("bleu");
  await expectAccessible(page, "order, what it is worth", "main");

  await worth.getByRole("link", { name: "Use Word edit distance" }).click();
  const settings = page.getByRole("region", { name: "Settings" });
  await expect(settings.getByText("edit-distance", { exact: true }).first()).toBeVisible();
  await expect(settings.getByRole("button", { name: "Discard changes" })).toBeVisible();
});
