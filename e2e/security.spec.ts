import type { Page, Route } from "@playwright/test";
import { expect, test } from "./app";
import { judgeAll, pane, startJudging } from "./judge-steps";
import { openAsLead } from "./lead-steps";
import { demoRows, prepareCampaign } from "./prepare-campaign";

const hostile = [
  "<script>window.hacked = 1</script>",
  '<img src="http://evil.example/pixel.png" onerror="window.hacked = 2">',
  "![remote](http://evil.example/remote.png)",
  '<svg onload="window.hacked = 3"><a href="javascript:window.hacked=4">draw</a></svg>',
  "[press me](javascript:window.hacked=5) and [me](data:text/html,<script>window.hacked=6</script>)",
  "[relative](/api/sign-in/x) [tabs](//evil.example/x)",
  "<style>body { display: none } @import url(http://evil.example/a.css);</style>",
  '<div style="position:fixed;inset:0;background:url(http://evil.example/b.png)">over everything</div>',
  '<iframe src="http://evil.example/frame"></iframe><base href="http://evil.example/">',
  '<form action="http://evil.example/"><input name="q"><button>Left</button></form>',
  '<details open ontoggle="window.hacked=7"><summary>more</summary></details>',
  "`</script><script>window.hacked = 8</script>`",
  "x".repeat(20_000),
  "| a | b |\n|---|---|\n| <b onclick='window.hacked=9'>c</b> | ![](http://evil.example/c.png) |",
];

test("nothing in a completion runs, leaves, or covers the page", async ({ page, app, openPage }) => {
  const rows = demoRows({ languages: ["en"], prompts: 2 }).map((row) => ({
    ...row,
    prompt: `${row.prompt}\n\n${hostile.slice(0, 4).join("\n\n")}`,
    completion: `${row.model === "atlas-2" ? "First" : "Second"}\n\n${hostile.join("\n\n")}\n\n${row.completion}`,
  }));
  const campaign = await prepareCampaign(app, { rows, guidelines: hostile.join("\n\n") });
  const lead = await openPage();
  const requests = [page, lead].map(watchRequests).map((urls) => () => urls.filter(leaves(app.url)));

  await page.goto(await campaign.invite("Amina <script>window.hacked = 10</script>"));
  await expectHarmless(page);
  await page.getByRole("button", { name: "Start judging" }).press("Enter");
  const left = pane(page, "Left");
  await expect(left).toContainText("<script>window.hacked = 1</script>");
  await expect(left.locator("script, img, iframe, style, form, svg, base, object, [style]")).toHaveCount(0);
  for (const link of await left.getByRole("link").all())
    await expect(link).toHaveAttribute("rel", /noopener noreferrer/);
  await expect(left.locator('a:not([href^="http"], [href^="mailto:"])')).toHaveCount(0);
  await left.getByText("press me").click();
  await expectHarmless(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
  await page.keyboard.press("f");
  await page.keyboard.press("Tab");
  await page.keyboard.type("![x](http://evil.example/note.png)<img src=x onerror='window.hacked=11'>");
  await page.keyboard.press("Escape");

  await openAsLead(lead, app, `/campaigns/${campaign.id}/order`);
  const picks = lead.getByRole("region", { name: "First by this metric" });
  await picks.locator("summary").first().click();
  await expect(picks.getByText("<script>window.hacked = 1</script>").first()).toBeVisible();
  await expectHarmless(lead);
  await lead.goto(`/campaigns/${campaign.id}`);
  await lead.getByRole("region", { name: "Protocol" }).getByText("Guidelines for annotators").click();
  const guidelines = lead.getByRole("region", { name: "Protocol" }).getByRole("paragraph");
  await expect(guidelines.filter({ hasText: "<script>window.hacked = 1</script>" })).toBeVisible();
  await expectHarmless(lead);
  expect(requests.flatMap((left) => left())).toEqual([]);
});

test("every page carries a policy that lets only its own scripts run", async ({ page, app }) => {
  const campaign = await prepareCampaign(app);
  const link = await campaign.invite("Amina");
  for (const path of ["/sign-in", new URL(link).pathname, "/nothing-here"]) {
    const response = await page.request.get(path);
    const policy = response.headers()["content-security-policy"] ?? "";
    expect(policy, path).toMatch(/script-src 'self' 'nonce-[\w+/=]{16,}' 'strict-dynamic'/);
    expect(policy, path).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    for (const part of [
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
    ])
      expect(policy, path).toContain(part);
    expect(response.headers()).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "x-frame-options": "DENY",
    });
  }
  await page.goto(link);
  const cookies = await page.context().cookies();
  const session = cookies.filter(({ name }) => name.includes("session"));
  expect(session.length).toBeGreaterThan(0);
  for (const cookie of session) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test.describe("nothing that an annotator receives", () => {
  test.use({ expectedConsoleErrors: /status of 40[34] / });

  // What goes by way of the service worker is not seen by the test; without one everything comes straight.
  test.use({ serviceWorkers: "block" });

  test("names a model, a metric or the campaign's other people", async ({ page, app, openPage }) => {
    const rows = demoRows({ languages: ["en", "ar"], prompts: 2 });
    const campaign = await prepareCampaign(app, {
      rows,
      guidelines: "Prefer what **helps**.",
      routing: "language",
      budget: 6,
      seed: "secret-seed",
    });
    const bruno = await openPage();
    await startJudging(bruno, await campaign.invite("Bruno Secret", "ar"));
    await judgeAll(bruno, () => "ArrowLeft");

    const received: Received[] = [];
    await page.route("**/*", (route) => passOn(route, received));
    await startJudging(page, await campaign.invite("Amina", "en"));
    expect(await judgeAll(page, () => "w")).toBeGreaterThan(0);
    await page.reload();
    await expect(page.getByRole("heading", { name: /judged|ahead/ })).toBeVisible();
    for (const path of [
      "/judge",
      "/campaigns",
      `/campaigns/${campaign.id}`,
      `/campaigns/${campaign.id}/report`,
      `/api/campaigns/${campaign.id}/judgments.csv`,
      `/api/campaigns/${campaign.id}/report.json`,
    ]) {
      await page.goto(path);
    }
    expect(received.map(({ url }) => url).join()).toMatch(/judgment\.submit/);
    expect(received.some(({ body }) => body.includes("Prefer what"))).toBe(true);
    const secrets = [
      ...new Set(rows.map(({ model }) => model)),
      "chrf",
      "Bruno",
      "secret-seed",
      "en-explain-1",
    ];
    for (const { url, body } of received)
      for (const secret of secrets) expect(body.includes(secret), `${secret} in ${url}`).toBe(false);
  });
});

function watchRequests(page: Page): string[] {
  const urls: string[] = [];
  page.on("request", (request) => urls.push(request.url()));
  return urls;
}

function leaves(origin: string): (url: string) => boolean {
  return (url) => !url.startsWith(`${origin}/`) && !url.startsWith("data:");
}

/** No script of a text ran, and the page is still there to be pressed. */
async function expectHarmless(page: Page): Promise<void> {
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  await expect(page.getByRole("main")).toBeVisible();
}

interface Received {
  url: string;
  body: string;
}

/** Lets a request through and keeps all that came back: headers and body, of redirects too. */
async function passOn(route: Route, received: Received[]): Promise<void> {
  const url = route.request().url();
  // What the build holds knows no campaign.
  if (url.includes("/_next/static/")) return route.continue();
  const response = await route.fetch({ maxRedirects: 0 });
  const headers = Object.values(response.headers()).join("\n");
  received.push({ url, body: `${headers}\n${await response.text()}` });
  return route.fulfill({ response });
}
