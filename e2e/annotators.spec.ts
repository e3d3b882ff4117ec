import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "@/db/client";
import type { CampaignProgress } from "@/server/campaign/campaign-view";
import type { NextTask } from "@/server/task/schemas";
import { findContradictions, readLedger } from "@/server/testing/ledger";
import { expect, test } from "./app";
import { prepareCampaign, run } from "./prepare-campaign";
import type { App } from "./start-app";

const people = 200;
const judgmentsPerComparison = 3;
const models = ["amber", "birch", "cedar"];
/** 500 prompts by 3 models: 1,500 comparisons. */
const prompts = 500;
const comparisons = prompts * 3;

const rows = Array.from({ length: prompts }, (_, i) =>
  models.map((model, m) => ({
    prompt_id: `p${i}`,
    prompt: `Question ${i}`,
    model,
    completion: `${model} says ${i}${" and more".repeat((i * (m + 2)) % 13)}`,
  })),
).flat();

const decisions = ["left", "right", "both_good", "both_bad"] as const;

test(`${people} annotators, a kill in the middle: three judgments each, none lost, none twice`, async ({
  app,
}) => {
  test.setTimeout(240_000);
  const campaign = await prepareCampaign(app, { rows, judgmentsPerComparison, metric: "length-gap" });
  const cookies = await signInPeople(app, campaign.id);

  const crowd = new Crowd(app, campaign.id);
  // In the middle, the server ends as in a power cut and comes back.
  const middle = (comparisons * judgmentsPerComparison) / 2;
  const cut = crowd.acknowledges(middle).then(async () => {
    // What is closed follows what is open: the lowest numbers are offered first, so nothing is left behind.
    for (const { opened, closedPrefix } of await strataOf(app, campaign.id))
      expect(closedPrefix).toBeGreaterThan(opened / 3);
    await crowd.interrupt(() => app.kill().then(app.restart));
  });
  await Promise.all([...cookies.map((cookie, person) => crowd.work(cookie, person)), cut]);
  expect(crowd.interruptions).toBeGreaterThan(0);

  const database = await openDatabase(app.databaseUrl, { migrations: "db/migrations" });
  const ledger = await readLedger(database, campaign.id);
  await database.close();
  const rules = { judgmentsPerComparison, promptOncePerAnnotator: false };
  expect(findContradictions(ledger, rules)).toEqual([]);
  expect(ledger.statuses).toHaveLength(comparisons);
  expect(ledger.statuses.filter(({ state }) => state !== "closed")).toEqual([]);
  expect(ledger.standing).toHaveLength(comparisons * judgmentsPerComparison);
  const judgedBy = new Set(
    ledger.standing.map(({ comparisonId, memberId }) => `${comparisonId} ${memberId}`),
  );
  expect(judgedBy.size).toBe(comparisons * judgmentsPerComparison);

  const recorded = new Map(ledger.standing.map((row) => [row.clientKey, row.taskId]));
  const missing = crowd.acknowledged.filter(({ clientKey, taskId }) => recorded.get(clientKey) !== taskId);
  expect(missing).toEqual([]);
  expect(crowd.acknowledged).toHaveLength(comparisons * judgmentsPerComparison);

  for (const { opened, planned } of ledger.sequences) expect(opened).toBe(planned);
  const strata = await strataOf(app, campaign.id);
  expect(strata).toHaveLength(3);
  for (const { closedPrefix, planned } of strata) expect(closedPrefix).toBe(planned);
});

async function strataOf(app: App, campaignId: string): Promise<CampaignProgress["strata"]> {
  const status = JSON.parse(await run(app, ["status", campaignId, "--json"])) as {
    progress: CampaignProgress;
  };
  return status.progress.strata;
}

/** Invites everyone as the lead and opens their links; the cookies that their browsers would hold. */
async function signInPeople(app: App, campaignId: string): Promise<string[]> {
  const { link } = JSON.parse(
    await run(app, ["invite", campaignId, "--name", "Lena", "--role", "lead", "--url", app.url, "--json"]),
  ) as { link: string };
  const lead = await openLink(link);
  const invite = async (name: string) => {
    const { link: personal } = await call<{ link: string }>(app, lead, "member.invite", { campaignId, name });
    return openLink(personal);
  };
  const cookies: string[] = [];
  for (let from = 0; from < people; from += 20)
    cookies.push(...(await Promise.all(Array.from({ length: 20 }, (_, i) => invite(`Person ${from + i}`)))));
  return cookies;
}

async function openLink(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: "manual" });
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** One connection for each client. Node's fetch leaves some of 200 callers without an answer for many seconds. */
const agent = new Agent({ keepAlive: true });

/** A procedure's answer; throws when the server cannot be reached or refuses. */
async function call<T>(app: App, cookie: string, path: string, input: object): Promise<T> {
  const headers = { cookie, "content-type": "application/json" };
  const text = await new Promise<string>((resolve, reject) => {
    const asked = request(`${app.url}/api/trpc/${path}`, { method: "POST", agent, headers }, (answer) => {
      let received = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk) => {
        received += chunk;
      });
      answer.on("end", () => (answer.complete ? resolve(received) : reject(new Error("cut off"))));
      answer.on("error", reject);
    });
    asked.on("error", reject);
    asked.end(JSON.stringify(input));
  });
  const body = JSON.parse(text) as { result?: { data: T }; error?: { message: string } };
  if (!body.result) throw new Refused(`${path}: ${body.error?.message}`);
  return body.result.data;
}

class Refused extends Error {}

/** Annotators' clients: each asks, decides and submits, and tries again with the same key what was not answered. */
class Crowd {
  readonly acknowledged: { taskId: string; clientKey: string }[] = [];
  interruptions = 0;
  private serving: Promise<unknown> = Promise.resolve();
  private readonly milestones: { count: number; reach: () => void }[] = [];

  constructor(
    private readonly app: App,
    private readonly campaignId: string,
  ) {}

  acknowledges(count: number): Promise<void> {
    return new Promise((reach) => this.milestones.push({ count, reach }));
  }

  async interrupt(work: () => Promise<unknown>): Promise<void> {
    this.serving = work();
    await this.serving;
  }

  async work(cookie: string, person: number): Promise<void> {
    const campaignId = this.campaignId;
    let next = await this.ask(cookie, "task.next", { campaignId });
    for (let step = 0; step < 5_000; step++) {
      if (next.kind === "waiting") {
        if (next.reason === "all_done") return;
        // As the page does: others hold what is left, so ask again in a while.
        await pause(250);
        next = await this.ask(cookie, "task.next", { campaignId });
        continue;
      }
      const { taskId } = next.tasks[0]!;
      const clientKey = `person-${person}-step-${step}`;
      const decision = decisions[(person + step) % decisions.length];
      next = await this.ask(cookie, "judgment.submit", {
        campaignId,
        taskId,
        decision,
        durationMs: 900,
        clientKey,
      });
      this.acknowledged.push({ taskId, clientKey });
      for (const { count, reach } of this.milestones) if (this.acknowledged.length >= count) reach();
    }
    throw new Error(`person ${person} never finished`);
  }

  /** Asks until there is an answer; what was cut off is asked again once the server is back. */
  private async ask(cookie: string, path: string, input: object): Promise<NextTask> {
    for (let attempt = 0; attempt < 20; attempt++) {
      await this.serving;
      try {
        return await call<NextTask>(this.app, cookie, path, input);
      } catch (error) {
        if (error instanceof Refused) throw error;
        this.interruptions++;
        await pause(50);
      }
    }
    throw new Error(`${path} was never answered`);
  }
}
