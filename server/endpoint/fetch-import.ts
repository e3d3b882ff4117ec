import { and, count, eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import type { ScoredTokens } from "@/server/readers/rows";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { requireDraft } from "../import/begin-import";
import { emptyCounts } from "../import/staging";
import { toBytes } from "../ranking/arrays";
import type { VerbContext } from "../verb-context";
import { joinReason } from "./fetch-scope";
import type { FetchSettings } from "./schemas";

/** The import that a fetch job fills: the same one when the job is taken up again. */
export interface FetchImport {
  id: string;
  campaignId: string;
  name: string;
}

/** @example importOfJob("job_4x8") // "imp_4x8" */
export function importOfJob(jobId: string): string {
  return jobId.replace(/^job_/, "imp_");
}

/** Opens the import, unless it is there, and tells whether it was published before. */
export async function openFetchImport(
  { database, clock, actor }: VerbContext,
  { id, campaignId, name }: FetchImport,
  shape: FetchSettings["kind"],
): Promise<{ isPublished: boolean }> {
  return database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const { dataImport } = tx.tables;
    const rows = await tx.orm.select().from(dataImport).where(eq(dataImport.id, id));
    if (rows[0]) return { isPublished: rows[0].state === "published" };
    requireDraft((await getCampaignRow(tx, campaignId)).state);
    const now = clock();
    await tx.orm.insert(dataImport).values({
      id,
      campaignId,
      fileName: name,
      shape,
      state: "staging",
      createdBy: actor,
      createdAt: now,
      heartbeatAt: now,
    });
    return { isPublished: false };
  });
}

/** What came of one completion under one scorer; for an embedding the scorer has the empty name. */
export type Fetched = { completionId: number; scorer: string } & (
  | { scored: ScoredTokens }
  | { vector: Float32Array }
  | { reason: string; attempts: number }
);

/** Stores what was fetched, or why it was not, in one transaction. Nothing else reads it before it is published. */
export async function storeFetched(
  { database, clock }: VerbContext,
  importId: string,
  fetched: readonly Fetched[],
): Promise<void> {
  const now = clock();
  await database.transaction(async (tx) => {
    const { dataImport } = tx.tables;
    const alive = await tx.orm
      .update(dataImport)
      .set({ heartbeatAt: now })
      .where(and(eq(dataImport.id, importId), eq(dataImport.state, "staging")))
      .returning({ id: dataImport.id });
    if (alive.length === 0) throw takenAway();
    for (const one of fetched) {
      if ("scored" in one) await addScores(tx, importId, one);
      else if ("vector" in one) {
        const vector = toBytes(one.vector);
        const row = { completionId: one.completionId, importId, vector };
        await tx.orm.insert(tx.tables.embedding).values(row).onConflictDoNothing();
      } else await addFailure(tx, importId, one, now);
    }
  }, "normal");
}

function takenAway(): TiebreakError {
  return new TiebreakError("conflict", "What was fetched was taken away meanwhile.");
}

async function addScores(
  { orm, tables: { tokenScores } }: Transaction,
  importId: string,
  { completionId, scorer, scored }: { completionId: number; scorer: string; scored: ScoredTokens },
): Promise<void> {
  const isIt = and(eq(tokenScores.completionId, completionId), eq(tokenScores.importId, importId));
  const [earlier] = await orm.select().from(tokenScores).where(isIt);
  const scorers = { ...earlier?.scorers, [scorer]: scored };
  if (earlier) await orm.update(tokenScores).set({ scorers }).where(isIt);
  else await orm.insert(tokenScores).values({ completionId, importId, scorers });
}

async function addFailure(
  { orm, tables: { fetchFailure } }: Transaction,
  importId: string,
  failed: { completionId: number; scorer: string; reason: string; attempts: number },
  at: number,
): Promise<void> {
  const { completionId } = failed;
  const isIt = and(eq(fetchFailure.completionId, completionId), eq(fetchFailure.importId, importId));
  const [earlier] = await orm.select().from(fetchFailure).where(isIt);
  const reason = joinReason(earlier?.reason, failed.scorer, failed.reason);
  const attempts = Math.max(earlier?.attempts ?? 0, failed.attempts);
  if (earlier) await orm.update(fetchFailure).set({ reason, attempts, at }).where(isIt);
  else await orm.insert(fetchFailure).values({ importId, completionId, reason, attempts, at });
}

/** Completions of the import that have any value, those that have all they were to get, and those that something failed for. */
export async function countFetched(
  { orm, tables }: Database,
  importId: string,
): Promise<{ values: number; scored: number; failed: number }> {
  const { embedding, fetchFailure, tokenScores } = tables;
  const [scores] = await orm
    .select({ n: count() })
    .from(tokenScores)
    .where(eq(tokenScores.importId, importId));
  const [vectors] = await orm.select({ n: count() }).from(embedding).where(eq(embedding.importId, importId));
  const [failed] = await orm
    .select({ n: count() })
    .from(fetchFailure)
    .where(eq(fetchFailure.importId, importId));
  const [partly] = await orm
    .select({ n: count() })
    .from(fetchFailure)
    .innerJoin(
      tokenScores,
      and(
        eq(tokenScores.completionId, fetchFailure.completionId),
        eq(tokenScores.importId, fetchFailure.importId),
      ),
    )
    .where(eq(fetchFailure.importId, importId));
  const values = Number(scores?.n ?? 0) + Number(vectors?.n ?? 0);
  return { values, scored: values - Number(partly?.n ?? 0), failed: Number(failed?.n ?? 0) };
}

/** Makes everything that was fetched visible at once, in a campaign that is still a draft. */
export async function publishFetch(
  context: VerbContext,
  { id, campaignId, name }: FetchImport,
  outcome: { scored: number; failed: number; there: number },
  provenance: Record<string, unknown>,
): Promise<void> {
  const { scored, failed, there } = outcome;
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    requireDraft((await getCampaignRow(tx, campaignId)).state);
    const { dataImport } = tx.tables;
    const counts = { ...emptyCounts(), rows: scored + failed, bad: failed, unchanged: there };
    const published = await tx.orm
      .update(dataImport)
      .set({ state: "published", counts, publishedAt: context.clock() })
      .where(and(eq(dataImport.id, id), eq(dataImport.state, "staging")))
      .returning({ id: dataImport.id });
    if (published.length === 0) throw takenAway();
    const detail = { name, ...outcome, ...provenance };
    await recordAudit(tx, context, { campaignId, action: "endpoint.fetch", subject: id, detail });
  });
}
