import { and, asc, eq } from "drizzle-orm";
import type { Connection, Database } from "@/db/client";
import type { PairChoice } from "@/db/schema/campaign";
import { findMetric } from "@/server/core/disagreement/registry";
import type { PoolOrigin } from "../comparison/build-pool";
import { TiebreakError } from "../errors";
import { newId, sha256 } from "../ids";
import { canonicalJson } from "../report/canonical-json";
import { toBytes, toFloat64, toInt32 } from "./arrays";
import { metricName } from "./metric-title";

/** A name for a pool: equal for equal imports, pairs and seed. */
export function poolBasis({ importIds, pairChoice, seed }: Omit<PoolOrigin, "campaignId">): string {
  const pairs = canonicalPairs(pairChoice);
  return sha256(canonicalJson({ importIds, pairs, seed }));
}

/** A choice of pairs whatever the order in which pairs, and models within one, are named. */
export function canonicalPairs(choice: PairChoice): unknown {
  if (choice.kind !== "chosen") return choice;
  const named = choice.pairs.map((pair) => canonicalJson([...pair].sort()));
  return { kind: choice.kind, pairs: [...new Set(named)].sort() };
}

/** One metric's complete scores of a pool. */
export interface ScoreSetView {
  id: string;
  metric: string;
  metricVersion: number;
  comparisons: number;
  /** Comparisons that the metric could not score. */
  unscored: number;
  createdAt: number;
}

/** The complete score sets of a pool, by today's versions of their metrics. */
export async function listScoreSets(
  { orm, tables: { scoreSet } }: Connection,
  campaignId: string,
  basis: string,
): Promise<ScoreSetView[]> {
  const { id, metric, metricVersion, comparisons, unscored, createdAt } = scoreSet;
  const rows = await orm
    .select({ id, metric, metricVersion, comparisons, unscored, createdAt })
    .from(scoreSet)
    .where(
      and(eq(scoreSet.campaignId, campaignId), eq(scoreSet.basis, basis), eq(scoreSet.state, "complete")),
    )
    .orderBy(asc(scoreSet.createdAt), asc(scoreSet.id));
  return rows.filter((row) => findMetric(row.metric)?.version === row.metricVersion);
}

/** Every comparison of the pool with its utility (NaN where the metric could not score), in pool order. */
export async function loadScoreSet(
  { orm, tables: { metricScores } }: Connection,
  scoreSetId: string,
): Promise<{ comparisonIds: Int32Array; utilities: Float64Array }> {
  const { comparisonIds, utilities } = metricScores;
  const rows = await orm
    .select({ comparisonIds, utilities })
    .from(metricScores)
    .where(eq(metricScores.scoreSetId, scoreSetId))
    .orderBy(asc(metricScores.chunk));
  const size = rows.reduce((sum, row) => sum + row.comparisonIds.length / Int32Array.BYTES_PER_ELEMENT, 0);
  const all = { comparisonIds: new Int32Array(size), utilities: new Float64Array(size) };
  let at = 0;
  for (const row of rows) {
    const ids = toInt32(row.comparisonIds);
    all.comparisonIds.set(ids, at);
    all.utilities.set(toFloat64(row.utilities), at);
    at += ids.length;
  }
  return all;
}

/** The utilities of a pool under a metric, or a refusal where they have not been computed. */
export async function loadScores(
  connection: Connection,
  { campaignId, basis, metric }: { campaignId: string; basis: string; metric: string },
): Promise<{ comparisonIds: Int32Array; utilities: Float64Array }> {
  const sets = await listScoreSets(connection, campaignId, basis);
  const set = sets.find((candidate) => candidate.metric === metric);
  if (set) return loadScoreSet(connection, set.id);
  throw new TiebreakError(
    "wrong_state",
    `The comparisons have not been scored with ${metricName(metric)} yet.`,
  );
}

/** Whether a metric has scores of this pool already, complete or not: its comparisons are built then. */
export async function hasScoreSet(
  { orm, tables: { scoreSet } }: Connection,
  campaignId: string,
  basis: string,
): Promise<boolean> {
  const rows = await orm
    .select({ id: scoreSet.id })
    .from(scoreSet)
    .where(and(eq(scoreSet.campaignId, campaignId), eq(scoreSet.basis, basis)))
    .limit(1);
  return rows.length > 0;
}

type ScoreSetRow = Connection["tables"]["scoreSet"]["$inferSelect"];

/** The pool's score set of a metric, begun when there is none. */
export async function openScoreSet(
  database: Database,
  key: Pick<ScoreSetRow, "campaignId" | "basis" | "metric" | "metricVersion">,
  createdAt: number,
): Promise<ScoreSetRow> {
  return database.transaction(async ({ orm, tables: { scoreSet } }) => {
    const id = newId("scr");
    await orm
      .insert(scoreSet)
      .values({ ...key, id, state: "scoring", createdAt })
      .onConflictDoNothing();
    const rows = await orm
      .select()
      .from(scoreSet)
      .where(
        and(
          eq(scoreSet.campaignId, key.campaignId),
          eq(scoreSet.basis, key.basis),
          eq(scoreSet.metric, key.metric),
          eq(scoreSet.metricVersion, key.metricVersion),
        ),
      );
    return rows[0] as ScoreSetRow;
  }, "normal");
}

/** The stretches of the pool that are scored already. */
export async function listScoredChunks(
  { orm, tables: { metricScores } }: Database,
  scoreSetId: string,
): Promise<Set<number>> {
  const rows = await orm
    .select({ chunk: metricScores.chunk })
    .from(metricScores)
    .where(eq(metricScores.scoreSetId, scoreSetId));
  return new Set(rows.map(({ chunk }) => chunk));
}

/** Keeps the scores of one stretch. */
export async function saveChunk(
  database: Database,
  entry: { scoreSetId: string; chunk: number; comparisonIds: Int32Array; utilities: Float64Array },
): Promise<void> {
  const { scoreSetId, chunk } = entry;
  await database.transaction(async ({ orm, tables: { metricScores } }) => {
    await orm
      .insert(metricScores)
      .values({
        scoreSetId,
        chunk,
        comparisonIds: toBytes(entry.comparisonIds),
        utilities: toBytes(entry.utilities),
      })
      .onConflictDoNothing();
  }, "normal");
}

/** Marks a score set whose stretches are all scored. */
export async function completeScoreSet(database: Database, scoreSetId: string): Promise<void> {
  const { utilities } = await loadScoreSet(database, scoreSetId);
  let unscored = 0;
  for (const utility of utilities) if (Number.isNaN(utility)) unscored++;
  await database.transaction(async ({ orm, tables: { scoreSet } }) => {
    await orm
      .update(scoreSet)
      .set({ state: "complete", comparisons: utilities.length, unscored })
      .where(eq(scoreSet.id, scoreSetId));
  }, "normal");
}
