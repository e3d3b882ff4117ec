import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator, Page, TestInfo } from "@playwright/test";
import type english from "@/app/_messages/en.json";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { expectSaved, openDesk } from "./judge-steps";
import { type CompletionRow, demoRows, prepareCampaign } from "./prepare-campaign";

const folder = fileURLToPath(new URL("../app/_messages", import.meta.url));

/** A language's own words. */
function wordsOf(language: string): typeof english {
  return JSON.parse(readFileSync(join(folder, `${language}.json`), "utf8")) as typeof english;
}

const german = wordsOf("de");

test("the page speaks the language that the browser asks for, or the one that was chosen", async ({
  page,
}) => {
  for (const [accepted, language, direction] of [
    ["ar-EG,ar;q=0.9,en;q=0.5", "ar", "rtl"],
    ["nl,ja;q=0.8", "ja", "ltr"],
    ["nl", "en", "ltr"],
  ] as const) {
    const answer = await page.request.get("/sign-in", { headers: { "accept-language": accepted } });
    const html = await answer.text();
    expect(html).toContain(`<html lang="${language}" dir="${direction}"`);
    expect(html).toContain(`<title>${wordsOf(language).arrive.signIn.pageTitle} · Tiebreak</title>`);
    expect(html).toContain(wordsOf(language).arrive.signIn.title);
  }
  await page.goto("/sign-in");
  await page.getByLabel("Language").selectOption("Kiswahili");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(wordsOf("sw").arrive.signIn.title);
  await page.goto("/sign-in?problem=expired");
  await expect(page.getByText(wordsOf("sw").arrive.signIn.expired.title)).toBeVisible();
});

test.describe("a choice", () => {
  test.use({ expectedConsoleErrors: /ERR_FAILED.*\/api\/health/ });

  test("a change of language on the desk keeps the comparison, and stays", async ({ page, app }) => {
    const campaign = await prepareCampaign(app);
    const before = await openDesk(page, await campaign.invite("Amina"));
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByLabel("Language").selectOption("Deutsch");
    const undo = page.getByRole("button", { name: german.decide.undo });
    await expect(undo).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    const kept = await paneIn(page, german.read.left).innerText();
    expect(kept.replace(/^Links\s+/, "")).toBe(before.left);
    await page.keyboard.press("Escape");
    await choice(page, german, "left").click();
    await expect(page.getByRole("banner")).toContainText("1 beurteilt");
    await expectSaved(page);
    await expect(page.getByText(`${german.desk.announce.next}`)).toBeAttached();
    await page.reload();
    await expect(page.getByRole("button", { name: german.desk.menu })).toBeVisible();
    expect(await campaign.judgments()).toHaveLength(1);

    // An answer that does not come leaves the page, and its comparison, as they are.
    await page.getByRole("button", { name: german.desk.menu }).click();
    await page.route("**/api/health", (route) => route.abort());
    await page.getByLabel(german.common.language).selectOption("Español");
    await expect(page.getByLabel(german.common.language)).toHaveValue("de");
    await expect(undo).toBeVisible();
  });
});

