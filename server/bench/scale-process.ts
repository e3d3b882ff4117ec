import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "@/db/client";
import { systemClock } from "../clock";
import { takeJob, updateJob } from "../jobs/job-row";
import { runRankJob } from "../jobs/rank-job";
import { type ScoringPlace, workerThreads } from "../jobs/score-metric";

/** What the process tells of, one JSON line each. */
export type ScaleLine =
  | { chunk: number }
  | { done: number; total: number; step: string; atMs: number }
  | { peakMiB: number };

const tell = (line: ScaleLine) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** The worker threads, telling of every stretch that they are given. */
const watched: ScoringPlace = {
  ...workerThreads,
  startScorers(data, stretches) {
    const scorers = workerThreads.startScorers(data, stretches);
    return {
      size: scorers.size,
      stop: () => scorers.stop(),
      score(chunk, blocks) {
        tell({ chunk });
        return scorers.score(chunk, blocks);
      },
    };
  },
};

/** Takes a waiting rank job and runs it to its end: `scale-process.ts DATABASE JOB HEADSTART_MS`. */
const [path, jobId, headStart] = process.argv.slice(2) as [string, string, string];
const database = await openDatabase(path, { migrations: join(process.cwd(), "db", "migrations") });
// A job counts as left behind after 15 seconds, which a bench need not wait for.
const context = { database, clock: () => systemClock() + Number(headStart), actor: "operator" };
const job = await takeJob(context, jobId);
if (!job) throw new Error("the job is not there to be taken");
let step = "";
let written = 0;
const resultId = await runRankJob(
  context,
  job,
  async (progress) => {
    const now = performance.now();
    if (progress.step === step && now - written < 100) return;
    step = progress.step;
    written = now;
    tell({ ...progress, atMs: now });
    await updateJob(context, jobId, progress);
  },
  watched,
);
await updateJob(context, jobId, { state: "done", resultId });
tell({ done: 1, total: 1, step: "Done", atMs: performance.now() });
tell({ peakMiB: Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024 });
await database.close();
