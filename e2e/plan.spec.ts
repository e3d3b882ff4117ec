import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { openAsLead } from "./lead-steps";
import { demoRows, prepareCampaign } from "./prepare-campaign";

test("a lead plans a draft by its address, reads what the budget shows, and makes it the budget", async ({
  page,
  app,
}) => {
  const rows = demoRows({ languages: ["en", "es"], prompts: 30 }).filter(
    ({ model }) => model !== "birch-mini",
  );
  const { id } = await prepareCampaign(app, { rows, upTo: "data" });
  await openAsLead(page, app, `/campaigns/${id}`);
  await page.getByRole("link", { name: "See plan" }).click();
  const plan = page.getByRole("region", { name: "Plan", exact: true });
  await expect(plan).toContainText(/Judging all \d+ comparisons shows which model is ahead in this set/);

  await page.getByLabel("Comparisons to judge").fill("24");
  await page.getByLabel("Tie rate, in percent").fill("40");
  await expect(plan).toContainText(/24 judgments will show a winner if the true win rate is beyond [\d.]+.%/);
  await expect(page).toHaveURL(/budget=24&ties=40/);
  const presets = page.getByRole("region", { name: "By preset" });
  await expect(presets).toContainText("400 campaigns were played for each preset", { timeout: 30_000 });
  await expect(presets.getByRole("row").filter({ hasText: "Uniform" })).toContainText(/shown in \d+.%/, {
    timeout: 30_000,
  });
  await expect(page.getByRole("img", { name: "Smallest win rate that is shown" })).toBeVisible();
  await expectAccessible(page, "plan", "main");

  await plan.getByRole("button", { name: "Use 24 as the budget" }).click();
  await expect(plan.getByRole("status")).toContainText("The budget is now 24.");
  await expect(page).toHaveURL(/plan\?ties=40$/);
  await expect(plan).toContainText("24 judgments will show a winner");
  await plan.getByRole("button", { name: "Undo" }).click();
  await expect(plan).toContainText(/Judging all \d+ comparisons/);
  await page.getByLabel("Tie rate, in percent").fill("100");
  await expect(plan).toContainText("If every comparison is a tie, there is no winner to show.");
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(page.getByLabel("Tie rate, in percent")).toHaveValue("");
  await expect(plan).toContainText(/Judging all \d+ comparisons/);
});
