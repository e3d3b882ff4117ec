import type { Page } from "@playwright/test";
import type { NextTask } from "@/server/task/schemas";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { post } from "./judge-by-request";
import { openAsLead, tab } from "./lead-steps";
import { prepareCampaign } from "./prepare-campaign";

const models = ["atlas", "birch", "cedar"];
/** Three models on 30 prompts, told apart by their first word. */
const rows = Array.from({ length: 30 }, (_, i) =>
  models.map((model) => ({
    prompt_id: `p${i}`,
    prompt: `Say something about ${i}.`,
    model,
    completion: `${model} says ${"word ".repeat(1 + (i % 7))}${i}.`,
  })),
).flat();

/** Judges to the end: atlas is always better than birch, the other pairs are won in turns; returns how many there were. */
async function judgeAll(page: Page, campaignId: string): Promise<number> {
  let next = await post<NextTask>(page, "task.next", { campaignId });
  let judged = 0;
  for (; next.kind === "task"; judged++) {
    const { taskId, left, right } = next.tasks[0]!;
    const isSure = ![left, right].some((text) => text.startsWith("cedar"));
    const decision = (isSure ? left.startsWith("atlas") : judged % 2 === 0) ? "left" : "right";
    const input = { campaignId, taskId, decision, durationMs: 20_000, clientKey: `request-${judged}` };
    next = await post<NextTask>(page, "judgment.submit", input);
  }
  return judged;
}

test("a lead lets the uncertain pairs be judged more, sees which is next, and reads why pairs have sequences", async ({
  page,
  app,
  openPage,
}) => {
  const campaign = await prepareCampaign(app, { rows, budget: 45, upTo: "ranking" });
  await openAsLead(page, app, `/campaigns/${campaign.id}`);
  await page.getByRole("button", { name: "Edit…" }).click();
  await page.getByRole("dialog").getByLabel("The uncertain pairs more often").check();
  await expectAccessible(page, "protocol, which pair is next", "dialog");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("By chance, those of which least is known more often")).toBeVisible();
  const launched = await app.cli(["campaign", "launch", campaign.id]);
  expect(launched.exitCode).toBe(0);
  await page.reload();
  const next = page.getByRole("region", { name: "Which pair is next" });
  await expect(next.getByRole("row")).toHaveCount(1 + 3);
  await expect(next.getByRole("row").nth(1)).toContainText("%");
  await expectAccessible(page, "overview, which pair is next", "main");

  const annotator = await openPage();
  await annotator.goto(await campaign.invite("Ana"));
  expect(await judgeAll(annotator, campaign.id)).toBe(45);
  await page.reload();
  await expect(next).toContainText("The budget is spent");

  await tab(page, "Report").click();
  await page.getByRole("button", { name: /Make the report|Update/ }).click();
  const ratings = page.getByRole("region", { name: "Ratings" });
  await expect(ratings).toContainText("the pair of which least is known most likely", { timeout: 30_000 });
  await ratings.getByText("Which pair is next").click();
  await expect(ratings.getByRole("table", { name: "Pairs by their chance to be judged next" })).toBeVisible();
  await expect(page.getByText(/Judgments went to the pairs of which least was known/)).toBeVisible();
  await expect(
    page.getByText(/How many draws this pair got depends on what had been judged/).first(),
  ).toBeAttached();
  await expectAccessible(page, "report of uncertain pairs judged more", "main");
});
