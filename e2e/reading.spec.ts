import type { Page } from "@playwright/test";
import { expect, test } from "./app";
import { expectAccessible } from "./expect-accessible";
import { decision, expectJudged, openDesk, pane, shown } from "./judge-steps";
import { type CompletionRow, prepareCampaign } from "./prepare-campaign";

const shared = (name: string) =>
  `${name} is what both say, ${"at some length and in the same words, ".repeat(6)}so.`;
const intro = ["First", "Second", "Third"].map(shared).join("\n\n");
const long = (word: string) => Array.from({ length: 60 }, (_, at) => `${word} paragraph ${at}.`).join("\n\n");

test("formulas, code and tables are drawn, money is not", async ({ page, app }) => {
  const completion = [
    "It costs $5 and $10, and $\\mathbb{R}$ is a field.",
    "$$\n\\int_0^1 x^2\\,dx = \\boxed{\\frac{1}{3}}\n$$",
    "```python\ndef f(x):\n    return x ** 2  # square\n```",
    "| f | or $|x|$ |\n|---|---|\n| a | b |",
  ].join("\n\n");
  const campaign = await prepareCampaign(app, { rows: rowsOf(completion, "Short, with $y$.") });
  await openDesk(page, await campaign.invite("Amina"));
  const text = await paneOf(page, "It costs");
  await expect(text).toContainText("It costs $5 and $10, and ℝ is a field.");
  await expect(text.locator("math")).toHaveCount(3);
  await expect(text.locator('math[display="block"] mfrac')).toBeVisible();
  await expect(text.locator(".hljs-keyword").first()).toHaveText("def");
  await expect(text.getByRole("columnheader")).toHaveCount(2);
  await expectAccessible(page, "formulas and code");
});

test.describe("without the typesetter", () => {
  // A service worker would fetch it past the page's routes.
  test.use({
    serviceWorkers: "block",
    expectedConsoleErrors: /Failed to load resource|ERR_FAILED|ChunkLoadError/,
  });

  test("formulas stay as they were written, and all else is there", async ({ page, app }) => {
    let refused = 0;
    await page.route(/_next\/static\/.*\.js/, async (route) => {
      const response = await route.fetch();
      if (!(await response.text()).includes("KaTeX parse error")) return route.fulfill({ response });
      refused++;
      return route.abort();
    });
    // Money asks for nothing.
    const paid = await prepareCampaign(app, { rows: rowsOf("$5 and $10.", "US$3.") });
    await openDesk(page, await paid.invite("Amina"));
    expect(refused).toBe(0);
    const campaign = await prepareCampaign(app, { rows: rowsOf("So **$x^2$** it is.", "No.") });
    await openDesk(page, await campaign.invite("Amina"));
    await expect(page.getByText("$x^2$")).toBeVisible();
    await expect.poll(() => refused).toBeGreaterThan(0);
    await expect(page.locator("strong")).toHaveText("$x^2$");
    await expect(page.locator("math")).toHaveCount(0);
    await page.keyboard.press("ArrowLeft");
    await expectJudged(page, 1);
    // What the page still fetches ahead is not looked into any more.
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
});

test("how one reads is kept in the browser", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, { rows: rowsOf("One two three.", "Four five.") });
  await openDesk(page, await campaign.invite("Amina"));
  const first = page.locator(".prose").last();
  const size = () => first.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  const before = await size();
  await expect(page.getByText("3 words")).toHaveCount(0);

  await page.keyboard.press("t");
  const panel = page.getByRole("dialog", { name: "Reading" });
  await panel.getByRole("button", { name: "Larger text" }).click();
  await panel.getByText("Narrow").click();
  await panel.getByLabel("Show word counts").check();
  // Behind the panel no key decides.
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  expect(await size()).toBeGreaterThan(before);
  await page.reload();
  await shown(page);
  expect(await size()).toBeGreaterThan(before);
  await expect(page.getByText("3 words")).toBeVisible();
  await expect(page.locator("[data-line-width=narrow]")).toBeVisible();
  expect(await campaign.judgments()).toEqual([]);
  await page.getByRole("button", { name: "Reading" }).click();
  await expectAccessible(page, "the reading panel");
});

test("completions that are the same are offered as a tie", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, { rows: rowsOf("The very same.", "The  very same.\n") });
  await openDesk(page, await campaign.invite("Amina"));
  await expect(page.getByText("Both completions are the same.")).toBeVisible();
  await expectAccessible(page, "the same completions");
  await page.getByRole("main").getByRole("button", { name: "Both bad" }).click();
  await expectJudged(page, 1);
  expect((await campaign.judgments()).map(({ outcome }) => outcome)).toEqual(["both_bad"]);

  const three = await prepareCampaign(app, { rows: rowsOf("Same.", "Same."), outcomes: "three" });
  await openDesk(page, await three.invite("Amina"));
  await page.getByRole("main").getByRole("button", { name: "Tie" }).click();
  await expectJudged(page, 1);
});

