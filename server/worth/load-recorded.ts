import { and, asc, count, eq, max } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { WorthEvidence } from "./worth-input";

/** A campaign's comparisons with how the judgments that came with published imports turned out. */
export async function loadRecorded({ orm, tables }: Connection, campaignId: string): Promise<WorthEvidence> {
  const { comparison, judgment, dataImport } = tables;
  const rows = await orm
    .select({
      id: comparison.id,
      pairId: comparison.pairId,
      promptId: comparison.promptId,
      outcome: judgment.outcome,
      n: count(),
      last: max(judgment.id),
    })
    .from(judgment)
    .innerJoin(comparison, eq(comparison.id, judgment.comparisonId))
    .innerJoin(dataImport, eq(dataImport.id, judgment.importId))
    .where(
      and(
        eq(judgment.campaignId, campaignId),
        eq(judgment.source, "imported"),
        eq(judgment.purpose, "main"),
        eq(dataImport.state, "published"),
      ),
    )
    .groupBy(comparison.id, comparison.pairId, comparison.promptId, judgment.outcome)
    .orderBy(asc(comparison.id));
  const places = new Map<number, number>();
  for (const { id } of rows) if (!places.has(id)) places.set(id, places.size);
  const column = () => new Int32Array(places.size);
  const columns = {
    pairIndex: column(),
    promptIndex: column(),
    ties: column(),
    wins: column(),
    losses: column(),
  };
  for (const { id, pairId, promptId, outcome, n } of rows) {
    const i = places.get(id) as number;
    columns.pairIndex[i] = pairId;
    columns.promptIndex[i] = promptId;
    const counts =
      outcome === "model_a" ? columns.wins : outcome === "model_b" ? columns.losses : columns.ties;
    counts[i] = (counts[i] as number) + n;
  }
  return {
    evidence: "recorded",
    comparisonIds: Int32Array.from(places.keys()),
    columns,
    unjudgeable: 0,
    lastJudgmentId: rows.reduce((newest, { last }) => Math.max(newest, last ?? 0), 0),
  };
}
