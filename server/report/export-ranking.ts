import { eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Cell } from "@/server/writers/csv-line";
import { found } from "../errors";
import { toFloat64, toInt32 } from "../ranking/arrays";
import type { rankingColumns } from "./export-columns";
import type { ReportStratum } from "./list-report-strata";

const rowsPerPage = 1_000;

type RankingExport = Record<(typeof rankingColumns)[number], Cell>;

/** Every comparison of a ranking, as exported, page by page: the arrays of one stratum at a time are in memory. */
export async function* rankingRows(
  database: Database,
  strata: readonly ReportStratum[],
): AsyncGenerator<RankingExport[]> {
  for (const { stratum, stratumId, modelA, modelB, routingGroup } of strata) {
    const { comparisonIds, utilities, ranks, weights } = await loadArrays(database, stratumId);
    const order = Int32Array.from(ranks.keys()).sort(
      (one, other) => (ranks[other] as number) - (ranks[one] as number),
    );
    for (let from = 0; from < order.length; from += rowsPerPage) {
      const page = Array.from(order.subarray(from, from + rowsPerPage));
      const ids = page.map((item) => comparisonIds[item] as number);
      const prompts = await loadPromptIds(database, ids);
      yield page.map((item) => {
        const utility = utilities[item] as number;
        return {
          stratum,
          prompt_id: prompts.get(comparisonIds[item] as number) ?? null,
          model_a: modelA,
          model_b: modelB,
          routing_group: routingGroup,
          utility: Number.isFinite(utility) ? utility : null,
          rank: ranks[item] as number,
          weight: weights[item] as number,
        };
      });
    }
  }
}

async function loadArrays({ orm, tables: { stratum } }: Database, stratumId: number) {
  const rows = await orm.select().from(stratum).where(eq(stratum.id, stratumId));
  const row = found(rows[0], "stratum", stratumId);
  return {
    comparisonIds: toInt32(row.comparisonIds),
    utilities: toFloat64(row.utilities),
    ranks: toFloat64(row.ranks),
    weights: toFloat64(row.weights),
  };
}

async function loadPromptIds({ orm, tables }: Database, comparisonIds: number[]) {
  const { comparison, prompt } = tables;
  const rows = await orm
    .select({ id: comparison.id, externalId: prompt.externalId })
    .from(comparison)
    .innerJoin(prompt, eq(prompt.id, comparison.promptId))
    .where(inArray(comparison.id, comparisonIds));
  return new Map(rows.map(({ id, externalId }) => [id, externalId]));
}
