import type { Locator, Page } from "@playwright/test";
import { expect } from "./app";

/** What stands on the desk, as an annotator reads it. */
export interface Shown {
  left: string;
  right: string;
}

/** Opens a personal link and goes past the guidelines, by keyboard. */
export async function startJudging(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page).toHaveURL(/\/judge\/cmp_\w+$/);
  const start = page.getByRole("button", { name: "Start judging" });
  await start.focus();
  await page.keyboard.press("Enter");
}

/** Opens the personal link of a campaign without guidelines: the first comparison is there at once. */
export async function openDesk(page: Page, link: string): Promise<Shown> {
  await page.goto(link);
  return shown(page);
}

export function pane(page: Page, side: "Left" | "Right"): Locator {
  return page.getByRole("region", { name: side, exact: true });
}

/** One of the buttons that decide; they can be pressed once a comparison can be judged. */
export function decision(page: Page, name: "Left" | "Right" | "Both good" | "Both bad" | "Tie"): Locator {
  return page.getByRole("group", { name: "Which completion is better?" }).getByRole("button", { name });
}

/** The comparison on screen, as soon as it can be judged. */
export async function shown(page: Page): Promise<Shown> {
  await expect(decision(page, "Left")).toBeEnabled();
  return { left: await completion(page, "Left"), right: await completion(page, "Right") };
}

/** A pane's text without its title. */
async function completion(page: Page, side: "Left" | "Right"): Promise<string> {
  return (await pane(page, side).innerText()).replace(/^(Left|Right)\s+/, "");
}

/** Waits until nothing is on its way any more. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByRole("banner").locator("p[aria-busy=false]")).toBeVisible();
}

/** Waits until exactly so many of one's own judgments are acknowledged, and nothing is on its way. */
export async function expectJudged(page: Page, judged: number): Promise<void> {
  const tally = page.getByRole("banner").locator("p[aria-busy=false]");
  await expect(tally.filter({ hasText: new RegExp(`(^|\\D)${judged} (of \\d+ )?judged`) })).toBeVisible();
}

/** Presses a key on a comparison that can be judged, and waits until `judged` of one's own are acknowledged. */
export async function judge(page: Page, key: string, judged: number): Promise<void> {
  await expect(decision(page, "Left")).toBeEnabled();
  await page.keyboard.press(key);
  await expectJudged(page, judged);
}

/** The comparison on screen, or undefined once there is nothing more to judge. */
export async function readComparison(page: Page): Promise<Shown | undefined> {
  const over = page.getByRole("heading", { name: /Everything is judged|You are ahead of the others/ });
  await expect(pane(page, "Left").or(over)).toBeVisible();
  return (await over.isVisible()) ? undefined : shown(page);
}

/** Judges until there is nothing left, with one key each; returns how many are judged in all. */
export async function judgeAll(page: Page, keyFor: (shown: Shown) => string, before = 0): Promise<number> {
  for (let judged = before; ; judged++) {
    const comparison = await readComparison(page);
    if (!comparison) return judged;
    await judge(page, keyFor(comparison), judged + 1);
  }
}
