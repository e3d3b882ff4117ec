import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./app";

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

const looks = [
  { viewport: desktop, colorScheme: "light", rules: undefined },
  // What is where is the same in the other colours.
  { viewport: desktop, colorScheme: "dark", rules: ["color-contrast"] },
  { viewport: phone, colorScheme: "dark", rules: undefined },
  { viewport: phone, colorScheme: "light", rules: ["color-contrast"] },
] as const;

/** No violation that axe knows of in a part of the page, in light and dark, wide and narrow, and no sideways scrolling. */
export async function expectAccessible(page: Page, name: string, part = "html"): Promise<void> {
  for (const { viewport, colorScheme, rules } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // In one go: there are no frames to be put together.
    const axe = new AxeBuilder({ page }).setLegacyMode().include(part);
    const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
    const found = violations.map(({ id, nodes }) => ({
      id,
      where: nodes.map(({ html }) => html.slice(0, 200)),
    }));
    expect(found, `${name}, ${viewport.width} px, ${colorScheme}`).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, `${name} scrolls sideways at ${viewport.width} px`).toBeLessThanOrEqual(viewport.width);
  }
  await page.setViewportSize(desktop);
}
