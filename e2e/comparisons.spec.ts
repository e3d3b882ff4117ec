import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { judge, openDesk, shown } from "./judge-steps";
import { openAsLead, tab } from "./lead-steps";
import { type CompletionRow, demoRows, prepareCampaign } from "./prepare-campaign";

test("a lead browses the order before launch and reads why a comparison is where it is", async ({
  page,
  app,
}) => {
  const campaign = await prepareCampaign(app, {
    rows: demoRows({ languages: ["en", "ar"], prompts: 6 }),
    upTo: "ranking",
    routing: "language",
  });
  await openAsLead(page, app, `/campaigns/${campaign.id}/order`);
  await tab(page, "Comparisons").click();
  const rows = page.getByRole("table", { name: "Comparisons in order" }).getByRole("row");
  await expect(rows).toHaveCount(1 + 36);
  await expectAccessible(page, "in order");

  await page.getByLabel("Slice").selectOption({ label: "Arabic · العربية" });
  await expect(rows).toHaveCount(1 + 18);
  await expect(page).toHaveURL(/slice=/);
  await page.reload();
  await expect(rows).toHaveCount(1 + 18);

  await page.getByRole("button", { name: "By prompt" }).click();
  const prompts = page.getByRole("table", { name: /Prompts by how far all models differ/ }).getByRole("row");
  await expect(prompts).toHaveCount(1 + 6);
  await page.getByLabel("Sort by").selectOption("variance");
  await expect(page.getByRole("columnheader", { name: "Variance" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await expectAccessible(page, "by prompt");

  await page.goto(`/campaigns/${campaign.id}/comparisons`);
  await rows.nth(1).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Why this prompt is next" })).toBeVisible();
  await expect(
    page.getByText(/^Ranked 1st of 6 by 1 − chrF \(top 17.%\); the first draw of its stratum/),
  ).toBeVisible();
  await expect(page.getByRole("table", { name: /Value and place/ }).getByRole("row")).not.toHaveCount(1);
  await expect(page.getByRole("region", { name: "All models on this prompt" })).toBeVisible();
  await expectAccessible(page, "why");

  await page.getByRole("link", { name: "Next in order" }).click();
  await expect(page.getByText(/^Ranked 2nd of 6 by 1 − chrF/)).toBeVisible();
  await page.getByRole("link", { name: "Previous in order" }).click();
  await expect(page.getByText(/^Ranked 1st of 6 by 1 − chrF/)).toBeVisible();

  // Where the models differ least, most of it is the same.
  await page.getByRole("link", { name: "All comparisons" }).click();
  await rows.last().getByRole("link").click();
  await expect(page.getByText(/^Ranked 6th of 6 by 1 − chrF/)).toBeVisible();
  await expect(page.getByText("Plain text; what only one has is underlined.")).toBeVisible();
  await expect(page.locator("mark").first()).toBeVisible();
  await expectAccessible(page, "marked");
  await page.getByLabel("Mark what differs").uncheck();
  await expect(page.locator("mark")).toHaveCount(0);
});

test("once launched, the draw and what became of it are told", async ({ page, app, openPage }) => {
  const campaign = await prepareCampaign(app, { budget: 9 });
  const desk = await openPage();
  await openDesk(desk, await campaign.invite("Amina"));
  await judge(desk, "ArrowLeft", 1);
  await shown(desk);
  await openAsLead(page, app, `/campaigns/${campaign.id}/comparisons`);
  const table = page.getByRole("table", { name: "Comparisons in order" });
  await expect(table.getByText("open", { exact: true }).first()).toBeVisible();
  await expectAccessible(page, "queue");
  await page.getByLabel("Show").selectOption("closed");
  await expect(table.getByRole("row")).toHaveCount(2);
  await table.getByRole("link").click();
  await expect(
    page.getByText(/, drawn by the (ranked|control) arm with probability [\d.]+.%\.$/),
  ).toBeVisible();
  await expect(page.getByText("closed", { exact: true })).toBeVisible();
  await expectAccessible(page, "why it was drawn");
});

test("hostile and very long completions are text, and never hold the page up", async ({ page, app }) => {
  const words = (seed: number) =>
    Array.from({ length: 16_000 }, (_, i) => `w${(i * seed) % 9_973}`).join(" ");
  const texts: Record<string, [string, string]> = {
    hostile: [
      "<img src=x onerror=alert(1)> is a tag that one wrote, and the rest is the same",
      "<script>alert(2)</script> is a tag that one wrote, and the rest is the same",
    ],
    long: [words(7), words(4_001)],
    blank: ["All of it is only here.", " "],
  };
  const rows: CompletionRow[] = Object.entries(texts).flatMap(([name, completions]) =>
    completions.map((completion, i) => ({
      prompt_id: name,
      prompt: `The ${name} one`,
      model: `model-${i}`,
      completion,
    })),
  );
  const campaign = await prepareCampaign(app, { rows, upTo: "ranking" });
  await openAsLead(page, app, `/campaigns/${campaign.id}/comparisons`);
  await page.getByRole("link", { name: "The hostile one" }).click();
  const marked = page.locator("mark");
  await expect(marked).toHaveCount(2);
  await expect(marked.last()).toContainText("script>alert(2)</script");
  await expect(page.locator("section img, section script")).toHaveCount(0);

  await page.goto(`/campaigns/${campaign.id}/comparisons`);
  await page.getByRole("link", { name: "The long one" }).click();
  await expect(page.getByText("The texts differ too much to mark phrases.")).toBeVisible();
  await page.getByLabel("Mark what differs").uncheck();
  await expect(page.getByText("The texts differ too much to mark phrases.")).toHaveCount(0);
  await page.getByRole("link", { name: "All comparisons" }).click();
  await page.getByRole("link", { name: "The blank one" }).click();
  await expect(page.getByText("One of the two is empty.")).toBeVisible();
  await expect(marked).toHaveCount(0);
});
