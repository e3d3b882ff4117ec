import type { BrowserContext, Page, Request } from "@playwright/test";
import Sqlite from "better-sqlite3";
import { expect, test } from "./app";
import { decision, expectJudged, judge, openDesk, pane, shown } from "./judge-steps";
import { demoRows, prepareCampaign } from "./prepare-campaign";
import type { App } from "./start-app";

const kept = (decisions: number) =>
  decisions === 1
    ? "Offline: 1 decision is kept on this device"
    : `Offline: ${decisions} decisions are kept on this device`;

/** A campaign whose pages hold enough for twenty decisions. */
const manyAhead = () => ({
  prefetch: 25,
  rows: demoRows({ languages: ["en"], prompts: 30 }).filter(({ model }) => model !== "birch-mini"),
});

/** Presses a key on a comparison that can be judged; the server is not waited for. */
async function decide(page: Page, key: string): Promise<void> {
  const before = await shown(page);
  await page.keyboard.press(key);
  await expect.poll(async () => (await pane(page, "Left").innerText()).includes(before.left)).toBe(false);
}

/** Waits until the desk is kept by the service worker, with the scripts that it is made of. */
async function expectKept(page: Page): Promise<void> {
  const path = new URL(page.url()).pathname;
  const isKept = () =>
    page.evaluate(async (url) => {
      const names = await caches.keys();
      const scripts = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".js"));
      const held = await Promise.all(scripts.map(({ name }) => caches.match(name)));
      return (
        names.length > 0 && (await caches.match(url)) !== undefined && held.every((one) => one !== undefined)
      );
    }, path);
  await expect.poll(isKept, { timeout: 20_000 }).toBe(true);
}

const openTab = async (context: BrowserContext, address: string) => {
  const tab = await context.newPage();
  await tab.goto(address);
  await shown(tab);
  return tab;
};

test("the next comparison is on the page when a decision is made, and is painted without a request", async ({
  page,
  app,
}) => {
  const campaign = await prepareCampaign(app, manyAhead());
  await openDesk(page, await campaign.invite("Amina"));
  // Answers are held back: whatever is painted was there before.
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/api\/trpc\//, async (route) => {
    await held;
    await route.continue();
  });
  for (const key of ["ArrowLeft", "ArrowRight", "w"]) await decide(page, key);
  release();
  await expectJudged(page, 3);
  expect(await campaign.judgments()).toHaveLength(3);
});

test("the page's script is below 200 kB, compressed", async ({ page, app }) => {
  const campaign = await prepareCampaign(app, { guidelines: "Prefer what helps." });
  const finished: Request[] = [];
  page.on("requestfinished", (request) => finished.push(request));
  await page.goto(await campaign.invite("Amina"));
  await page.getByRole("button", { name: "Start judging" }).click();
  await judge(page, "ArrowLeft", 1);
  const scripts = finished.filter((request) => request.resourceType() === "script");
  expect(scripts.length).toBeGreaterThan(3);
  const sizes = await Promise.all(scripts.map(async (request) => (await request.sizes()).responseBodySize));
  const encodings = await Promise.all(
    scripts.map(async (request) => (await request.response())?.headers()["content-encoding"]),
  );
  expect(new Set(encodings)).toEqual(new Set(["br"]));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
});

