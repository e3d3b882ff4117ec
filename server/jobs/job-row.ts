import { and, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";
import { second } from "../clock";
import { found, TiebreakError } from "../errors";
import { newId } from "../ids";
import { canonicalJson } from "../report/canonical-json";
import type { VerbContext } from "../verb-context";
import type { JobKind, JobView } from "./schemas";

/** A running job without a sign of life for so long was left behind by a process that ended. */
export const abandonedMs = 15 * second;

/** Kinds of which several may be under way at once, each with an input of its own. */
const sideBySide: ReadonlySet<JobKind> = new Set(["compare-metrics"]);

/**
 * Queues a job of the campaign; one that is under way with the same input is returned instead. While one with another
 * input is, it is refused, unless its kind goes side by side. `check` looks once more at what the job presupposes, where
 * nothing can change it any more: whatever else writes takes the campaign's lock too.
 */
export async function queueJob(
  { database, clock, actor }: VerbContext,
  {
    campaignId,
    kind,
    input = {},
    check,
  }: {
    campaignId: string;
    kind: JobKind;
    input?: Record<string, unknown>;
    check?: (tx: Transaction) => Promise<unknown>;
  },
): Promise<string> {
  return database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    await check?.(tx);
    const { job } = tx.tables;
    const active = await listActive(tx, campaignId, kind);
    const same = active.find((other) => canonicalJson(other.input) === canonicalJson(input));
    if (same) return same.id;
    if (active.length > 0 && !sideBySide.has(kind)) {
      throw new TiebreakError(
        "busy",
        `A ${kind} job with other settings is under way. Wait for it to end, then ask again.`,
      );
    }
    const id = newId("job");
    await tx.orm.insert(job).values({
      id,
      campaignId,
      kind,
      state: "queued",
      input,
      step: "Waiting to start",
      createdBy: actor,
      createdAt: clock(),
    });
    return id;
  });
}

function listActive({ orm, tables: { job } }: Connection, campaignId: string, kind: JobKind) {
  return orm
    .select({ id: job.id, input: job.input })
    .from(job)
    .where(
      and(eq(job.campaignId, campaignId), eq(job.kind, kind), inArray(job.state, ["queued", "running"])),
    );
}

/** Takes a queued or abandoned job for this process; undefined when another has it or it is finished. */
export async function takeJob({ database, clock }: VerbContext, jobId: string) {
  const now = clock();
  const rows = await database.transaction(({ orm, tables: { job } }) => {
    const isAbandoned = and(eq(job.state, "running"), lt(job.heartbeatAt, now - abandonedMs));
    return orm
      .update(job)
      .set({ state: "running", heartbeatAt: now, attempt: sql`${job.attempt} + 1` })
      .where(and(eq(job.id, jobId), or(eq(job.state, "queued"), isAbandoned)))
      .returning();
  });
  return rows[0];
}

/** Makes a failed job wait for a process again. */
export async function requeueJob({ database }: VerbContext, jobId: string): Promise<void> {
  await database.transaction(async ({ orm, tables: { job } }) => {
    await orm
      .update(job)
      .set({ state: "queued", error: null, finishedAt: null })
      .where(and(eq(job.id, jobId), eq(job.state, "failed")));
  });
}

/** Jobs that wait for a process: queued, or left behind by one that ended. */
export async function listWaitingJobs({ database, clock }: VerbContext): Promise<string[]> {
  const { orm, tables } = database;
  const { job } = tables;
  const isAbandoned = and(eq(job.state, "running"), lt(job.heartbeatAt, clock() - abandonedMs));
  const rows = await orm
    .select({ id: job.id })
    .from(job)
    .where(or(eq(job.state, "queued"), isAbandoned))
    .orderBy(job.createdAt);
  return rows.map(({ id }) => id);
}

/** A job as the process that took it knows it; another that takes it later raises `attempt`. */
export interface TakenJob {
  id: string;
  attempt: number;
}

/**
 * Refuses, in the transaction that it is called in, what a process writes for a job that another has taken up meanwhile. It
 * is a sign of life too: nobody else takes the job before the transaction has ended.
 */
export async function requireOwner(
  { orm, tables: { job } }: Transaction,
  { id, attempt }: TakenJob,
  now: number,
): Promise<void> {
  const isOwn = and(eq(job.id, id), eq(job.attempt, attempt));
  const rows = await orm.update(job).set({ heartbeatAt: now }).where(isOwn).returning({ id: job.id });
  if (rows.length === 0) throw takenOver();
}

function takenOver(): TiebreakError {
  return new TiebreakError("conflict", "Another process has taken up this job and goes on with it.");
}

/** Writes where a job is; refused when `attempt` is given and another process has taken the job since. */
export async function updateJob(
  { database, clock }: VerbContext,
  jobId: string,
  change:
    | { done?: number; total?: number; step?: string }
    | { state: "done"; resultId: string; done?: number; total?: number }
    | { state: "failed"; error: string },
  attempt?: number,
): Promise<void> {
  const now = clock();
  const rows = await database.transaction(
    ({ orm, tables: { job } }) =>
      orm
        .update(job)
        .set({ ...change, heartbeatAt: now, ...("state" in change ? { finishedAt: now } : {}) })
        .where(and(eq(job.id, jobId), attempt === undefined ? undefined : eq(job.attempt, attempt)))
        .returning({ id: job.id }),
    "state" in change ? "full" : "normal",
  );
  if (rows.length === 0) throw takenOver();
}

/** A job of the campaign. */
export async function getJob(connection: Connection, campaignId: string, jobId: string): Promise<JobView> {
  const { job } = connection.tables;
  const rows = await connection.orm
    .select()
    .from(job)
    .where(and(eq(job.id, jobId), eq(job.campaignId, campaignId)));
  return viewJob(found(rows[0], "job", jobId));
}

/** The campaign's newest job, of one kind or any. */
export async function findNewestJob(
  connection: Connection,
  campaignId: string,
  kind?: JobKind,
): Promise<JobView | null> {
  const { job } = connection.tables;
  const rows = await connection.orm
    .select()
    .from(job)
    .where(and(eq(job.campaignId, campaignId), kind ? eq(job.kind, kind) : undefined))
    .orderBy(desc(job.createdAt), desc(job.id))
    .limit(1);
  return rows[0] ? viewJob(rows[0]) : null;
}

/** Refuses while a job of that kind is under way. */
export async function refuseWhileRunning(
  connection: Connection,
  campaignId: string,
  kind: JobKind,
): Promise<void> {
  if ((await listActive(connection, campaignId, kind)).length > 0) {
    throw new TiebreakError("busy", `A ${kind} job is under way. Wait for it to end.`);
  }
}

function viewJob(row: JobView): JobView {
  const { id, kind, state, done, total, step, error, resultId, createdAt, finishedAt } = row;
  return { id, kind, state, done, total, step, error, resultId, createdAt, finishedAt };
}
