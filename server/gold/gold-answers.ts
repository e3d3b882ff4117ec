import { and, asc, eq, isNull, type SQL } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { isAccepted } from "./accepted-outcomes";

export interface GoldAnswer {
  judgmentId: number;
  goldId: number;
  memberId: string;
  isRight: boolean;
  at: number;
}

/** Standing answers to gold, or to practice, the first of them first. What leads tried in preview is none. */
export async function readGoldAnswers(
  { orm, tables }: Connection,
  of: { campaignId: string; purpose: "gold" | "practice"; also?: SQL | undefined },
): Promise<GoldAnswer[]> {
  const { judgment, withdrawal, goldComparison } = tables;
  const rows = await orm
    .select({
      judgmentId: judgment.id,
      goldId: goldComparison.id,
      memberId: judgment.memberId,
      outcome: judgment.outcome,
      accepted: goldComparison.accepted,
      at: judgment.createdAt,
    })
    .from(judgment)
    .innerJoin(goldComparison, eq(goldComparison.id, judgment.goldId))
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .where(
      and(
        eq(judgment.campaignId, of.campaignId),
        eq(judgment.purpose, of.purpose),
        isNull(withdrawal.judgmentId),
        of.also,
      ),
    )
    .orderBy(asc(judgment.id));
  return rows.flatMap(({ memberId, outcome, accepted, ...row }) =>
    memberId === null ? [] : [{ ...row, memberId, isRight: isAccepted(outcome, accepted) }],
  );
}
