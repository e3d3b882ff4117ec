import { startMockEndpoint } from "@/server/testing/mock-endpoint";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { openAsLead } from "./lead-steps";
import { demoRows, prepareCampaign } from "./prepare-campaign";

const key = "sk-browser-0123456789";

test("log-probabilities are fetched from an endpoint, and what failed is tried again", async ({
  page,
  app,
}) => {
  const mock = await startMockEndpoint();
  const rows = demoRows({ languages: ["en"], prompts: 2 });
  const campaign = await prepareCampaign(app, { rows, upTo: "data" });
  await openAsLead(page, app, `/campaigns/${campaign.id}/data`);

  // Nothing of it is in the way of a lead who needs none of it.
  await expect(page.getByRole("button", { name: "Add an endpoint…" })).toBeHidden();
  await page.getByText("Fetch from an endpoint").click();
  await page.getByRole("button", { name: "Add an endpoint…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByText("Give the endpoint a name.")).toBeVisible();
  await dialog.getByLabel("Name").fill("One for all");
  await dialog.getByLabel("Address").fill(mock.url);
  await dialog.getByLabel("Served model").fill("org/any");
  await dialog.getByLabel("API key").fill(key);
  await expectAccessible(page, "adding an endpoint", "dialog[open]");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();

  const endpoints = page.getByRole("region", { name: "Fetch from an endpoint" });
  await expect(endpoints.getByText("key ending in 6789")).toBeVisible();
  await endpoints.getByRole("button", { name: "Check One for all" }).click();
  await expect(endpoints.getByText("Log-probabilities work, by echo with logprobs.")).toBeVisible();

  await endpoints.getByRole("button", { name: "Fetch…" }).click();
  await expect(dialog.getByRole("button", { name: "See what it takes" })).toBeDisabled();
  for (const model of ["atlas-2", "birch-mini"]) {
    await dialog.getByLabel(model, { exact: true }).selectOption({ label: "One for all (org/any)" });
  }
  await dialog.getByText("What stands before the completion").click();
  await dialog.getByText("How gently, and at what price").click();
  await dialog.getByRole("button", { name: "See what it takes" }).click();
  await expect(dialog.getByText("8 requests for 4 completions")).toBeVisible();
  await expectAccessible(page, "fetching", "dialog[open]");

  const refused = rows.find(({ model }) => model === "atlas-2")?.completion ?? "";
  mock.trouble = ({ texts }) =>
    texts[0]?.endsWith(refused) ? { status: 400, body: '{"error": {"message": "too long"}}' } : undefined;
  await dialog.getByRole("button", { name: "Fetch", exact: true }).click();
  await expect(endpoints.getByText("3 completions done, 1 completion failed.")).toBeVisible();
  await endpoints.getByText("Why 1 completion failed").click();
  await expect(endpoints.getByText(/atlas-2: the server answered 400: too long/)).toBeVisible();
  await expectAccessible(page, "what was fetched");

  mock.trouble = () => undefined;
  await endpoints.getByRole("button", { name: "Try the failed again" }).click();
  await expect(endpoints.getByText("1 completion done, none failed.")).toBeVisible();

  await page.goto(`/campaigns/${campaign.id}/order?metric=kl-cross-scored`);
  await expect(page.getByText("Cross-scored KL").first()).toBeVisible();
  await page.goto(`/campaigns/${campaign.id}/data`);
  const imports = page.getByRole("region", { name: "Imports" });
  const fetched = imports.getByRole("listitem").filter({ hasText: "Log-probabilities by" });
  await expect(fetched).toHaveCount(2);
  await fetched
    .first()
    .getByRole("button", { name: /^Discard/ })
    .click();
  await dialog.getByRole("button", { name: "Discard", exact: true }).click();
  await expect(fetched).toHaveCount(1);
  expect(await page.content()).not.toContain(key);
  expect(mock.requests.every(({ authorization }) => authorization === `Bearer ${key}`)).toBe(true);
  await mock.stop();
});
