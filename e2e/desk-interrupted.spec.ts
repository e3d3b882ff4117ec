import type { Page } from "@playwright/test";
import { expect, test } from "./app";
import { decision, expectJudged, judge, openDesk, pane, shown } from "./judge-steps";
import { openAsLead } from "./lead-steps";
import { demoRows, prepareCampaign, run } from "./prepare-campaign";

const isKept = "Offline: 1 decision is kept on this device";
const looksAgain = "This page looks again by itself.";

test("a pause ends with the comparison in hand, and judging goes on by itself", async ({
  page,
  app,
  openPage,
}) => {
  const campaign = await prepareCampaign(app);
  await page.clock.install();
  await openDesk(page, await campaign.invite("Amina"));
  const lead = await openPage();
  await openAsLead(lead, app, `/campaigns/${campaign.id}`);
  await lead.getByRole("button", { name: "Pause" }).click();
  await expect(lead.getByText("Paused", { exact: true }).first()).toBeVisible();

  await judge(page, "ArrowLeft", 1);
  await expect(page.getByRole("heading", { name: "Taking a break" })).toBeVisible();
  await expect(page.getByText(looksAgain)).toBeVisible();
  await expect(page.getByText("You have judged 1 comparison in this campaign.")).toBeVisible();
  expect(await campaign.judgments()).toHaveLength(1);

  await lead.getByRole("button", { name: "Resume" }).click();
  await expect(lead.getByText("Live", { exact: true })).toBeVisible();
  await page.clock.fastForward(20_000);
  await expect(page.getByText("A comparison is ready for you.")).toBeAttached();
  await judge(page, "ArrowRight", 2);
});

test("the reminder of a break outlasts looking at what one judged", async ({ page, app }) => {
  const campaign = await prepareCampaign(app);
  await page.addInitScript(() => localStorage.setItem("tiebreak-break-minutes", "20"));
  await page.clock.install();
  await openDesk(page, await campaign.invite("Amina"));
  await judge(page, "ArrowLeft", 1);
  const work = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) {
      await page.mouse.move(200 + minute, 300);
      await page.clock.fastForward(60_000);
    }
  };
  const lookAgain = async () => {
    await page.keyboard.press("m");
    await page.getByRole("dialog").getByRole("button", { name: "Look again" }).click();
    await page.getByRole("button", { name: "Leave it as it is" }).click();
    await expect(decision(page, "Left")).toBeVisible();
  };
  const reminder = page.getByText("You have judged for 20 minutes");
  await work(12);
  await lookAgain();
  await expect(reminder).toHaveCount(0);
  await work(9);
  await expect(reminder).toBeVisible();
  await lookAgain();
  await expect(reminder).toBeVisible();
  await page.getByRole("button", { name: "Not now" }).press("Enter");
  await expect(reminder).toHaveCount(0);
  await expect(page.locator('main > [tabindex="-1"]')).toBeFocused();
});

test.describe("a campaign that closes", () => {
  test.use({ expectedConsoleErrors: /status of 412 / });

  test("a campaign that closes meanwhile says so and takes nothing more", async ({ page, app }) => {
    const campaign = await prepareCampaign(app);
    await openDesk(page, await campaign.invite("Amina"));
    await judge(page, "w", 1);
    await shown(page);
    await run(app, ["campaign", "close", campaign.id]);
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByRole("heading", { name: "This campaign is closed" })).toBeVisible();
    await expect(page.getByText("The campaign is closed; this was not recorded.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Undo my last decision" })).toBeDisabled();
    expect(await campaign.judgments()).toHaveLength(1);
    await page.reload();
    await expect(page.getByRole("heading", { name: "This campaign is closed" })).toBeVisible();
  });
});

