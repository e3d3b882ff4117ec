import { inArray } from "drizzle-orm";
import type { Connection, Tables } from "@/db/client";
import { toFloat64 } from "../ranking/arrays";
import type { StoredSequence } from "./run-sequence";

type Row = Pick<Tables["sequenceState"]["$inferSelect"], "state" | "path" | "lower" | "upper">;

/** A stored row as a sequence goes on from it. */
export function toStoredSequence({ state, path, lower, upper }: Row): StoredSequence {
  return {
    // Of a buffer of its own: what a driver returns may be a part of a large one.
    state: new Uint8Array(state),
    path: path ? toFloat64(path) : new Float64Array(),
    bounds: { lower, upper },
  };
}

/** The stored sequences of these strata. */
export async function loadStoredSequences(
  { orm, tables: { sequenceState } }: Connection,
  stratumIds: readonly number[],
): Promise<Map<number, StoredSequence>> {
  const rows = await orm
    .select()
    .from(sequenceState)
    .where(inArray(sequenceState.stratumId, [...stratumIds]));
  return new Map(rows.map((row) => [row.stratumId, toStoredSequence(row)]));
}