test("what differs is marked, what is the same is folded, by choice", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, {
    rows: rowsOf(`${intro}\n\nA red fox.`, `${intro}\n\nA grey fox.`),
  });
  await openDesk(page, await campaign.invite("Amina"));
  await page.getByRole("button", { name: "Fold 3 identical paragraphs" }).click();
  await expect(page.getByText("First is what both say")).toHaveCount(0);
  await expect(page.getByText("3 identical paragraphs", { exact: true })).toHaveCount(2);
  await expectAccessible(page, "folded paragraphs");
  await pane(page, "Left").getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("First is what both say")).toHaveCount(2);

  await page.keyboard.press("v");
  await expect(page.locator("mark")).toHaveText([/red|grey/, /red|grey/]);
  await expect(page.getByText("Plain text; what only one has is underlined.")).toBeVisible();
  await expectAccessible(page, "marked differences");
  await page.keyboard.press("v");
  await expect(page.locator("mark")).toHaveCount(0);
  await expect(decision(page, "Left")).toBeEnabled();
});

test("long completions scroll together when asked to", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, {
    rows: rowsOf(long("Much"), `${long("More")}\n\n${long("Yet more")}`),
  });
  await openDesk(page, await campaign.invite("Amina"));
  const through = (side: "Left" | "Right") =>
    pane(page, side)
      .locator("[data-scrolls]")
      .first()
      .evaluate(({ scrollTop, scrollHeight, clientHeight }) => scrollTop / (scrollHeight - clientHeight));
  const scroll = (side: "Left" | "Right", share: number) =>
    pane(page, side)
      .locator("[data-scrolls]")
      .first()
      .evaluate((frame, to) => frame.scrollTo(0, to * (frame.scrollHeight - frame.clientHeight)), share);
  await scroll("Left", 0.5);
  expect(await through("Right")).toBe(0);
  await page.getByRole("button", { name: "Scroll together" }).click();
  await scroll("Left", 1);
  await expect.poll(() => through("Right")).toBeGreaterThan(0.99);
  await scroll("Right", 0.25);
  await expect.poll(() => through("Left")).toBeCloseTo(0.25, 1);
  await scroll("Left", 0);
  await expect.poll(() => through("Right")).toBeLessThan(0.01);
});

test("earlier turns and instructions fold, the last turn does not", async ({ page, app }) => {
  const turns = [
    { role: "user", content: `What is a fox? ${"Tell me all of it. ".repeat(40)}` },
    { role: "assistant", content: "An animal." },
    { role: "user", content: "And a **vixen**?" },
  ];
  const rows = rowsOf("A female fox.", "Her.").map((row) => ({
    ...row,
    prompt: "And a **vixen**?",
    turns,
    system: "You are brief.",
  }));
  const campaign = await prepareCampaign(app, { rows });
  await openDesk(page, await campaign.invite("Amina"));
  const prompt = page.getByRole("region", { name: "Prompt" });
  await expect(prompt.getByText("You are brief.")).toBeVisible();
  await expect(prompt.getByText("And a vixen?")).toHaveCount(1);
  await expect(prompt.getByText("An animal.")).toHaveCount(0);
  await prompt.getByRole("button", { name: "2 earlier turns" }).click();
  await expect(prompt.getByText("An animal.")).toBeVisible();
  await expect(prompt.getByText("And a vixen?")).toBeVisible();
});

test("each block runs as its own text does", async ({ page, app }) => {
  const mixed = [
    "مرحبا بكم في الدالة `f(x)` وهي $x^2$.",
    "An English paragraph with عربية in it.",
    "- واحد\n- two\n- ثلاثة",
    "| الاسم | value |\n|---|---|\n| ب | 2 |",
    "# عنوان",
    "```python\n# تعليق\nx = 1\n```",
  ].join("\n\n");
  const campaign = await prepareCampaign(app, { rows: rowsOf(mixed, "Left to right.") });
  await openDesk(page, await campaign.invite("Amina"));
  const text = await paneOf(page, "مرحبا");
  const runs = (part: string) =>
    text
      .locator(part)
      .first()
      .evaluate((element) => getComputedStyle(element).direction);
  expect(await runs("p")).toBe("rtl");
  expect(await runs("ul")).toBe("rtl");
  // Beside its mark, though its words run the other way.
  const item = text.getByText("two", { exact: true });
  expect(await item.evaluate((li) => getComputedStyle(li).textAlign)).toBe("right");
  expect(await runs("table")).toBe("rtl");
  expect(await runs("pre")).toBe("ltr");
  expect(await runs("[data-heading]")).toBe("rtl");
  expect(await runs(".formula")).toBe("ltr");
  expect(await text.getByText("An English paragraph").evaluate((p) => getComputedStyle(p).direction)).toBe(
    "ltr",
  );
});

/** One comparison, of these two completions. */
function rowsOf(atlas: string, birch: string): CompletionRow[] {
  return [
    { prompt_id: "p", prompt: "Say something.", model: "atlas", completion: atlas },
    { prompt_id: "p", prompt: "Say something.", model: "birch", completion: birch },
  ];
}

/** The pane of the completion with these words; sides are drawn per person. */
async function paneOf(page: Page, words: string) {
  const left = pane(page, "Left");
  return (await left.getByText(words).count()) > 0 ? left : pane(page, "Right");
}
