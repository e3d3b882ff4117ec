import { and, asc, eq, inArray } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { promptDisagreement } from "@/server/core/disagreement/prompt-disagreement";
import { loadPairNames } from "../ranking/pair-names";
import { finite } from "./list-metric-places";
import type { ComparisonState, OtherPair } from "./schemas";

/** Every comparison of a prompt. */
export async function listPromptComparisons(
  { orm, tables: { comparison } }: Connection,
  campaignId: string,
  promptId: number,
): Promise<{ id: number; pairId: number }[]> {
  return orm
    .select({ id: comparison.id, pairId: comparison.pairId })
    .from(comparison)
    .where(and(eq(comparison.campaignId, campaignId), eq(comparison.promptId, promptId)))
    .orderBy(asc(comparison.id));
}

/** A prompt's other pairs by their value, the greatest first. */
export async function viewOtherPairs(
  connection: Connection,
  campaignId: string,
  pairs: readonly { id: number; pairId: number }[],
  values: ReadonlyMap<number, number>,
): Promise<OtherPair[]> {
  if (pairs.length === 0) return [];
  const names = await loadPairNames(connection, campaignId);
  const { comparisonStatus: status } = connection.tables;
  const rows = await connection.orm
    .select({ comparisonId: status.comparisonId, state: status.state })
    .from(status)
    .where(
      inArray(
        status.comparisonId,
        pairs.map(({ id }) => id),
      ),
    );
  const states = new Map<number, ComparisonState>(rows.map((row) => [row.comparisonId, row.state]));
  return pairs
    .map(({ id, pairId }) => ({
      comparisonId: id,
      modelA: names.get(pairId)?.modelA ?? "",
      modelB: names.get(pairId)?.modelB ?? "",
      value: finite(values.get(id)),
      state: states.get(id) ?? ("ranked" as const),
    }))
    .sort((one, other) => (other.value ?? -Infinity) - (one.value ?? -Infinity));
}

/** What a prompt's pairs have together under one metric. */
export function summarisePairs(values: ReadonlyMap<number, number>) {
  const utilities = Float64Array.from(values.values());
  const { pairs, mean, maximum, variance } = promptDisagreement(utilities, new Int32Array(utilities.length));
  return {
    pairs: pairs[0] ?? 0,
    mean: finite(mean[0]),
    maximum: finite(maximum[0]),
    variance: finite(variance[0]),
  };
}
