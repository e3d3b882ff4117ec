import { test as base, expect, type Page } from "@playwright/test";
import { type App, startApp } from "./start-app";

export { expect };

interface TestFixtures {
  /** Console errors that this test provokes on purpose. */
  expectedConsoleErrors: RegExp;
  /** A page in a browser context of its own: another person, with other cookies. */
  openPage: () => Promise<Page>;
  pageErrors: (page: Page) => void;
}

interface WorkerFixtures {
  /** The built app, one for the tests of a worker. */
  app: App;
}

/**
 * Playwright's `test` with the built app behind it. `page.goto("/…")` is on that app, and whatever a page throws
 * or writes to the console as an error fails the test.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  app: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the needs of a fixture from this pattern.
    async ({}, use) => {
      const app = await startApp();
      await use(app);
      await app.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  expectedConsoleErrors: [/^(?!)/, { option: true }],

  pageErrors: async ({ expectedConsoleErrors }, use) => {
    const errors: string[] = [];
    await use((page) => {
      page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.stack ?? error.message}`));
      page.on("console", (message) => {
        if (message.type() !== "error") return;
        const text = `${message.text()} (${message.location().url})`;
        if (!expectedConsoleErrors.test(text)) errors.push(`${page.url()}: ${text}`);
      });
    });
    expect(errors, "errors in the browser's console").toEqual([]);
  },
  page: async ({ page, pageErrors }, use) => {
    pageErrors(page);
    await use(page);
  },
  openPage: async ({ browser, baseURL, pageErrors }, use) => {
    const pages: Page[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL });
      const page = await context.newPage();
      pageErrors(page);
      pages.push(page);
      return page;
    });
    await Promise.all(pages.map((page) => page.context().close()));
  },
});
