import type { Locator, Page } from "@playwright/test";
import { expect } from "./app";
import type { App } from "./start-app";

/** The sign-in link that the app printed for the lead when it started. */
export function leadLink(app: { output(): string }): string {
  const link = /As the lead\s+(http\S+)/.exec(app.output())?.[1];
  if (!link) throw new Error(`no link for the lead in:\n${app.output()}`);
  return link;
}

/** Signs in as the lead and goes to a page. */
export async function openAsLead(page: Page, app: App, path: string): Promise<void> {
  await page.goto(leadLink(app));
  await expect(page).toHaveURL(/\/campaigns$/);
  await page.goto(path);
}

/** Signs in as the lead, creates a campaign by form, and ends on its data page. */
export async function createCampaign(page: Page, app: App, settings: CampaignChoices): Promise<void> {
  await page.goto(leadLink(app));
  await page.getByRole("link", { name: "New campaign" }).first().click();
  await page.getByLabel("Name").fill(settings.name);
  await page.getByLabel("Guidelines for annotators").fill(settings.guidelines);
  await page.getByLabel("Budget, in comparisons").fill(String(settings.budget));
  await page.getByLabel("Judgments per comparison").selectOption(String(settings.judgmentsPerComparison));
  await page.getByText("Advanced settings").click();
  await page.getByLabel("Seed").fill(settings.seed);
  await page.getByLabel("Each annotator meets a prompt once").uncheck();
  await page.getByRole("button", { name: "Create and add data" }).click();
  await expect(page).toHaveURL(/\/campaigns\/cmp_\w+\/data$/);
}

export interface CampaignChoices {
  name: string;
  guidelines: string;
  budget: number;
  judgmentsPerComparison: number;
  seed: string;
}

interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Uploads a file on the data page after a look at its preview. */
export async function importFile(page: Page, file: string | Upload): Promise<void> {
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText(/was imported/)).toBeVisible();
}

/** Ranks with the campaign's settings and waits for what the order does. */
export async function rank(page: Page): Promise<void> {
  await tab(page, "Order").click();
  await page.getByRole("button", { name: "Rank", exact: true }).click();
  await expect(page.getByRole("heading", { name: "What the order does" })).toBeVisible({ timeout: 30_000 });
}

/** Launches from the overview. */
export async function launch(page: Page): Promise<void> {
  await tab(page, "Overview").click();
  await page.getByRole("button", { name: "Launch…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Launch", exact: true }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
}

/** Invites an annotator and returns the link that is shown once. */
export async function invite(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: "Invite…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await expect(dialog.getByRole("img", { name: `QR code of the link of ${name}` })).toBeVisible();
  const link = await dialog.getByText(/^http\S+\/l\/\w+$/).innerText();
  await dialog.getByRole("button", { name: "Done" }).click();
  return link;
}

export function tab(
  page: Page,
  name: "Overview" | "Data" | "Noise" | "Order" | "Plan" | "Comparisons" | "Report",
): Locator {
  return page.getByRole("navigation").getByRole("link", { name, exact: true });
}
