import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { decision, expectJudged, shown } from "./judge-steps";
import { openAsLead } from "./lead-steps";
import { prepareCampaign } from "./prepare-campaign";

test("whoever opens a link that a lead made is at the first comparison in two clicks", async ({
  page,
  app,
  openPage,
}) => {
  const campaign = await prepareCampaign(app, { guidelines: "The better one helps more." });
  await openAsLead(page, app, `/campaigns/${campaign.id}`);
  await page.getByRole("button", { name: "New link…" }).click();
  await page.getByLabel("Name").fill("Mailing list");
  await page.getByRole("button", { name: "Make the link" }).click();
  const link = await page.getByRole("dialog").locator("output").textContent();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row", { name: /Mailing list/ })).toContainText("Any");

  const visitor = await openPage();
  await visitor.goto(link as string);
  await expect(visitor.getByText(campaign.name)).toBeVisible();
  await expectAccessible(visitor, "joining");
  await visitor.getByLabel("Your name").fill("Ngozi");
  await visitor.getByRole("button", { name: "Begin" }).click();
  await visitor.getByRole("button", { name: "Start judging" }).click();
  await shown(visitor);
  await visitor.keyboard.press("ArrowLeft");
  await expectJudged(visitor, 1);

  await page.reload();
  await expect(page.getByRole("cell", { name: "Ngozi", exact: true })).toBeVisible();
  const desk = visitor.url();
  await visitor.keyboard.press("g");
  await visitor.getByRole("button", { name: "Leave the campaign" }).click();
  const leaving = visitor.getByRole("dialog", { name: "Leave this campaign?" });
  await leaving.getByRole("button", { name: "Leave the campaign" }).click();
  await expect(visitor).toHaveURL(/\/judge$/);
  await visitor.goto(desk);
  await expect(visitor.getByRole("heading", { name: "You cannot go on here" })).toBeVisible();
  await expectAccessible(visitor, "having left");
  await page.getByRole("button", { name: "Close the link Mailing list" }).click();
  await expect(page.getByText("Closed", { exact: true })).toBeVisible();
  const late = await openPage();
  await late.goto(link as string);
  await expect(late.getByText("This link is closed.")).toBeVisible();
});

test("a panel's person answers the form, judges their share and goes back with the code", async ({
  page,
  app,
  openPage,
}) => {
  const campaign = await prepareCampaign(app, {
    background: {
      languages: false,
      questions: [
        { id: "field", label: "What is your field?", choices: ["Law", "Medicine"], required: true },
      ],
    },
    panel: {
      personParameter: "PROLIFIC_PID",
      otherParameters: ["STUDY_ID"],
      judgmentsPerPerson: 2,
      completionCode: "DONE42",
      redirectUrl: `${app.url}/back?cc={code}&who={PROLIFIC_PID}`,
      failureCode: null,
    },
  });
  await openAsLead(page, app, `/campaigns/${campaign.id}`);
  await page.getByRole("button", { name: "New link…" }).click();
  await page.getByLabel("Name").fill("Prolific");
  await page.getByLabel("Its people come from the panel").check();
  await page.getByRole("button", { name: "Make the link" }).click();
  const address = await page.getByRole("dialog").locator("output").textContent();
  expect(address).toContain("?PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}");
  const link = (address as string).split("?")[0] as string;

  const visitor = await openPage();
  await visitor.goto(link);
  await expect(visitor.getByText("The link is not whole.")).toBeVisible();
  await visitor.goto(`${link}?PROLIFIC_PID=p1&STUDY_ID=s1`);
  await visitor.getByRole("button", { name: "Begin" }).click();
  await visitor.getByLabel("What is your field?").selectOption("Law");
  await expectAccessible(visitor, "the form beforehand");
  await visitor.getByRole("button", { name: "Continue" }).click();
  for (const judged of [1, 2]) {
    await expect(decision(visitor, "Left")).toBeEnabled();
    await visitor.keyboard.press("a");
    await expect(visitor.getByRole("banner").getByText(`${judged} of 2 judged`)).toBeVisible();
  }
  await expect(visitor.getByText("DONE42")).toBeVisible();
  await expectAccessible(visitor, "the completion code");
  await expect(visitor.getByRole("link", { name: "Go back and finish" })).toHaveAttribute(
    "href",
    `${app.url}/back?cc=DONE42&who=p1`,
  );
});
