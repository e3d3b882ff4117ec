import type { Page } from "@playwright/test";
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

/** The comparison on screen, or undefined once there is nothing more to judge. */
export async function readComparison(page: Page): Promise<Shown | undefined> {
  const left = page.getByRole("region", { name: "Left" });
  const over = page.getByText(/Everything is judged|You have judged all that is open/).first();
  await expect(left.or(over).first()).toBeVisible();
  if (await over.isVisible()) return undefined;
  return {
    left: await left.innerText(),
    right: await page.getByRole("region", { name: "Right" }).innerText(),
  };
}

/** Judges until there is nothing left, with one key each; returns how many were judged. */
export async function judgeAll(page: Page, keyFor: (shown: Shown) => string): Promise<number> {
  for (let judged = 0; ; judged++) {
    const shown = await readComparison(page);
    if (!shown) return judged;
    await page.keyboard.press(keyFor(shown));
    await expect(page.getByText(new RegExp(`(^|\\D)${judged + 1} judged`)).first()).toBeVisible();
  }
}