test.describe("without a connection", () => {
  test.use({
    // Who is signed in may be asked once more while signing out.
    expectedConsoleErrors:
      /Failed to load resource: net::ERR_|Failed to fetch|fetching the script|status of 401 .*session\.user/,
  });

  test("twenty judgments are kept and stored once each when it is back", async ({ page, app, context }) => {
    const campaign = await prepareCampaign(app, manyAhead());
    await openDesk(page, await campaign.invite("Amina"));
    await context.setOffline(true);
    const seen = new Set<string>();
    for (let i = 0; i < 20; i++) {
      seen.add((await shown(page)).left);
      await decide(page, i % 2 === 0 ? "ArrowLeft" : "s");
    }
    expect(seen.size).toBe(20);
    await expect(page.getByText(kept(20))).toBeVisible();
    await expect(page.getByRole("banner")).toContainText("20 judged · 20 not sent yet");
    expect(await campaign.judgments()).toHaveLength(0);

    await context.setOffline(false);
    await expectJudged(page, 20);
    await expect(page.getByText("Offline:")).toHaveCount(0);
    const judgments = await campaign.judgments();
    expect(judgments).toHaveLength(20);
    expect(judgments.filter(({ outcome }) => outcome === "both_bad")).toHaveLength(10);
    await judge(page, "w", 21);
  });

  test("an undo, a skip and a flag go the same way", async ({ page, app, context }) => {
    const campaign = await prepareCampaign(app, manyAhead());
    await openDesk(page, await campaign.invite("Amina"));
    await context.setOffline(true);
    await decide(page, "ArrowLeft");
    const second = await shown(page);
    await decide(page, "ArrowRight");
    await page.keyboard.press("z");
    expect(await shown(page)).toEqual(second);
    await decide(page, "x");
    await shown(page);
    await page.keyboard.press("f");
    await page.getByRole("dialog").getByText("The prompt is broken").click();
    await page.getByRole("button", { name: "Flag and go on" }).click();
    await decide(page, "w");
    await expect(page.getByText(kept(4))).toBeVisible();
    await context.setOffline(false);
    await expectJudged(page, 2);
    const outcomes = (await campaign.judgments()).map(({ outcome }) => outcome);
    expect(outcomes).toHaveLength(2);
    expect(outcomes[1]).toBe("both_good");
  });

  test("a reload opens the desk with what it held, and nothing that was decided is lost", async ({
    page,
    app,
    context,
  }) => {
    const campaign = await prepareCampaign(app, manyAhead());
    await openDesk(page, await campaign.invite("Amina"));
    await expectKept(page);
    await context.setOffline(true);
    await decide(page, "ArrowLeft");
    await decide(page, "s");
    await expect(page.getByText(kept(2))).toBeVisible();
    const before = await shown(page);
    await page.reload();
    expect(await shown(page)).toEqual(before);
    await expect(page.getByText(kept(2))).toBeVisible();
    await decide(page, "w");
    await context.setOffline(false);
    await expectJudged(page, 3);
    expect((await campaign.judgments()).map(({ outcome }) => outcome).slice(1)).toEqual([
      "both_bad",
      "both_good",
    ]);
  });

  test("nothing is left to open after signing out, and nobody else sees or sends what was decided", async ({
    page,
    app,
    context,
  }) => {
    const campaign = await prepareCampaign(app, manyAhead());
    const [hers, his] = [await campaign.invite("Amina"), await campaign.invite("Bruno")];
    await openDesk(page, hers);
    await expectKept(page);
    const address = page.url();
    await page.route(/judgment\.submit/, (route) => route.abort("connectionreset"));
    await decide(page, "ArrowLeft");
    await expect(page.getByText(kept(1))).toBeVisible();
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/sign-in/);
    await page.unroute(/judgment\.submit/);
    const texts = () =>
      page.evaluate(
        () =>
          new Promise<number>((resolve, reject) => {
            const opening = indexedDB.open("tiebreak-desk");
            opening.onerror = reject;
            opening.onsuccess = () => {
              const asking = opening.result.transaction("record").objectStore("record").count();
              asking.onsuccess = () => resolve(asking.result);
            };
          }),
      );
    expect(await texts()).toBe(0);
    await context.setOffline(true);
    await expect(page.goto(address)).rejects.toThrow(/ERR_/);
    await context.setOffline(false);

    await openDesk(page, his);
    await judge(page, "s", 1);
    expect((await campaign.judgments()).map(({ outcome }) => outcome)).toEqual(["both_bad"]);
    await openDesk(page, hers);
    await expectJudged(page, 1);
    expect(await campaign.judgments()).toHaveLength(2);
  });

  test("a desk that is kept opens for nobody else who signs in on the same browser", async ({
    page,
    app,
    context,
  }) => {
    const campaign = await prepareCampaign(app, manyAhead());
    const [hers, his] = [await campaign.invite("Amina"), await campaign.invite("Bruno")];
    const first = await openDesk(page, hers);
    await expectKept(page);
    const address = page.url();
    await page.request.get(his);
    await context.setOffline(true);
    await expect(page.goto(address)).rejects.toThrow(/ERR_/);
    await context.setOffline(false);
    await page.request.get(hers);
    await context.setOffline(true);
    await page.goto(address);
    expect(await shown(page)).toEqual(first);
    await context.setOffline(false);
  });

  test("it is said when nothing is held any more, and judging goes on by itself", async ({
    page,
    app,
    context,
  }) => {
    const campaign = await prepareCampaign(app, { prefetch: 2 });
    await openDesk(page, await campaign.invite("Amina"));
    await context.setOffline(true);
    await decide(page, "ArrowLeft");
    await shown(page);
    await page.keyboard.press("ArrowRight");
    await expect(
      page.getByRole("heading", { name: "You have decided all that this device holds" }),
    ).toBeVisible();
    await context.setOffline(false);
    await expectJudged(page, 2);
    await judge(page, "s", 3);
  });
});

