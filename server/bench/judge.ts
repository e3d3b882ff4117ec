import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { startApp } from "@/e2e/start-app";
import { isRoot, systemBrowser } from "../start/system-packages.mjs";
import { type BenchRow, benchRow, timingOf } from "./bench-row";
import { createQueueDatabase, queued } from "./queue-database";

const arrivals = 9;
/** The runner marks functions with their names by a helper that pages do not have. */
const nameless = "globalThis.__name = (named) => named;";
const decisions = 120;

declare global {
  interface Window {
    /** When the first comparison was painted, in milliseconds since the link was opened. */
    firstPaint?: number;
    /** Of each decision, milliseconds from the key to the paint of the next comparison. */
    decisionPaints: number[];
  }
}

/**
 * A browser on the built app with 1,000,000 comparisons queued: from opening a personal link to the first comparison on
 * the screen, with all that the page loads, and from a key to the next comparison on the screen.
 */
export async function benchJudge(report: (row: BenchRow) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tiebreak-bench-"));
  const path = join(folder, "queue.db");
  const queue = await createQueueDatabase(path, { fresh: arrivals + 2, veterans: 0 });
  const app = await startApp({ DATABASE_URL: path });
  const browser = await chromium.launch({
    executablePath: systemBrowser(),
    chromiumSandbox: !isRoot(),
    args: ["--disable-gpu"],
  });
  try {
    const [working, ...links] = queue.fresh.map(({ token }) => `${app.url}/l/${token}`);
    const arrived: Arrival[] = [];
    for (const link of links) arrived.push(await arrive(browser, link));
    // The first one finds nothing warm, neither the server nor the browser.
    const timing = timingOf(arrived.slice(1).map(({ ms }) => ms));
    const scriptBytes = Math.max(...arrived.map((one) => one.scriptBytes));
    report({ ...benchRow("judge", "arrive", 1, timing), queued, scriptBytes });

    const paints = await decide(browser, working!);
    const sorted = paints.toSorted((a, b) => a - b);
    const p95Ms = sorted[Math.ceil(0.95 * sorted.length) - 1]!;
    report({ ...benchRow("judge", "decide", 1, timingOf(paints)), p95Ms, queued });
  } finally {
    await browser.close();
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Arrival {
  ms: number;
  /** The page's scripts as transferred. */
  scriptBytes: number;
}

/** A new person's first visit, in a browser that knows nothing yet. */
async function arrive(browser: Browser, link: string): Promise<Arrival> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript({ content: nameless });
  await page.addInitScript(notePaints);
  const scripts: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script")
      scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  const start = Date.now();
  await page.goto(link);
  await page.waitForFunction(() => window.firstPaint !== undefined);
  const ms = (await page.evaluate(() => performance.timeOrigin + window.firstPaint!)) - start;
  const scriptBytes = (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0);
  await context.close();
  return { ms, scriptBytes };
}

/** One decision after the other, each as soon as the page takes it. */
async function decide(browser: Browser, link: string): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript({ content: nameless });
  await page.addInitScript(notePaints);
  await page.goto(link);
  const choices = page.getByRole("group", { name: "Which completion is better?" });
  for (let i = 0; i < decisions; i++) {
    // Waits until the decision can be made, and makes none.
    await choices.getByRole("button").first().click({ trial: true });
    await page.keyboard.press(i % 2 === 0 ? "ArrowLeft" : "s");
    await page.waitForFunction((count) => window.decisionPaints.length > count, i);
  }
  const paints = await page.evaluate(() => window.decisionPaints);
  await context.close();
  return paints;
}

/** Runs in the page: notes when comparisons have been painted. */
function notePaints(): void {
  window.decisionPaints = [];
  const text = () => document.querySelector("#content")?.textContent ?? "";
  /** After the frame that is made now. */
  const painted = (then: () => void) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = then;
      channel.port2.postMessage(null);
    });
  const untilText = (differs: (now: string) => boolean, then: () => void) => {
    const look = () => (differs(text()) ? painted(then) : requestAnimationFrame(look));
    look();
  };
  untilText(
    (now) => now.includes("forty words"),
    () => {
      window.firstPaint = performance.now();
    },
  );
  addEventListener(
    "keydown",
    (event) => {
      const before = text();
      untilText(
        (now) => now !== before && now.includes("forty words"),
        () => window.decisionPaints.push(performance.now() - event.timeStamp),
      );
    },
    { capture: true },
  );
}
