import { and, asc, eq, gt, lte } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Cell } from "@/server/writers/csv-line";
import type { drawColumns } from "./export-columns";
import { numberWeights } from "./list-replacements";
import type { ReportStratum } from "./list-report-strata";

const rowsPerPage = 2_000;

type DrawExport = Record<(typeof drawColumns)[number], Cell>;

/** Every draw of every stratum, as exported, page by page; those not opened yet are `undrawn`. */
export async function* drawRows(
  database: Database,
  launched: { id: string; campaignId: string },
  strata: readonly ReportStratum[],
): AsyncGenerator<DrawExport[]> {
  const rankingOf = await numberWeights(database, launched);
  for (const stratum of strata) {
    for (let after = 0; after < stratum.size; after += rowsPerPage) {
      const rows = await readPage(database, stratum.stratumId, after);
      yield rows.map(({ row, promptExternalId, state, openingProbability }) => ({
        stratum: stratum.stratum,
        model_a: stratum.modelA,
        model_b: stratum.modelB,
        routing_group: stratum.routingGroup,
        N: stratum.size,
        planned: stratum.planned,
        draw_number: row.number,
        prompt_id: promptExternalId,
        arm: row.arm,
        ranking: rankingOf(row.weightsId),
        control_coin: row.controlCoin,
        control_used: row.controlUsed,
        q: row.q,
        largest_inverse: row.largestInverse,
        rank: row.rank,
        control_place: row.controlPlace,
        state: state ?? "undrawn",
        opening_probability: openingProbability,
      }));
    }
  }
}

function readPage({ orm, tables }: Database, stratumId: number, after: number) {
  const { draw, comparison, comparisonStatus: status, prompt } = tables;
  return orm
    .select({
      row: draw,
      promptExternalId: prompt.externalId,
      state: status.state,
      openingProbability: status.openingProbability,
    })
    .from(draw)
    .innerJoin(comparison, eq(comparison.id, draw.comparisonId))
    .innerJoin(prompt, eq(prompt.id, comparison.promptId))
    .leftJoin(status, eq(status.comparisonId, draw.comparisonId))
    .where(and(eq(draw.stratumId, stratumId), gt(draw.number, after), lte(draw.number, after + rowsPerPage)))
    .orderBy(asc(draw.number));
}
