import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "@/e2e/start-app";
import type { NextTask } from "../task/schemas";
import { type BenchRow, benchRow, type Timing } from "./bench-row";
import { type Annotator, createQueueDatabase } from "./queue-database";

const clients = 16;
const rounds = 7;
const callsPerRound = 640;
/** Annotators at work; each claims anew in every round. */
const annotators = 160;

interface Client {
  annotator: Annotator;
  cookie: string;
  next?: NextTask;
}

/**
 * Next task and submit at 16 clients through the built app, with 1,000,000 comparisons queued, for newcomers and for
 * people who have judged 20,000 already, beside the lightest authenticated procedure of the same app.
 */
export async function benchServe(report: (row: BenchRow) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tiebreak-bench-"));
  const path = join(folder, "queue.db");
  const queue = await createQueueDatabase(path, { fresh: annotators, veterans: clients });
  const app = await startApp({ DATABASE_URL: path });
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  try {
    const api = (client: Client, procedure: string, input?: object) =>
      call(app, agent, client, procedure, input);
    const fresh = await signIn(app, queue.fresh);
    const veterans = await signIn(app, queue.veterans);
    const bare = () => timeRounds(spread(fresh, callsPerRound), (client) => api(client, "session.user"));
    const input = { campaignId: queue.campaignId };
    const next = async (client: Client) => {
      client.next = (await api(client, "task.next", input)) as NextTask;
    };
    const release = async (client: Client) => {
      if (client.next?.kind !== "task") throw new Error("the queue ran dry");
      await api(client, "task.release", { ...input, taskIds: client.next.order });
    };
    const submit = async (client: Client) => {
      if (client.next?.kind !== "task") throw new Error("the queue ran dry");
      const decision = { decision: "left", durationMs: 1_000, clientKey: crypto.randomUUID() };
      client.next = (await api(client, "judgment.submit", {
        ...input,
        ...decision,
        taskId: client.next.order[0],
        // As a page does, which has the texts of what it holds.
        held: client.next.order,
      })) as NextTask;
    };
    const peer = { name: "session.user", n: callsPerRound, timing: await bare() };
    report(benchRow("serve", "bare", peer.n, peer.timing));
    for (const [name, people] of [
      ["", fresh],
      ["-after-20000", veterans],
    ] as const) {
      const repeats = Math.ceil(annotators / people.length);
      // In stretches of the same length, since every stretch ends with lanes that have nothing left to do.
      const stretches = { repeats, between: async () => {} };
      const light = { name: "session.user", n: people.length * repeats };
      const lightTiming = await timeRounds(people, (client) => api(client, "session.user"), stretches);
      const timing = await timeRounds(people, next, { repeats, between: () => inLanes(people, release) });
      report(
        benchRow("serve", `next${name}`, people.length * repeats, timing, { ...light, timing: lightTiming }),
      );
      await inLanes(people, next);
      const again = { ...peer, timing: await bare() };
      const working = people.slice(0, clients);
      const submits = await timeRounds(spread(working, callsPerRound), submit);
      report(benchRow("serve", `submit${name}`, callsPerRound, submits, again));
      await inLanes(people, release);
    }
  } finally {
    agent.destroy();
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The people again and again, `calls` in all, so that the same person is never in two lanes. */
function spread(people: Client[], calls: number): Client[] {
  return Array.from({ length: calls }, (_, i) => people[i % people.length] as Client);
}

/** Times rounds of work, after one to warm up; what happens `between` is not timed. */
async function timeRounds(
  people: Client[],
  work: (client: Client) => Promise<unknown>,
  { between, repeats = 1 }: { between?: () => Promise<void>; repeats?: number } = {},
): Promise<Timing> {
  const times: number[] = [];
  for (let round = -1; round < rounds; round++) {
    let spent = 0;
    for (let repeat = 0; repeat < repeats; repeat++) {
      const start = performance.now();
      await inLanes(people, work);
      spent += performance.now() - start;
      await between?.();
    }
    if (round >= 0) times.push(spent);
  }
  times.sort((one, other) => one - other);
  return { medianMs: times[rounds >> 1] as number, minMs: times[0] as number, maxMs: times.at(-1) as number };
}

/** Every sixteenth in one lane, sixteen lanes at a time. */
async function inLanes(people: Client[], work: (client: Client) => Promise<unknown>): Promise<void> {
  await Promise.all(
    Array.from({ length: clients }, async (_, lane) => {
      for (let i = lane; i < people.length; i += clients) await work(people[i] as Client);
    }),
  );
}

async function signIn(app: App, people: Annotator[]): Promise<Client[]> {
  const signedIn: Client[] = [];
  for (const annotator of people) {
    const answer = await fetch(`${app.url}/l/${annotator.token}`, { redirect: "manual" });
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    if (!cookie) throw new Error(`signing in failed with ${answer.status}`);
    signedIn.push({ annotator, cookie });
  }
  return signedIn;
}

function call(app: App, agent: Agent, client: Client, procedure: string, input?: object): Promise<unknown> {
  const headers = { cookie: client.cookie, "content-type": "application/json" };
  const options = { agent, headers, method: input ? "POST" : "GET" };
  return new Promise((resolve, reject) => {
    const outgoing = request(`${app.url}/api/trpc/${procedure}`, options, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString();
        if (answer.statusCode !== 200) reject(new Error(`${procedure}: ${answer.statusCode} ${text}`));
        else resolve(JSON.parse(text).result.data);
      });
    });
    outgoing.on("error", reject);
    outgoing.end(input ? JSON.stringify(input) : undefined);
  });
}
