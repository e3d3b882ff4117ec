import type { Page } from "@playwright/test";
import type { NextTask } from "@/server/task/schemas";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { post } from "./judge-by-request";
import { openAsLead, tab } from "./lead-steps";
import { prepareCampaign } from "./prepare-campaign";

/** Two models on 80 prompts, told apart by their first word. */
const rows = Array.from({ length: 80 }, (_, i) =>
  ["atlas", "birch"].map((model) => ({
    prompt_id: `p${i}`,
    prompt: `Say something about ${i}.`,
    model,
    completion: `${model} says ${"word ".repeat(1 + (i % 7))}${i}.`,
  })),
).flat();

/** Judges up to so many, atlas always the better one; returns how many there were. */
async function judge(page: Page, campaignId: string, count: number, key: string): Promise<number> {
  let next = await post<NextTask>(page, "task.next", { campaignId });
  let judged = 0;
  for (; next.kind === "task" && judged < count; judged++) {
    const { taskId, left } = next.tasks[0]!;
    const decision = left.startsWith("atlas") ? "left" : "right";
    const input = { campaignId, taskId, decision, durationMs: 20_000, clientKey: `request-${key}-${judged}` };
    next = await post<NextTask>(page, "judgment.submit", input);
  }
  return judged;
}

test("a clear winner is decided in front of the lead, judging ends, and goes on when the lead says so", async ({
  page,
  app,
  openPage,
}) => {
  const campaign = await prepareCampaign(app, {
    rows,
    preset: "uniform",
    controlShare: 0,
    stopRule: { winner: true, equivalence: null, width: null },
  });
  await openAsLead(page, app, `/campaigns/${campaign.id}`);
  await expect(page.getByText("when it is clear which model is ahead").first()).toBeVisible();
  const annotator = await openPage();
  await annotator.goto(await campaign.invite("Ana"));

  // Too few to tell: the pair stands there undecided, and how many are still needed.
  await judge(annotator, campaign.id, 3, "first");
  const standing = page.getByRole("region", { name: "Where the pairs stand" });
  await expect(standing.getByText("Undecided", { exact: true })).toBeVisible({ timeout: 40_000 });

  await judge(annotator, campaign.id, 17, "more");
  await expect(standing.getByText("Decided: atlas ahead")).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText("Finished: stop rule met")).toBeVisible();
  await expect(page.getByText("Decided: the stop rule is met")).toBeVisible();
  await expectAccessible(page, "overview, stopped by itself", "main");

  // What is open is judged to its end, and no more is given out.
  expect(await judge(annotator, campaign.id, 80, "open")).toBeLessThan(40);
  await annotator.goto(`/judge/${campaign.id}`);
  await expect(annotator.getByRole("heading", { name: "Nothing is left to judge" })).toBeVisible();

  await tab(page, "Report").click();
  await page.getByRole("button", { name: /Make the report|Update/ }).click();
  await expect(page.getByText(/^atlas is ahead of birch.* stopped by itself after \d+/)).toBeVisible({
    timeout: 30_000,
  });
  const judging = page.getByRole("region", { name: "While judging went on" });
  await expect(judging).toContainText("The stop rule ended this pair after");
  await expectAccessible(page, "report, stopped by itself", "main");

  await page.getByRole("button", { name: "Go on judging…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Go on judging", exact: true }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  expect(await judge(annotator, campaign.id, 5, "on")).toBe(5);
});
