import { inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { StoredSequence } from "../../stop/run-sequence";
import { toStoredSequence } from "../../stop/stored-sequences";
import { combineBounds } from "../../stop/walk-strata";
import type { ReportStratum } from "../list-report-strata";
import type { FiredStop } from "./view";

const strataPerQuery = 500;

/** The stored sequence of each stratum, null where there is none, and the pairs that the stop rule has ended. */
export async function loadStops(
  { orm, tables: { sequenceState } }: Database,
  strata: readonly ReportStratum[],
): Promise<{ sequences: (StoredSequence | null)[]; stops: FiredStop[] }> {
  const rows = [];
  for (let from = 0; from < strata.length; from += strataPerQuery) {
    const ids = strata.slice(from, from + strataPerQuery).map(({ stratumId }) => stratumId);
    rows.push(...(await orm.select().from(sequenceState).where(inArray(sequenceState.stratumId, ids))));
  }
  const byStratum = new Map(rows.map((row) => [row.stratumId, row]));
  const sequences = strata.map(({ stratumId }) => {
    const row = byStratum.get(stratumId);
    return row ? toStoredSequence(row) : null;
  });
  const pairs = new Map<
    string,
    { about: FiredStop; parts: { size: number; lower: number; upper: number }[] }
  >();
  for (const { stratumId, modelA, modelB, size } of strata) {
    const row = byStratum.get(stratumId);
    if (!row?.stopReason) continue;
    const key = JSON.stringify([modelA, modelB]);
    const about = { modelA, modelB, reason: row.stopReason, step: 0, lower: -1, upper: 1 };
    const pair = pairs.get(key) ?? { about, parts: [] };
    pair.about.step += row.stopStep ?? 0;
    pair.parts.push({ size, lower: row.stopLower ?? -1, upper: row.stopUpper ?? 1 });
    pairs.set(key, pair);
  }
  const stops = [...pairs.values()].map(({ about, parts }) => ({ ...about, ...combineBounds(parts) }));
  return { sequences, stops };
}
