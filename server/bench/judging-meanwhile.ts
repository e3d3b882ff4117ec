import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "@/db/client";
import { startApp } from "@/e2e/start-app";
import { createCampaign } from "../campaign/create-campaign";
import { launchCampaign } from "../campaign/launch-campaign";
import { systemClock } from "../clock";
import { importFile } from "../import/import-file";
import { runJob } from "../jobs/run-job";
import { inviteMember } from "../member/invite-member";
import { startRanking } from "../ranking/start-ranking";
import { addUser } from "../session/add-user";
import { addSignInLink } from "../session/sign-in-link";
import type { NextTask } from "../task/schemas";
import type { VerbContext } from "../verb-context";
import type { BenchRow } from "./bench-row";
import { completionsFile, inChunks } from "./import-files";

const annotators = 16;
/** Far quicker than people: sixteen of these judge about a hundred comparisons a second. */
const thinkMs = 150;
const idleSubmits = 400;
const leastSubmits = 100;

/**
 * Milliseconds of one submit (which also claims the next task) through the built app with sixteen annotators at work,
 * while nothing else happens and while a lead uploads 80,000 completions into another campaign. `medianMs` is of single
 * submits, `p95Ms` their 95th percentile.
 */
export async function benchJudgingMeanwhile(report: (row: BenchRow) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tiebreak-bench-"));
  const path = join(folder, "judging.db");
  const { live, draft, leadToken, tokens } = await prepare(path);
  const app = await startApp({ DATABASE_URL: path });
  try {
    const lead = await signIn(app.url, leadToken);
    const cookies = await Promise.all(tokens.map((token) => signIn(app.url, token)));
    // The first requests compile the app's code: they are judged too, and not timed.
    await judge(app.url, live, cookies, (submits) => submits >= idleSubmits);
    const idle = await judge(app.url, live, cookies, (submits) => submits >= idleSubmits);
    report(latencyRow("submit-idle", idle));
    const { content, rows } = completionsFile(20_000, 4, "jsonl");
    const start = performance.now();
    let isImported = false;
    const upload = importThrough(app.url, draft, lead, content).then((ms) => {
      isImported = true;
      return ms;
    });
    const busy = await judge(app.url, live, cookies, (submits) => isImported && submits >= leastSubmits);
    const uploadMs = await upload;
    report({
      ...latencyRow("submit-during-import", busy),
      peer: "submit-idle",
      peerMedianMs: median(idle),
      ratio: median(busy) / median(idle),
    });
    const timing = { medianMs: uploadMs, minMs: uploadMs, maxMs: performance.now() - start };
    report({
      group: "io",
      name: "import-through-app",
      n: rows,
      ...timing,
      perSecond: (1000 * rows) / uploadMs,
    });
  } finally {
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A live campaign with sixteen annotators, a draft one to import into, and their lead. */
async function prepare(path: string) {
  const migrations = join(process.cwd(), "db", "migrations");
  const database = await openDatabase(path, { migrations });
  const now = systemClock();
  const leadId = await database.transaction((tx) => addUser(tx, { name: "Lead", role: "lead", now }));
  const context: VerbContext = { database, clock: systemClock, actor: leadId };
  const settings = { metric: "random", promptOncePerAnnotator: false };
  const live = await createCampaign(context, { name: "Live", ...settings });
  const draft = await createCampaign(context, { name: "Draft", ...settings });
  const source = inChunks(completionsFile(8_000, 2, "jsonl").content);
  await importFile(context, { campaignId: live.campaignId, source, fileName: "live.jsonl" });
  await runJob(context, (await startRanking(context, live.campaignId)).jobId);
  await runJob(context, (await launchCampaign(context, live.campaignId)).jobId);
  const tokens: string[] = [];
  for (let place = 0; place < annotators; place++) {
    const person = { campaignId: live.campaignId, name: `Annotator ${place}`, role: "annotator" as const };
    tokens.push((await inviteMember(context, person)).token);
  }
  const { token: leadToken } = await database.transaction((tx) =>
    addSignInLink(tx, { userId: leadId, campaignId: null, now }),
  );
  await database.close();
  return { live: live.campaignId, draft: draft.campaignId, leadToken, tokens };
}

async function signIn(url: string, token: string): Promise<string> {
  const answer = await fetch(`${url}/l/${token}`, { redirect: "manual" });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  if (!cookie) throw new Error(`signing in failed with ${answer.status}`);
  return cookie;
}

/** Everyone judges until it is enough; the milliseconds of every submit. */
async function judge(
  url: string,
  campaignId: string,
  cookies: readonly string[],
  isEnough: (submits: number) => boolean,
): Promise<number[]> {
  const times: number[] = [];
  const work = async (cookie: string, place: number) => {
    await pause((thinkMs * place) / annotators);
    let next = await call(url, cookie, "task.next", { campaignId });
    while (!isEnough(times.length)) {
      if (next.kind !== "task") throw new Error("the queue ran dry");
      const { taskId } = next.tasks[0]!;
      const input = {
        campaignId,
        taskId,
        decision: "left",
        durationMs: 1_000,
        clientKey: crypto.randomUUID(),
      };
      const start = performance.now();
      next = await call(url, cookie, "judgment.submit", input);
      times.push(performance.now() - start);
      await pause(thinkMs);
    }
    if (next.kind === "task") await call(url, cookie, "task.release", { campaignId, taskIds: next.order });
  };
  await Promise.all(cookies.map(work));
  return times;
}

async function call(url: string, cookie: string, procedure: string, input: object): Promise<NextTask> {
  const headers = { cookie, "content-type": "application/json" };
  const answer = await fetch(`${url}/api/trpc/${procedure}`, {
    method: "POST",
    headers,
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`${procedure}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).result.data;
}

/** Uploads a file as the lead's page does; resolves with the milliseconds it took to be published. */
async function importThrough(
  url: string,
  campaignId: string,
  cookie: string,
  content: Buffer,
): Promise<number> {
  const start = performance.now();
  const address = `${url}/api/campaigns/${campaignId}/imports?fileName=bench.jsonl`;
  const answer = await fetch(address, { method: "POST", headers: { cookie }, body: new Uint8Array(content) });
  const lines = (await answer.text()).trimEnd();
  const last = JSON.parse(lines.slice(lines.lastIndexOf("\n") + 1));
  if (last.type !== "done") throw new Error(`the import failed: ${JSON.stringify(last)}`);
  return performance.now() - start;
}

function latencyRow(name: string, times: readonly number[]): BenchRow {
  const sorted = times.toSorted((one, other) => one - other);
  const medianMs = median(times);
  return {
    group: "io",
    name,
    n: 1,
    medianMs,
    p95Ms: sorted[Math.floor(0.95 * sorted.length)],
    minMs: sorted[0] as number,
    maxMs: sorted.at(-1) as number,
    perSecond: 1000 / medianMs,
  };
}

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[times.length >> 1] as number;
}
