import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { openAsLead } from "./lead-steps";
import { run } from "./prepare-campaign";

/** Judged pairs: a longer second answer is preferred, mostly; the others tie. */
const judged = Array.from({ length: 150 }, (_, i) => {
  const longer = (i * 7) % 15;
  return {
    prompt_id: `p${i}`,
    prompt: `Question ${i}?`,
    model_a: "atlas-2",
    model_b: "birch-mini",
    completion_a: `Answer ${i} is short.`,
    completion_b: `Answer ${i} is long${" and longer".repeat(longer)}.`,
    judgments: [{ annotator: "x", outcome: longer > 6 !== (i % 9 === 0) ? "model_b" : "both_good" }],
  };
});

test("a live campaign learns from its judgments and orders by it what is not drawn", async ({
  page,
  app,
}) => {
  const name = `Learning ${randomUUID().slice(0, 8)}`;
  await writeFile(join(app.folder, "judged.jsonl"), judged.map((row) => JSON.stringify(row)).join("\n"));
  const settings = { name, adoptImported: true, budget: 90, seed: "learn", data: ["judged.jsonl"] };
  const file = join(app.folder, `${randomUUID()}.json`);
  await writeFile(file, JSON.stringify(settings));
  const created = await run(app, ["campaign", "create", "--file", file, "--json"]);
  const { campaignId } = JSON.parse(created) as { campaignId: string };
  await run(app, ["rank", campaignId]);
  await run(app, ["campaign", "launch", campaignId]);

  await openAsLead(page, app, `/campaigns/${campaignId}/order`);
  const learned = page.getByRole("region", { name: "Learned order" });
  await expect(learned).toContainText("there are 90, so 10 more are needed");
  await expect(learned.getByRole("progressbar")).toHaveAttribute("value", "90");
  await run(app, ["campaign", "extend", campaignId, "--budget", "120"]);
  await page.reload();
  await learned.getByRole("button", { name: "Learn from 120 judgments" }).click();
  await expect(learned.getByText("Decisive ranked above tied")).toBeVisible({ timeout: 60_000 });
  await expect(learned).toContainText("From 120 judgments of 120 comparisons and 120 prompts.");
  await learned.getByText("What it goes by").click();
  await expect(learned.getByRole("table", { name: /the strongest first/ })).toContainText("length-gap");
  await expectAccessible(page, "learned order", "main");

  await learned.getByRole("button", { name: "Order the remaining 30 by it" }).click();
  const dialog = page.getByRole("dialog", { name: "Order 30 comparisons anew" });
  await expect(dialog).toContainText("What was drawn stays drawn");
  await expect(dialog.getByLabel("Preset")).toHaveValue("minimum-variance");
  await dialog.getByRole("button", { name: "Order anew" }).click();
  const changes = learned.getByRole("table", { name: "Changes of the order after launch" });
  await expect(changes).toContainText("learned predictor", { ignoreCase: true, timeout: 30_000 });
  await expect(changes.getByRole("row").nth(1)).toContainText("Minimum variance");
  await expect(changes.getByRole("row").nth(1)).toContainText("121");
  const card = page.getByRole("region", { name: "Settings" });
  await expect(card).toContainText("what was learned from the judgments, minimum variance", {
    ignoreCase: true,
  });
  await expect(card).toContainText("Since draw 121 of each stratum");
  await expect(card).toContainText("Metric at launch");

  await learned.getByRole("button", { name: "By another metric" }).click();
  await dialog.getByLabel("Metric").selectOption("length-gap");
  await expect(dialog.getByLabel("Preset").getByRole("option", { name: "Minimum variance" })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Order anew" }).click();
  await expect(changes.getByRole("row").nth(2)).toContainText("length gap", {
    ignoreCase: true,
    timeout: 30_000,
  });
});
