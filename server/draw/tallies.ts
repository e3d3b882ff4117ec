import { sql } from "drizzle-orm";
import type { Connection, Tables, Transaction } from "@/db/client";

type Outcome = Tables["judgment"]["$inferSelect"]["outcome"];

/** The outcomes of judgments, counted; ties of every kind are one. */
export function tallyOutcomes(outcomes: readonly Outcome[]): { wins: number; losses: number; ties: number } {
  const wins = outcomes.filter((outcome) => outcome === "model_a").length;
  const losses = outcomes.filter((outcome) => outcome === "model_b").length;
  return { wins, losses, ties: outcomes.length - wins - losses };
}

/**
 * Adds a drawn comparison's judgments to the tally of its stratum, or takes them off (`by` −1). The campaign must be locked.
 */
export async function noteOutcomes(
  tx: Transaction,
  comparisonId: number,
  outcomes: readonly Outcome[],
  by: 1 | -1 = 1,
): Promise<void> {
  const { wins, losses, ties } = tallyOutcomes(outcomes);
  await tx
    .prepared("note-outcomes", ({ orm, tables: { drawSequence, comparisonStatus: status } }) =>
      orm
        .update(drawSequence)
        .set({
          wins: sql`${drawSequence.wins} + ${sql.placeholder("wins")}`,
          losses: sql`${drawSequence.losses} + ${sql.placeholder("losses")}`,
          ties: sql`${drawSequence.ties} + ${sql.placeholder("ties")}`,
        })
        .where(
          sql`${drawSequence.stratumId} = (select ${status.stratumId} from ${status} where ${status.comparisonId} = ${sql.placeholder("comparisonId")})`,
        ),
    )
    .execute({ comparisonId, wins: by * wins, losses: by * losses, ties: by * ties });
}

/** The model pair of each of a campaign's sequences, by stratum. */
export async function pairsOfSequences(
  connection: Connection,
  campaignId: string,
): Promise<Map<number, number>> {
  const rows = await connection
    .prepared("pairs-of-sequences", ({ orm, tables: { drawSequence, stratum } }) =>
      orm
        .select({ stratumId: drawSequence.stratumId, pairId: stratum.pairId })
        .from(drawSequence)
        .innerJoin(stratum, sql`${stratum.id} = ${drawSequence.stratumId}`)
        .where(sql`${drawSequence.campaignId} = ${sql.placeholder("campaignId")}`),
    )
    .execute({ campaignId });
  return new Map(rows.map(({ stratumId, pairId }) => [stratumId, pairId]));
}
