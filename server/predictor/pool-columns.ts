import { and, asc, eq, gt } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { TiebreakError } from "../errors";
import { toInt32 } from "../ranking/arrays";
import type { CampaignBasis } from "../ranking/campaign-basis";
import { listScoreSets, loadScoreSet } from "../ranking/score-sets";

/** The pool of a launched campaign as columns, one entry per comparison, stratum after stratum. */
export interface PoolColumns {
  /** Ids of the launch ranking's strata, in its order. */
  strata: number[];
  comparisonIds: Int32Array;
  /** The stratum of each, by id. */
  stratumIds: Int32Array;
  promptIds: Int32Array;
  language: (string | null)[];
  category: (string | null)[];
}

const rowsPerPage = 10_000;

/** Loads the pool that a launch ranking has draws of: exclusions before launch are not in it. */
export async function loadPoolColumns(
  connection: Connection,
  launched: { id: string; campaignId: string },
): Promise<PoolColumns> {
  const { orm, tables } = connection;
  const { stratum, prompt } = tables;
  const strata = await orm
    .select({ id: stratum.id, comparisonIds: stratum.comparisonIds })
    .from(stratum)
    .where(eq(stratum.rankingId, launched.id))
    .orderBy(asc(stratum.id));
  const ids = strata.map((row) => toInt32(row.comparisonIds));
  const size = ids.reduce((sum, { length }) => sum + length, 0);
  const comparisonIds = new Int32Array(size);
  const stratumIds = new Int32Array(size);
  let at = 0;
  for (const [s, own] of ids.entries()) {
    comparisonIds.set(own, at);
    stratumIds.fill(strata[s]?.id as number, at, at + own.length);
    at += own.length;
  }
  const promptIds = await loadPromptIds(connection, launched.campaignId, comparisonIds);
  const { id, language, category } = prompt;
  const rows = await orm
    .select({ id, language, category })
    .from(prompt)
    .where(eq(prompt.campaignId, launched.campaignId));
  const promptOf = new Map(rows.map((row) => [row.id, row]));
  return {
    strata: strata.map((row) => row.id),
    comparisonIds,
    stratumIds,
    promptIds,
    language: Array.from(promptIds, (promptId) => promptOf.get(promptId)?.language ?? null),
    category: Array.from(promptIds, (promptId) => promptOf.get(promptId)?.category ?? null),
  };
}

async function loadPromptIds(
  { orm, tables: { comparison } }: Connection,
  campaignId: string,
  comparisonIds: Int32Array,
): Promise<Int32Array> {
  const placeOf = placesOf(comparisonIds);
  const promptIds = new Int32Array(comparisonIds.length);
  for (let after = 0; ; ) {
    const rows = await orm
      .select({ id: comparison.id, promptId: comparison.promptId })
      .from(comparison)
      .where(and(eq(comparison.campaignId, campaignId), gt(comparison.id, after)))
      .orderBy(asc(comparison.id))
      .limit(rowsPerPage);
    const last = rows.at(-1);
    if (!last) return promptIds;
    for (const row of rows) {
      const place = placeOf.get(row.id);
      if (place !== undefined) promptIds[place] = row.promptId;
    }
    after = last.id;
  }
}

/** Where each comparison stands. */
export function placesOf(comparisonIds: Int32Array): Map<number, number> {
  const places = new Map<number, number>();
  for (const [place, id] of comparisonIds.entries()) places.set(id, place);
  return places;
}

/** What one metric says of a pool, in the order of its columns. */
export interface MetricColumn {
  metric: string;
  version: number;
  /** NaN where the metric could not score. */
  utilities: Float64Array;
}

/**
 * The stored scores of a pool's metrics, one metric at a time. With `wanted` exactly those metrics and versions, or a
 * refusal; else every complete set but the random control, which knows nothing.
 */
export async function* loadMetricColumns(
  connection: Connection,
  { campaignId, basis }: Pick<CampaignBasis, "campaignId" | "basis">,
  comparisonIds: Int32Array,
  wanted?: readonly { metric: string; version: number }[],
): AsyncGenerator<MetricColumn> {
  const sets = await listScoreSets(connection, campaignId, basis);
  const named = wanted ?? sets.map(({ metric, metricVersion: version }) => ({ metric, version }));
  const placeOf = placesOf(comparisonIds);
  for (const { metric, version } of named) {
    if (metric === "random") continue;
    const set = sets.find((one) => one.metric === metric && one.metricVersion === version);
    if (!set) {
      throw new TiebreakError(
        "wrong_state",
        `${metric} (version ${version}), which the predictor reads, is not scored any more. Learn again.`,
      );
    }
    const scores = await loadScoreSet(connection, set.id);
    const utilities = new Float64Array(comparisonIds.length).fill(Number.NaN);
    for (const [i, id] of scores.comparisonIds.entries()) {
      const place = placeOf.get(id);
      if (place !== undefined) utilities[place] = scores.utilities[i] as number;
    }
    yield { metric, version, utilities };
  }
}