test("whoever is done is told so, and can still take the last decision back", async ({
  page,
  app,
  openPage,
}) => {
  const campaign = await prepareCampaign(app, { budget: 2 });
  const other = await openPage();
  await openDesk(other, await campaign.invite("Bruno"));
  await openDesk(page, await campaign.invite("Amina"));
  await judge(page, "ArrowLeft", 1);
  await expect(page.getByRole("heading", { name: "You are ahead of the others" })).toBeVisible();
  await judge(other, "ArrowLeft", 1);
  await expect(other.getByRole("heading", { name: "Everything is judged" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Everything is judged" })).toBeVisible();
  await page.keyboard.press("z");
  await expectJudged(page, 0);
  await judge(page, "s", 1);
  await expect(page.getByRole("heading", { name: "Everything is judged" })).toBeVisible();
});

test.describe("without a connection", () => {
  test.use({ expectedConsoleErrors: /Failed to load resource: net::ERR_/ });

  test("a decision is kept and saved once when it is back", async ({ page, app, context }) => {
    const campaign = await prepareCampaign(app);
    await openDesk(page, await campaign.invite("Amina"));
    await context.setOffline(true);
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByText(isKept)).toBeVisible();
    await context.setOffline(false);
    await expectJudged(page, 1);
    await expect(page.getByText(isKept)).toBeHidden();
    await shown(page);
    expect(await campaign.judgments()).toHaveLength(1);
  });

  test("a decision that was recorded but never acknowledged is not recorded twice", async ({ page, app }) => {
    const campaign = await prepareCampaign(app);
    await openDesk(page, await campaign.invite("Amina"));
    await page.route(
      /judgment\.submit/,
      async (route) => {
        await route.fetch();
        await route.abort("connectionreset");
      },
      { times: 1 },
    );
    await judge(page, "ArrowLeft", 1);
    await shown(page);
    expect(await campaign.judgments()).toHaveLength(1);
  });

  test("a decision made before the tab was lost is delivered by the next visit", async ({
    page,
    app,
    context,
  }) => {
    const campaign = await prepareCampaign(app);
    await openDesk(page, await campaign.invite("Amina"));
    await page.route(/judgment\.submit/, (route) => route.abort("connectionreset"));
    await page.keyboard.press("w");
    await expect(page.getByText(isKept)).toBeVisible();
    const address = page.url();
    await page.close();
    expect(await campaign.judgments()).toHaveLength(0);

    const again = await context.newPage();
    await again.goto(address);
    await expectJudged(again, 1);
    expect((await campaign.judgments()).map(({ outcome }) => outcome)).toEqual(["both_good"]);
  });
});

test.describe("a comparison that is no longer one's own", () => {
  test.use({ expectedConsoleErrors: /status of (401|409) / });

  test("is replaced with a kind word when the lead gives it up", async ({ page, app, openPage }) => {
    // One prompt of two models: everyone meets the same comparison.
    const rows = demoRows({ languages: ["en"], prompts: 2 }).filter(({ model }) => model !== "birch-mini");
    const campaign = await prepareCampaign(app, { rows, judgmentsPerComparison: 2 });
    await page.clock.install();
    const before = await openDesk(page, await campaign.invite("Amina"));
    const skipping = await openPage();
    await openDesk(skipping, await campaign.invite("Bruno"));
    await skipping.keyboard.press("x");
    await expect(skipping.getByText("Skipped. Next comparison.")).toBeAttached();

    const lead = await openPage();
    await openAsLead(lead, app, `/campaigns/${campaign.id}`);
    const skipped = lead.getByRole("region", { name: "Skipped comparisons" });
    await skipped.getByText("1 skip", { exact: true }).click();
    await skipped.getByRole("button", { name: "Mark unjudgeable…" }).click();
    await lead.getByRole("dialog").getByRole("button", { name: "Mark unjudgeable" }).click();
    await expect(lead.getByRole("dialog")).toHaveCount(0);

    await page.clock.fastForward(110_000);
    const said = page.getByRole("region", { name: "Decision" }).getByRole("status");
    await expect(said).toContainText("Here is what comes next.");
    expect(await shown(page)).not.toEqual(before);
    await judge(page, "ArrowLeft", 1);
    await expect(page.getByText("Here is what comes next.")).toBeHidden();
  });

  test("is given to someone else when its annotator is removed, who is told so", async ({
    page,
    app,
    openPage,
  }) => {
    const campaign = await prepareCampaign(app);
    await openDesk(page, await campaign.invite("Amina"));
    await judge(page, "ArrowLeft", 1);
    const held = await shown(page);
    const lead = await openPage();
    await openAsLead(lead, app, `/campaigns/${campaign.id}`);
    await removePerson(lead, "Amina");

    await page.keyboard.press("ArrowLeft");
    await expect(page.getByRole("main").getByRole("alert")).toContainText(/signed out|cannot go on here/);
    await expect(pane(page, "Left")).toBeHidden();
    await expect(decision(page, "Left")).toHaveCount(0);
    expect(await campaign.judgments()).toHaveLength(1);
    const other = await openPage();
    const { left, right } = await openDesk(other, await campaign.invite("Bruno"));
    expect([left, right].sort()).toEqual([held.left, held.right].sort());
  });
});

async function removePerson(lead: Page, name: string): Promise<void> {
  await lead.getByRole("button", { name: `Manage ${name}` }).click();
  const dialog = lead.getByRole("dialog", { name });
  await dialog.getByRole("button", { name: "Remove from the campaign…" }).click();
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(dialog.getByRole("button", { name: "Restore" })).toBeVisible();
}
