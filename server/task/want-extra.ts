import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { adjudicate } from "@/server/core/agreement/adjudicate";
import type { QueueCampaign } from "./queue-campaign";

/**
 * Notes how many extra judgments a comparison wants, after its judgments changed: one more than it has while it is closed
 * and one could still change its label, up to the campaign's number; otherwise none more.
 *
 * @param atLeast wanted in any case, as for someone who takes an extra judgment back to give it anew.
 */
export async function noteExtraWanted(
  tx: Transaction,
  campaign: QueueCampaign,
  comparisonId: number,
  atLeast = 0,
): Promise<void> {
  if (campaign.extraUpTo === null) return;
  const { judgmentsPerComparison: r, extraUpTo } = campaign;
  const { main, extra } = await readOutcomes(tx, campaign, comparisonId);
  const isWanted = main.length === r && r + extra.length < extraUpTo && isClose([...main, ...extra]);
  await tx
    .prepared("note-extra-wanted", ({ orm, tables: { comparisonStatus: status } }) =>
      orm
        .update(status)
        .set({ extraWanted: sql`${sql.placeholder("extraWanted")}` })
        .where(sql`${status.comparisonId} = ${sql.placeholder("comparisonId")}`),
    )
    .execute({ comparisonId, extraWanted: Math.max(isWanted ? extra.length + 1 : 0, atLeast) });
}

function isClose(outcomes: readonly string[]): boolean {
  const wins = outcomes.filter((outcome) => outcome === "model_a").length;
  const losses = outcomes.filter((outcome) => outcome === "model_b").length;
  return adjudicate(wins, losses, outcomes.length - wins - losses).isClose;
}

/** The outcomes of a comparison's first r judgments and of its extra ones. */
async function readOutcomes(
  tx: Transaction,
  { judgmentsPerComparison, adoptImported }: QueueCampaign,
  comparisonId: number,
): Promise<{ main: string[]; extra: string[] }> {
  const rows = await tx
    .prepared("standing-outcomes", ({ orm, tables: { judgment, withdrawal, dataImport } }) =>
      orm
        .select({
          outcome: judgment.outcome,
          purpose: judgment.purpose,
          source: judgment.source,
          importState: dataImport.state,
        })
        .from(judgment)
        .leftJoin(withdrawal, sql`${withdrawal.judgmentId} = ${judgment.id}`)
        .leftJoin(dataImport, sql`${dataImport.id} = ${judgment.importId}`)
        .where(
          sql`${judgment.comparisonId} = ${sql.placeholder("comparisonId")} and ${withdrawal.judgmentId} is null`,
        )
        .orderBy(judgment.id),
    )
    .execute({ comparisonId });
  const counted = rows.filter(
    ({ source, importState }) => source === "live" || (adoptImported && importState === "published"),
  );
  const outcomesOf = (wanted: string) =>
    counted.filter(({ purpose }) => purpose === wanted).map(({ outcome }) => outcome);
  return { main: outcomesOf("main").slice(0, judgmentsPerComparison), extra: outcomesOf("extra") };
}