test.describe("in Arabic", () => {
  test.use({ locale: "ar-EG" });
  const arabic = wordsOf("ar");

  test("left is what stands on the left, by button and by key", async ({ page, app }) => {
    const campaign = await prepareCampaign(app, { rows: demoRows({ languages: ["ar"], prompts: 6 }) });
    await page.goto(await campaign.invite("Amina"));
    const expected: (string | undefined)[] = [];
    for (const [i, side] of (["left", "right", "left", "right"] as const).entries()) {
      await expect(choice(page, arabic, "left")).toBeEnabled();
      await expectLeftToRight(paneIn(page, arabic.read.left), paneIn(page, arabic.read.right));
      await expectLeftToRight(choice(page, arabic, "left"), choice(page, arabic, "right"));
      const text = await paneIn(page, arabic.read[side]).innerText();
      expected.push(modelOf(campaign.rows, text));
      if (i < 2) await choice(page, arabic, side).click();
      else await page.keyboard.press(side === "left" ? "ArrowLeft" : "ArrowRight");
      await expect(page.getByRole("banner")).toContainText(new RegExp(`\\D${i + 1}(\\D|$)`));
      await expectSaved(page);
    }
    const stored = (await campaign.judgments()).map(({ outcome, ...row }) =>
      outcome === "model_a" || outcome === "model_b" ? row[outcome] : outcome,
    );
    expect(stored).toEqual(expected);
  });

  test("each step is accessible, from right to left", async ({ page, app }, testInfo) => {
    const rows = demoRows({ languages: ["ar"], prompts: 4 });
    const campaign = await prepareCampaign(app, {
      rows,
      guidelines: "# ما هو الأفضل\n\n- ما يفيد\n- ما يصحّ",
    });
    await page.goto("/sign-in?problem=revoked");
    await expectAccessible(page, "signing in");
    await page.goto(await campaign.invite("Amina"));
    await expect(page.getByRole("heading", { name: arabic.desk.start.title })).toBeVisible();
    await expectAccessible(page, "first guidelines");
    await page.getByRole("button", { name: arabic.desk.start.button }).click();
    await expect(choice(page, arabic, "left")).toBeEnabled();
    await expect(page.locator("html")).toHaveCSS("direction", "rtl");
    await expectAccessible(page, "comparison");
    await picture(page, "ar", testInfo);
    for (const key of ["g", "?", "f"]) {
      await page.keyboard.press(key);
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page, `dialog of ${key}`, "dialog[open]");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
    await page.getByRole("button", { name: arabic.desk.menu }).click();
    await expectAccessible(page, "menu");
  });
});

test("in every language the decisions fit on a phone, and nothing scrolls sideways", async ({
  page,
  app,
}, testInfo) => {
  const campaign = await prepareCampaign(app);
  await openDesk(page, await campaign.invite("Amina"));
  const languages = await page
    .getByLabel("Language")
    .locator("option")
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(languages.length).toBeGreaterThanOrEqual(10);
  for (const language of languages) {
    const words = wordsOf(language);
    await page.context().addCookies([{ name: "tiebreak-language", value: language, url: app.url }]);
    await page.reload();
    await expect(choice(page, words, "left")).toBeEnabled();
    for (const width of [1280, 768, 360]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await overflowing(page), `${language} at ${width} px`).toEqual([]);
    }
    for (const name of ["left", "right", "both_good", "both_bad"] as const)
      await expect(choice(page, words, name), `${language}: ${name}`).toBeInViewport({ ratio: 1 });
    await picture(page, language, testInfo);
  }
});

/** The buttons that do not fit into the window or cut off their words, and the page when it is wider than the window. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const cut = [...document.querySelectorAll("header button, main button, section button")].filter(
      (button) => {
        const { left, right } = button.getBoundingClientRect();
        return (
          button.checkVisibility() &&
          (left < 0 || right > width || button.scrollWidth > button.clientWidth + 1)
        );
      },
    );
    const names = cut.map((button) => button.textContent ?? "");
    return document.documentElement.scrollWidth > width ? [...names, "the page"] : names;
  });
}

function paneIn(page: Page, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}

function choice(page: Page, { decide }: typeof english, name: keyof typeof english.decide.choices): Locator {
  return page
    .getByRole("group", { name: decide.question })
    .getByRole("button", { name: decide.choices[name] });
}

async function expectLeftToRight(left: Locator, right: Locator): Promise<void> {
  const [a, b] = [await left.boundingBox(), await right.boundingBox()];
  expect((a?.x ?? 0) + (a?.width ?? 0)).toBeLessThanOrEqual(b?.x ?? 0);
}

/** Whose completion a pane shows. */
function modelOf(rows: CompletionRow[], shownText: string): string | undefined {
  const bare = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, "");
  return rows.find(({ completion }) => bare(shownText).includes(bare(completion).slice(0, 60)))?.model;
}

async function picture(page: Page, name: string, testInfo: TestInfo): Promise<void> {
  for (const [size, viewport] of Object.entries({
    wide: { width: 1280, height: 800 },
    phone: { width: 390, height: 844 },
  })) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: testInfo.outputPath(`${name}-${size}.png`) });
  }
}
