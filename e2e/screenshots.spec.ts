import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Page, TestInfo } from "@playwright/test";
import type { Decision } from "@/server/judgment/schemas";
import type { NextTask } from "@/server/task/schemas";
import { expect, test } from "./app";
import { judgeByRequest, post } from "./judge-by-request";
import { shown } from "./judge-steps";
import { openAsLead, tab } from "./lead-steps";
import { demoRows, prepareCampaign } from "./prepare-campaign";

// The pictures of the README. UPDATE_SCREENSHOTS=1 writes them to docs/images, otherwise they are taken and put aside.
test.use({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });

const english = demoRows({ languages: ["en"], prompts: 36 });

test("the desk", async ({ page, app }, testInfo) => {
  const rows = english.filter(
    ({ prompt_id, model }) => prompt_id === "en-explain-2" && model !== "birch-mini",
  );
  const campaign = await prepareCampaign(app, { name: "Spring release", rows });
  // Sides are drawn per person; the picture has always the same.
  for (let person = 1; ; person++) {
    await page.request.get(await campaign.invite(`Person ${person}`));
    const next = await post<NextTask>(page, "task.next", { campaignId: campaign.id });
    if (next.kind !== "task") throw new Error(next.message);
    const { left } = next.tasks[0]!;
    if (left.startsWith("Imagine a friend")) break;
    await post(page, "task.release", { campaignId: campaign.id, taskIds: next.order });
  }
  await page.goto(`/judge/${campaign.id}`);
  await shown(page);
  await picture(page, "judge.png", testInfo);
});

test("the order", async ({ page, app }, testInfo) => {
  const rows = demoRows({ languages: ["en", "es", "ar"], prompts: 36 });
  const campaign = await prepareCampaign(app, {
    name: "Spring release",
    rows,
    upTo: "ranking",
    budget: 90,
    sliceMinimums: [{ by: "language", value: "ar", share: 0.1 }],
  });
  await openAsLead(page, app, `/campaigns/${campaign.id}/order`);
  await expect(page.getByRole("heading", { name: "What the order does" })).toBeVisible();
  await picture(page, "order.png", testInfo);
});

test("the report", async ({ page, app, openPage }, testInfo) => {
  const campaign = await prepareCampaign(app, { name: "Spring release", rows: english, budget: 72 });
  const desk = await openPage();
  await desk.goto(await campaign.invite("Amina"));
  await judgeByRequest(desk, campaign.id, decide);
  await openAsLead(page, app, `/campaigns/${campaign.id}`);
  await tab(page, "Report").click();
  await page.getByRole("button", { name: "Make the report" }).click();
  await expect(page.getByRole("heading", { name: "Win rates" })).toBeVisible({ timeout: 30_000 });
  await picture(page, "report.png", testInfo);
});

async function picture(page: Page, name: string, testInfo: TestInfo): Promise<void> {
  const isKept = process.env.UPDATE_SCREENSHOTS === "1";
  const path = isKept ? join(import.meta.dirname, "..", "docs", "images", name) : testInfo.outputPath(name);
  await mkdir(dirname(path), { recursive: true });
  await page.mouse.move(0, 0);
  const image = await page.screenshot({ path, animations: "disabled", caret: "hide" });
  expect(image.length).toBeLessThan(300_000);
}

/** By the texts alone, so that the same comparisons are decided alike each time: mostly the fuller, if it is much so. */
function decide(left: string, right: string): Decision {
  const [longer, shorter]: Decision[] = left.length >= right.length ? ["left", "right"] : ["right", "left"];
  const [full, brief] = [left.length, right.length].sort((a, b) => b - a) as [number, number];
  const dice = (full * 31 + brief * 17) % 10;
  if (full > 2 * brief) return dice < 7 ? longer! : dice < 8 ? shorter! : dice < 9 ? "both_good" : "both_bad";
  return dice < 4 ? longer! : dice < 7 ? shorter! : "both_good";
}
