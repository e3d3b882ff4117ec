import type { Page } from "@playwright/test";
import { expect, test } from "./app";
import { hostileCompletions } from "./hostile-completions";
import { expectJudged, pane, shown } from "./judge-steps";
import { openAsLead } from "./lead-steps";
import { type CompletionRow, prepareCampaign } from "./prepare-campaign";

/** Far above what any of them takes; one that hangs the page takes minutes. */
const mostSecondsEach = 40;

const names = Object.keys(hostileCompletions);

test.describe("hostile completions", () => {
  test.setTimeout(600_000);

  test("none runs, asks for anything, covers the desk or hangs it", async ({ page, app }, testInfo) => {
    expect(names.length).toBeGreaterThanOrEqual(50);
    const watched = watch(page, app.url);
    const campaign = await prepareCampaign(app, { rows: pairUp(names) });
    await page.goto(await campaign.invite("Amina"));
    const seen = new Set<string>();
    const taken: string[] = [];
    for (let judged = 0; judged < names.length / 2; judged++) {
      const started = performance.now();
      await expect(page.getByRole("group", { name: "Which completion is better?" })).toBeVisible();
      await test.step(`comparison ${judged + 1}`, async () => {
        for (const side of ["Left", "Right"] as const) {
          const name = await nameOn(page, side);
          seen.add(name);
          await expectTame(page, side, name);
        }
        await expectUsable(page);
      });
      await page.keyboard.press("ArrowLeft");
      await expectJudged(page, judged + 1);
      const seconds = (performance.now() - started) / 1000;
      taken.push(`${seconds.toFixed(1)} s`);
      expect(seconds, `comparison ${judged + 1}`).toBeLessThan(2 * mostSecondsEach);
    }
    await testInfo.attach("seconds", { body: taken.join("\n") });
    expect([...seen].sort()).toEqual([...names].sort());
    expect(watched).toEqual({ left: [], dialogs: [], refused: [] });
  });

  test("a lead who reads them is as safe", async ({ page, app }) => {
    const watched = watch(page, app.url);
    const some = names.filter((name) => !/megabyte|huge|very many|without end/.test(name));
    const campaign = await prepareCampaign(app, { rows: pairUp(some), upTo: "ranking" });
    await openAsLead(page, app, `/campaigns/${campaign.id}/order`);
    const picks = page.getByRole("region", { name: "First by this metric" });
    for (const pick of await picks.locator("details").all()) {
      await pick.locator("summary").first().click();
      await expect(pick.locator(".prose").first()).toBeVisible();
      await expect(pick.locator(forbidden)).toHaveCount(0);
    }
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    expect(watched).toEqual({ left: [], dialogs: [], refused: [] });
  });
});

const forbidden =
  ".prose :is(script, img, iframe, style, link, meta, base, form, input, button, svg, object, embed, video, audio, details, template, maction, mglyph, [onclick], [onerror], [onload], [id], [name])";

/** Two to a comparison: one by each model, each under its name. */
function pairUp(all: string[]): CompletionRow[] {
  return all.map((name, at) => ({
    prompt_id: `p${Math.floor(at / 2)}`,
    prompt: `Comparison ${Math.floor(at / 2)}`,
    model: at % 2 === 0 ? "atlas" : "birch",
    completion: `Case: ${name}.\n\n${hostileCompletions[name]}`,
  }));
}

interface Watched {
  /** Requests to anywhere but the app. */
  left: string[];
  dialogs: string[];
  /** What the Content-Security-Policy had to stop: it is the second wall, and nothing should come that far. */
  refused: string[];
}

function watch(page: Page, origin: string): Watched {
  const watched: Watched = { left: [], dialogs: [], refused: [] };
  page.context().on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:") && !url.startsWith("blob:"))
      watched.left.push(url);
  });
  page.context().on("page", (opened) => watched.left.push(`a new page: ${opened.url()}`));
  page.on("dialog", (dialog) => {
    watched.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content.Security.Policy|Refused to|violates/i.test(message.text()))
      watched.refused.push(message.text());
  });
  return watched;
}

async function nameOn(page: Page, side: "Left" | "Right"): Promise<string> {
  const first = pane(page, side)
    .getByText(/^Case: /)
    .first();
  await expect(first).toBeVisible({ timeout: mostSecondsEach * 1000 });
  // What follows on the same lines in a text that is shown as it was written is no part of the name.
  const text = (await first.textContent()) ?? "";
  const name = names.find((one) => text.startsWith(`Case: ${one}.`));
  if (name === undefined) throw new Error(`no case begins ${text.slice(0, 80)}`);
  return name;
}

async function expectTame(page: Page, side: "Left" | "Right", name: string): Promise<void> {
  const text = pane(page, side);
  expect(await page.evaluate(() => "hacked" in window), name).toBe(false);
  await expect(text.locator(forbidden), name).toHaveCount(0);
  const outside = 'a:not([href^="http://"], [href^="https://"], [href^="mailto:"]), a:not([rel~="noopener"])';
  await expect(text.locator(outside), name).toHaveCount(0);
  // Style only where the page's own components align a table's cells.
  await expect(text.locator("[style]:not([style^='text-align'])"), name).toHaveCount(0);
  const told = tellsOf[name];
  if (told) await expect(text, name).toContainText(told);
}

/** What a reader must see of some of them. */
const tellsOf: Record<string, string | RegExp> = {
  script: "<script>window.hacked = 1</script>",
  "remote image": "[image: pixel]",
  "style attribute": "over everything",
  "link that looks like another": "(evil.example)",
  "link with letters of another script": "(xn--pple-43d.com)",
  "link with a name before the host": "(evil.example)",
  "override of direction": "RLO",
  "override in code": "RLO",
  "formula with a link": "\\href{javascript:window.hacked=1}{x}",
  "formula with an image": "\\includegraphics",
  "formula that grows": "\\newcommand",
  "formula in the page's colour": "hidden",
  "quotes within quotes": "deep",
};

/** The page answers, its buttons lie on top, and it is as wide as its window. */
async function expectUsable(page: Page): Promise<void> {
  await shown(page);
  const top = await page.evaluate(() => {
    const button = document.querySelector("fieldset button") as HTMLElement;
    const { left, top, width, height } = button.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return { isOnTop: button.contains(hit), width: document.documentElement.scrollWidth };
  });
  expect(top).toEqual({ isOnTop: true, width: 1280 });
}