test("two tabs of one person follow each other, and what one decided the other does not", async ({
  page,
  app,
  context,
}) => {
  const campaign = await prepareCampaign(app, manyAhead());
  const first = await openDesk(page, await campaign.invite("Amina"));
  const other = await openTab(context, page.url());
  expect(await shown(other)).toEqual(first);
  await judge(page, "ArrowLeft", 1);
  await expect(other.getByText("You decided that comparison in another tab.")).toBeVisible();
  expect(await shown(other)).toEqual(await shown(page));
  await judge(other, "s", 2);
  await expectJudged(page, 2);
  await other.close();
  await judge(page, "w", 3);
  expect(await campaign.judgments()).toHaveLength(3);
});

test.describe("a lease that runs out while one reads", () => {
  test.use({ expectedConsoleErrors: /status of 409 / });

  test("is of no matter while nobody else has the comparison", async ({ page, app }) => {
    const campaign = await prepareCampaign(app);
    await openDesk(page, await campaign.invite("Amina"));
    endLeases(app, campaign.id);
    await judge(page, "ArrowLeft", 1);
    await expect(page.getByText("Here is what comes next.")).toHaveCount(0);
    expect(await campaign.judgments()).toHaveLength(1);
  });

  test("is told where somebody else has it, and judging goes on", async ({ page, app, openPage }) => {
    const campaign = await prepareCampaign(app);
    const hers = await openDesk(page, await campaign.invite("Amina"));
    endLeases(app, campaign.id);
    const other = await openPage();
    const his = await openDesk(other, await campaign.invite("Bruno"));
    expect([his.left, his.right].sort()).toEqual([hers.left, hers.right].sort());
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByText("your judgment was not needed any more")).toBeVisible();
    await expectJudged(page, 0);
    await judge(other, "s", 1);
    await judge(page, "w", 1);
    expect(await campaign.judgments()).toHaveLength(2);
  });
});

/** As when the page gave no sign of life for so long. */
function endLeases(app: App, campaignId: string): void {
  const database = new Sqlite(app.databaseUrl.replace(/^file:/, ""));
  database.prepare("update task set lease_expires_at = 1 where campaign_id = ?").run(campaignId);
  database.prepare("update comparison_status set full_until = 0 where campaign_id = ?").run(campaignId);
  database.close();
}

test("the desk can be installed", async ({ page, app }) => {
  const campaign = await prepareCampaign(app);
  await openDesk(page, await campaign.invite("Amina"));
  const manifest = (await (await page.request.get("/manifest.webmanifest")).json()) as {
    start_url: string;
    icons: { src: string; sizes: string; type: string; purpose?: string }[];
  };
  expect(manifest.start_url).toBe("/judge");
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain("maskable");
  for (const { src, sizes } of manifest.icons.filter(({ type }) => type === "image/png")) {
    const size = await page.evaluate(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(size).toBe(sizes);
  }
  await expect(page.locator("link[rel=manifest]")).toHaveAttribute("href", "/manifest.webmanifest");
  const worker = await page.request.get("/sw.js");
  expect(worker.headers()["content-type"]).toContain("text/javascript");
  await expect(decision(page, "Left")).toBeEnabled();
});
