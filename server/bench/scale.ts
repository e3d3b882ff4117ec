import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Database, openDatabase } from "@/db/client";
import { createCampaign } from "../campaign/create-campaign";
import { systemClock } from "../clock";
import { importFile } from "../import/import-file";
import { startRanking } from "../ranking/start-ranking";
import { type BenchRow, benchRow } from "./bench-row";
import { createCorpus } from "./corpus";
import type { ScaleLine } from "./scale-process";

const models = 20;
const pairsPerPrompt = (models * (models - 1)) / 2;

/**
 * A rank job over 1,007,000 pairs (5,300 prompts, 20 models, completions of about 300 words) in a process of its own that
 * is killed half-way and taken up again by another: pairs per second, the peak of its memory, and whether anything was
 * scored twice. A tenth of it first, so that a mistake shows early.
 */
export async function benchScale(report: (row: BenchRow) => void): Promise<void> {
  await benchPool(530, report);
  await benchPool(5_300, report);
}

async function benchPool(prompts: number, report: (row: BenchRow) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tiebreak-bench-"));
  const path = join(folder, "scale.db");
  const pairs = prompts * pairsPerPrompt;
  const row = (name: string, n: number, ms: number): BenchRow =>
    benchRow("scale", `${name}:${pairs}-pairs`, n, { medianMs: ms, minMs: ms, maxMs: ms });
  try {
    const start = performance.now();
    const jobId = await makeCampaign(path, prompts);
    report(row("import", prompts * models, performance.now() - start));

    const killed = await runJob(path, jobId, { headStartMs: 0, killAt: 0.5 });
    const kept = await listKept(path);
    const resumed = await runJob(path, jobId, { headStartMs: 20_000 });
    const scoredAgain = resumed.chunks.filter((chunk) => kept.has(chunk)).length;
    await check(path, { jobId, pairs, kept: kept.size });
    if (scoredAgain > 0 || new Set(resumed.chunks).size < resumed.chunks.length)
      throw new Error(`${scoredAgain} of ${kept.size} stretches were scored again`);

    report(row("build", pairs, killed.msOf("Building")));
    report(row("score", pairs, killed.msOf("Scoring") + resumed.msOf("Scoring")));
    report(row("inspect", pairs, killed.msOf("Looking") + resumed.msOf("Looking")));
    report(row("store", pairs, resumed.msOf("Storing")));
    const peakMiB = Math.max(killed.peakMiB, resumed.peakMiB);
    if (peakMiB >= 2048) throw new Error(`the job held ${peakMiB} MiB`);
    const total = killed.totalMs + resumed.totalMs;
    report({ ...row("rank", pairs, total), peakMiB, kept: kept.size, scoredAgain });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeCampaign(path: string, prompts: number): Promise<string> {
  return withDatabase(path, async (database) => {
    const context = { database, clock: systemClock, actor: "operator" };
    const settings = { name: "Scale bench", metric: "chrf", seed: "bench" };
    const { campaignId } = await createCampaign(context, settings);
    await importFile(context, { campaignId, source: completionRows(prompts), fileName: "scale.jsonl" });
    return (await startRanking(context, campaignId)).jobId;
  });
}

/** The file, a few prompts at a time. */
async function* completionRows(prompts: number): AsyncGenerator<Uint8Array> {
  const promptsPerPart = 10;
  for (let from = 0; from < prompts; from += promptsPerPart) {
    const part = createCorpus(Math.min(promptsPerPart, prompts - from), models, from + 1);
    const lines = part.flatMap(({ completions }, i) =>
      completions.map(({ model, text }) =>
        JSON.stringify({
          prompt_id: `p${from + i}`,
          prompt: `Prompt ${from + i}`,
          model: `model-${model}`,
          completion: text,
        }),
      ),
    );
    yield new TextEncoder().encode(`${lines.join("\n")}\n`);
  }
}

interface ProcessRun {
  /** The stretches that it was asked to score, in order. */
  chunks: number[];
  peakMiB: number;
  totalMs: number;
  /** How long it was at steps whose words begin so. */
  msOf(step: string): number;
}

/** Runs the job in a process of its own, and kills that at a share of the scoring if so told. */
async function runJob(
  path: string,
  jobId: string,
  { headStartMs, killAt }: { headStartMs: number; killAt?: number },
): Promise<ProcessRun> {
  const script = join(process.cwd(), "server", "bench", "scale-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, path, jobId, String(headStartMs)]);
  child.stderr.pipe(process.stderr);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const start = performance.now();
  const chunks: number[] = [];
  const times = new Map<string, { from: number; to: number }>();
  let peakMiB = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as ScaleLine;
    if ("chunk" in told) chunks.push(told.chunk);
    else if ("peakMiB" in told) peakMiB = Math.max(peakMiB, told.peakMiB);
    else {
      for (const [step, time] of times) if (step !== told.step && !(time.to > time.from)) time.to = told.atMs;
      const time = times.get(told.step) ?? { from: told.atMs, to: 0 };
      times.set(told.step, time);
      peakMiB = Math.max(peakMiB, peakOf(child));
      const isScoring = told.step.startsWith("Scoring");
      if (isScoring && killAt !== undefined && told.done >= killAt * told.total) {
        time.to = told.atMs;
        child.kill("SIGKILL");
        break;
      }
    }
  }
  const code = await ended;
  if (killAt === undefined && code !== 0) throw new Error(`the job's process ended with ${code}`);
  const msOf = (step: string) =>
    [...times].reduce((sum, [name, { from, to }]) => sum + (name.startsWith(step) ? to - from : 0), 0);
  return { chunks, peakMiB, totalMs: performance.now() - start, msOf };
}

/** The most memory that a process has held at once, 0 when it is gone. */
function peakOf({ pid }: ChildProcessWithoutNullStreams): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** The stretches whose scores the killed process had stored. */
async function listKept(path: string): Promise<Set<number>> {
  return withDatabase(path, async ({ orm, tables: { metricScores } }) => {
    const rows = await orm.select({ chunk: metricScores.chunk }).from(metricScores);
    if (rows.length === 0) throw new Error("the process was killed before it stored anything");
    return new Set(rows.map(({ chunk }) => chunk));
  });
}

/** Refuses unless the job is done, over the whole pool, and was killed in the middle of it. */
async function check(path: string, wanted: { jobId: string; pairs: number; kept: number }): Promise<void> {
  await withDatabase(path, async ({ orm, tables: { job, ranking, scoreSet, metricScores } }) => {
    const [done] = await orm.select().from(job);
    const [stored] = await orm.select().from(ranking);
    const [set] = await orm.select().from(scoreSet);
    const chunks = await orm.select({ chunk: metricScores.chunk }).from(metricScores);
    const isWhole = stored?.poolSize === wanted.pairs && set?.comparisons === wanted.pairs;
    if (done?.id !== wanted.jobId || done.state !== "done" || !isWhole || chunks.length <= wanted.kept)
      throw new Error(`not as it should be: ${JSON.stringify([done?.state, stored?.poolSize, set, wanted])}`);
  });
}

async function withDatabase<T>(path: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(path, { migrations: join(process.cwd(), "db", "migrations") });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
