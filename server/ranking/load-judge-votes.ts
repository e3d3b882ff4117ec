import { and, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { JudgeVotes } from "@/server/core/disagreement/metric";
import type { BlockSource } from "./load-blocks";

const idsPerQuery = 5_000;

/** By comparison, the sum of its judges' votes; the first side is model a. */
export async function loadJudgeVotes(
  { orm, tables: { judgeVotes } }: Database,
  { importIds }: BlockSource,
  comparisonIds: number[],
): Promise<ReadonlyMap<number, JudgeVotes>> {
  const byComparison = new Map<number, JudgeVotes>();
  for (let from = 0; from < comparisonIds.length; from += idsPerQuery) {
    const ids = comparisonIds.slice(from, from + idsPerQuery);
    const rows = await orm
      .select({ comparisonId: judgeVotes.comparisonId, votes: judgeVotes.votes })
      .from(judgeVotes)
      .where(and(inArray(judgeVotes.comparisonId, ids), inArray(judgeVotes.importId, importIds)));
    for (const { comparisonId, votes } of rows) {
      const sum = (side: "modelA" | "modelB" | "tie") => votes.reduce((total, vote) => total + vote[side], 0);
      byComparison.set(comparisonId, { first: sum("modelA"), second: sum("modelB"), tie: sum("tie") });
    }
  }
  return byComparison;
}
