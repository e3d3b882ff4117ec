import type { Page } from "@playwright/test";
import type { NextTask } from "@/server/task/schemas";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { post } from "./judge-by-request";
import { openAsLead } from "./lead-steps";
import { prepareCampaign } from "./prepare-campaign";

/** Two models on 12 prompts, told apart by their first word. */
const rows = Array.from({ length: 12 }, (_, i) =>
  ["atlas", "birch"].map((model) => ({
    prompt_id: `p${i}`,
    prompt: `Say something about ${i}.`,
    model,
    completion: `${model} says ${"word ".repeat(1 + (i % 7))}${i}.`,
  })),
).flat();

/** Judges all that comes for one model; how many there were. */
async function judgeAllFor(page: Page, campaignId: string, model: string): Promise<number> {
  let next = await post<NextTask>(page, "task.next", { campaignId });
  let judged = 0;
  for (; next.kind === "task"; judged++) {
    const { taskId, left } = next.tasks[0]!;
    const decision = left.startsWith(model) ? "left" : "right";
    const input = {
      campaignId,
      taskId,
      decision,
      durationMs: 9_000,
      clientKey: `request-${model}-${judged}`,
    };
    next = await post<NextTask>(page, "judgment.submit", input);
  }
  return judged;
}

test("two who differ, a third who is asked where they do, and what the report says of them", async ({
  page,
  app,
  openPage,
}) => {
  const campaign = await prepareCampaign(app, { rows, judgmentsPerComparison: 2, extraUpTo: 3 });
  await openAsLead(page, app, `/campaigns/${campaign.id}`);
  await expect(page.getByText("2 judgments, up to 3 where they disagree")).toBeVisible();

  for (const [name, model] of [
    ["Amina", "atlas"],
    ["Bruno", "birch"],
    ["Chioma", "atlas"],
  ] as const) {
    const desk = await openPage();
    await desk.goto(await campaign.invite(name));
    expect(await judgeAllFor(desk, campaign.id, model)).toBe(12);
  }
  expect((await campaign.judgments()).filter(({ purpose }) => purpose === "extra")).toHaveLength(12);

  await page.reload();
  await page.getByRole("link", { name: "How far they agree and how each judges" }).click();
  await page.getByRole("button", { name: "Make the report" }).click();
  const people = page.getByRole("region", { name: "People" });
  await expect(people.getByRole("table", { name: "How far annotators agree" })).toBeVisible({
    timeout: 30_000,
  });
  await expect(people.getByRole("row", { name: /^All that was judged/ })).toContainText("12");
  await people.getByText("Each annotator (3)").click();
  for (const name of ["Amina", "Bruno", "Chioma"])
    await expect(people.getByRole("row", { name: new RegExp(`^${name}`) })).toBeVisible();
  await people.getByText("Extra judgments: labels of 12 comparisons").click();
  const labels = people.getByRole("table", { name: /^Labels of the comparisons/ });
  await expect(labels.getByRole("row", { name: /^atlas|^birch/ })).toContainText("12");
  await people.getByText("Reliable annotators counting more").click();
  await expectAccessible(page, "report of people");
});
